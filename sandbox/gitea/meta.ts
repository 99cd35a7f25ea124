import { json } from "../kernel/answers";
import type { Answer } from "../kernel/exchange";
import { nameOf, ownerOf } from "../kernel/state";
import { canWrite, levelOf, scopeMissing } from "./access";
import { problem } from "./answers";
import { apiUrl, repositoryUrl, userJson } from "./json";
import type { Call, PlainRoute, RepositoryCall, RepositoryRoute } from "./state";

const MIB = 1024 * 1024;

const getVersion = ({ world }: Call): Answer => json(200, { version: world.dialect.version });

const apiSettings = ({ world }: Call): Answer =>
  json(200, {
    max_response_items: world.limits.maxPage,
    default_paging_num: world.limits.page,
    default_git_trees_per_page: 1000,
    default_max_blob_size: 10485760,
    ...(world.dialect.tellsResponseSize && { default_max_response_size: 104857600 }),
  });

/** Those of issues, as far as kinds of files go (reference 1). */
const attachmentSettings = ({ world }: Call): Answer =>
  json(200, {
    enabled: world.attachments,
    allowed_types: ".zip,.txt",
    max_size: Math.ceil(world.limits.attachment / MIB),
    max_files: 5,
  });

/** Who has only rights to repositories is not told who it is (second table). */
function getUser({ world, token }: Call): Answer {
  if (!token) return problem(world, 401, "token is required");
  if (token.job || token.scopes.some((scope) => ["read:user", "write:user", "all"].includes(scope))) {
    return json(200, userJson(world, token.user));
  }
  throw scopeMissing(world, "read:user", token);
}

export const plainRoutes: readonly PlainRoute[] = [
  { method: "GET", path: "/api/v1/user", handler: getUser },
  { method: "GET", path: "/api/v1/version", handler: getVersion },
  {
    method: "GET",
    path: "/api/forgejo/v1/version",
    handler: getVersion,
    exists: ({ software }) => software === "forgejo",
  },
  { method: "GET", path: "/api/v1/settings/api", handler: apiSettings },
  { method: "GET", path: "/api/v1/settings/attachment", handler: attachmentSettings },
];

function getRepository({ world, repo, token }: RepositoryCall): Answer {
  return json(200, {
    id: repo.id,
    owner: userJson(world, ownerOf(repo)),
    name: nameOf(repo),
    full_name: repo.path,
    private: repo.private,
    empty: repo.commits.size === 0,
    archived: repo.rules.archived,
    default_branch: repo.defaultBranch,
    updated_at: repo.updatedAt,
    has_releases: repo.rules.releases,
    html_url: repositoryUrl(world, repo),
    url: apiUrl(world, repo),
    permissions: { admin: levelOf(token, repo, "code") > 2, push: canWrite(token, repo, "code"), pull: true },
  });
}

export const repositoryRoutes: readonly RepositoryRoute[] = [
  { method: "GET", path: "", unit: "code", handler: getRepository },
];
