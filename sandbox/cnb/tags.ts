import type { Answer } from "../kernel/exchange";
import { requireAccess } from "./access";
import { json, notFound } from "./answers";
import { tagCommit } from "./git";
import { paged } from "./paging";
import type { RepositoryState, Tag } from "./state";
import type { ApiRoute, Call } from "./world";

/** Not in the reference; as two public clients read it. `target` of an annotated tag is the tag object. */
function tagJson(repository: RepositoryState, tag: Tag): object {
  const commit = tagCommit(repository, tag.name);
  return {
    name: tag.name,
    target: tag.object ?? tag.commit,
    target_type: tag.object === undefined ? "commit" : "tag",
    commit: commit && { sha: commit.sha, commit: { message: commit.message, committer: { date: commit.date } } },
    has_release: repository.releases.some(({ tagName }) => tagName === tag.name),
  };
}

function getTag(call: Call): Answer {
  requireAccess(call.token, call.repository, "read");
  const tag = call.repository.tags.get(call.params.tag ?? "");
  return tag ? json(200, tagJson(call.repository, tag)) : notFound("tag not found");
}

function listTags(call: Call): Answer {
  requireAccess(call.token, call.repository, "read");
  return paged(call, [...call.repository.tags.values()].reverse(), (tag) => tagJson(call.repository, tag));
}

export const tagRoutes: readonly ApiRoute[] = [
  { method: "GET", path: "/git/tags", handler: listTags },
  { method: "GET", path: "/git/tags/:tag", handler: getTag },
];
