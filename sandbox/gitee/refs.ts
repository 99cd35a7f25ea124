import { addTag, isMember, isReserved, isTagName, json, nameOf, ownerOf, resolveRef } from "../kernel";
import type { Answer, Commit, Tag } from "../kernel";
import { requireToken } from "./access";
import { descending, notFound, paged, problem, readFields, readQuery } from "./params";
import { repositoryUrl, userJson } from "./releases";
import type { Call, PlainRoute, Repo, RepositoryCall, RepositoryRoute, World } from "./state";

function tagJson(world: World, repo: Repo, tag: Tag): Record<string, unknown> {
  return {
    name: tag.name,
    message: tag.message ?? "",
    commit: { sha: tag.commit, date: repo.commits.get(tag.commit)?.date },
    tagger: tag.message === undefined ? null : userJson(world, "octavia"),
  };
}

/** There is no search and no route for a single tag (6). */
function listTags(call: RepositoryCall): Answer {
  const { world, repo } = call;
  const dateOf = (tag: Tag): number => Date.parse(repo.commits.get(tag.commit)?.date ?? "");
  const updated = readQuery(call, { sort: ["name", "updated"] }).sort === "updated";
  const byName = [...repo.tags.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const sorted = updated ? byName.sort((a, b) => dateOf(a) - dateOf(b)) : byName;
  return paged(call, descending(call) ? sorted.reverse() : sorted, (tag) => tagJson(world, repo, tag));
}

function createTag(call: RepositoryCall): Answer {
  const { world, repo } = call;
  const table = { refs: "string", tag_name: "string", tag_message: "string" } as const;
  const fields = readFields(call.given, table, { required: ["refs", "tag_name"] });
  const { refs, tag_name: name, tag_message: message = "" } = fields;
  const commit = resolveRef(repo, refs);
  if (!commit || !isTagName(name) || isReserved(name)) return problem(400, `创建标签失败：${name}`);
  if (repo.tags.has(name)) return problem(400, `标签已存在：${name}`);
  const tag = addTag(repo, name, { commit: commit.sha, message: message === "" ? undefined : message });
  return json(201, tagJson(world, repo, tag));
}

function commitJson({ sha, message, date }: Commit): Record<string, unknown> {
  const person = { name: "octavia", date };
  return { sha, commit: { message, author: person, committer: person } };
}

function getBranch({ repo, params }: RepositoryCall): Answer {
  const name = params.branch ?? "";
  const commit = repo.commits.get(repo.branches.get(name) ?? "");
  return commit ? json(200, { name, commit: commitJson(commit), protected: false }) : notFound("Branch");
}

function getCommit({ repo, params }: RepositoryCall): Answer {
  const commit = resolveRef(repo, params.sha ?? "");
  return commit ? json(200, commitJson(commit)) : notFound("Commit");
}

/** The one way to check a token: public reads pass with a bad one (2). */
const getUser = (call: Call): Answer => json(200, userJson(call.world, requireToken(call).user));

export const plainRoutes: readonly PlainRoute[] = [{ method: "GET", path: "/user", handler: getUser }];

function getRepository({ world, repo, token }: RepositoryCall): Answer {
  const empty = repo.commits.size === 0;
  return json(200, {
    id: repo.id,
    full_name: repo.path,
    human_name: repo.displayName,
    namespace: { path: ownerOf(repo), name: repo.displayName.split("/")[0] },
    path: nameOf(repo),
    name: repo.displayName.split("/")[1],
    private: repo.private,
    public: !repo.private,
    html_url: `${repositoryUrl(world, repo)}.git`,
    default_branch: empty ? null : repo.defaultBranch,
    empty_repo: empty,
    permission: { pull: true, push: token?.access === "write" && isMember(token, repo), admin: false },
  });
}

/** No route deletes a tag (6). */
export const refRoutes: readonly RepositoryRoute[] = [
  { method: "GET", path: "", handler: getRepository },
  { method: "GET", path: "/tags", handler: listTags },
  { method: "POST", path: "/tags", handler: createTag },
  { method: "GET", path: "/branches/:branch", handler: getBranch },
  { method: "GET", path: "/commits/:sha", handler: getCommit },
];
