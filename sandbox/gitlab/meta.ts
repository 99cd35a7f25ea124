import { nameOf, ownerOf } from "../kernel/state";
import { levelOf } from "./access";
import { json, unauthorized } from "./answers";
import { projectUrl } from "./json";
import type { Call, PlainRoute, RepositoryCall, RepositoryRoute } from "./state";

function getVersion(call: Call) {
  if (!call.token) return unauthorized();
  return json(200, { version: call.world.dialect.version, revision: "0a1b2c3d4e5" });
}

export const plainRoutes: readonly PlainRoute[] = [{ method: "GET", path: "/version", handler: getVersion }];

function getProject({ world, repo, token }: RepositoryCall) {
  const namespace = ownerOf(repo);
  const level = levelOf(token, repo);
  return json(200, {
    id: repo.id,
    name: nameOf(repo),
    path: nameOf(repo),
    path_with_namespace: repo.path,
    created_at: repo.createdAt,
    default_branch: repo.commits.size > 0 ? repo.defaultBranch : null,
    visibility: repo.private ? "private" : "public",
    web_url: projectUrl(world, repo),
    empty_repo: repo.commits.size === 0,
    packages_enabled: repo.rules.packages,
    ...(token === undefined
      ? {}
      : {
          permissions: {
            project_access: level === 0 ? null : { access_level: level, notification_level: 3 },
            group_access: null,
          },
        }),
    namespace: { kind: "group", path: namespace, full_path: namespace },
  });
}

/** Not for job tokens (reference 2.1). */
export const repositoryRoutes: readonly RepositoryRoute[] = [{ method: "GET", path: "", handler: getProject }];
