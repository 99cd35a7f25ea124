import { json } from "../kernel/answers";
import type { Answer } from "../kernel/exchange";
import { addTag, isReserved, isTagName, resolveRef } from "../kernel/git";
import type { Commit, Tag } from "../kernel/state";
import { notFound, problem } from "./answers";
import { userJson } from "./json";
import { choice, descending, paged } from "./paging";
import { fieldReader } from "./params";
import type { Repo, RepositoryCall, RepositoryRoute, World } from "./state";

const commitOf = (repo: Repo, tag: Tag): Commit | undefined => repo.commits.get(tag.commit);

function tagJson(world: World, repo: Repo, tag: Tag): Record<string, unknown> {
  return {
    name: tag.name,
    message: tag.message ?? "",
    commit: { sha: tag.commit, date: commitOf(repo, tag)?.date },
    tagger: tag.message === undefined ? null : userJson(world, "octavia"),
  };
}

/** There is no search and no route for a single tag (6). */
function listTags(call: RepositoryCall): Answer {
  const { world, repo } = call;
  const dateOf = (tag: Tag): number => Date.parse(commitOf(repo, tag)?.date ?? "");
  const updated = choice(call, "sort", ["name", "updated"]) === "updated";
  const byName = [...repo.tags.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const sorted = updated ? byName.sort((a, b) => dateOf(a) - dateOf(b)) : byName;
  return paged(call, descending(call) ? sorted.reverse() : sorted, (tag) => tagJson(world, repo, tag));
}

function createTag(call: RepositoryCall): Answer {
  const { world, repo } = call;
  const fields = fieldReader(call.given);
  const refs = fields.text("refs");
  const name = fields.text("tag_name");
  const message = fields.optionalText("tag_message");
  fields.check();
  const commit = resolveRef(repo, refs);
  if (!commit || !isTagName(name) || isReserved(name)) return problem(400, `创建标签失败：${name}`);
  if (repo.tags.has(name)) return problem(400, `标签已存在：${name}`);
  return json(
    201,
    tagJson(world, repo, addTag(repo, name, { commit: commit.sha, message: message === "" ? undefined : message })),
  );
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

/** No route deletes a tag (6). */
export const refRoutes: readonly RepositoryRoute[] = [
  { method: "GET", path: "/tags", handler: listTags },
  { method: "POST", path: "/tags", handler: createTag },
  { method: "GET", path: "/branches/:branch", handler: getBranch },
  { method: "GET", path: "/commits/:sha", handler: getCommit },
];
