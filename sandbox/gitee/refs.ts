import type { Answer } from "../kernel/exchange";
import { json, notFound, problem } from "./answers";
import { addTag, isTagName, resolveTarget } from "./git";
import { choice, descending, paged } from "./paging";
import { fieldReader } from "./params";
import { userJson } from "./release-json";
import type { Commit, RepositoryState, Tag } from "./state";
import type { RepositoryCall, RepositoryRoute, World } from "./world";

const commitOf = (repository: RepositoryState, tag: Tag): Commit | undefined => repository.commits.get(tag.commit);

function tagJson(world: World, repository: RepositoryState, tag: Tag): Record<string, unknown> {
  return {
    name: tag.name,
    message: tag.message,
    commit: { sha: tag.commit, date: commitOf(repository, tag)?.date },
    tagger: tag.message === "" ? null : userJson(world, "octavia"),
  };
}

/** There is no search and no route for a single tag (6). */
function listTags(call: RepositoryCall): Answer {
  const { world, repository } = call;
  const dateOf = (tag: Tag): number => Date.parse(commitOf(repository, tag)?.date ?? "");
  const updated = choice(call, "sort", ["name", "updated"]) === "updated";
  const byName = [...repository.tags.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const sorted = updated ? byName.sort((a, b) => dateOf(a) - dateOf(b)) : byName;
  return paged(call, descending(call) ? sorted.reverse() : sorted, (tag) => tagJson(world, repository, tag));
}

function createTag(call: RepositoryCall): Answer {
  const { world, repository } = call;
  const fields = fieldReader(call.given);
  const refs = fields.text("refs");
  const name = fields.text("tag_name");
  const message = fields.optionalText("tag_message");
  fields.check();
  const commit = resolveTarget(repository, refs);
  if (!commit || !isTagName(name)) return problem(400, `创建标签失败：${name}`);
  if (repository.tags.has(name)) return problem(400, `标签已存在：${name}`);
  return json(201, tagJson(world, repository, addTag(repository, name, commit.sha, message)));
}

function commitJson({ sha, message, date }: Commit): Record<string, unknown> {
  const person = { name: "octavia", date };
  return { sha, commit: { message, author: person, committer: person } };
}

function getBranch({ repository, params }: RepositoryCall): Answer {
  const name = params.branch ?? "";
  const commit = repository.commits.get(repository.branches.get(name) ?? "");
  return commit ? json(200, { name, commit: commitJson(commit), protected: false }) : notFound("Branch");
}

function getCommit({ repository, params }: RepositoryCall): Answer {
  const commit = resolveTarget(repository, params.sha ?? "");
  return commit ? json(200, commitJson(commit)) : notFound("Commit");
}

/** No route deletes a tag (6). */
export const refRoutes: readonly RepositoryRoute[] = [
  { method: "GET", path: "/tags", handler: listTags },
  { method: "POST", path: "/tags", handler: createTag },
  { method: "GET", path: "/branches/:branch", handler: getBranch },
  { method: "GET", path: "/commits/:sha", handler: getCommit },
];
