import { json } from "../kernel/answers";
import type { Answer } from "../kernel/exchange";
import { tagCommit } from "../kernel/git";
import type { Tag } from "../kernel/state";
import { requireAccess } from "./access";
import { notFound } from "./answers";
import { paged } from "./paging";
import type { ApiRoute, Call, Repo } from "./state";

/** Not in the reference; as two public clients read it. `target` of an annotated tag is the tag object. */
function tagJson(repo: Repo, tag: Tag): object {
  const commit = tagCommit(repo, tag.name);
  return {
    name: tag.name,
    target: tag.sha,
    target_type: tag.message === undefined ? "commit" : "tag",
    commit: commit && { sha: commit.sha, commit: { message: commit.message, committer: { date: commit.date } } },
    has_release: repo.releases.some(({ tagName }) => tagName === tag.name),
  };
}

function getTag(call: Call): Answer {
  requireAccess(call.token, call.repo, "read");
  const tag = call.repo.tags.get(call.params.tag ?? "");
  return tag ? json(200, tagJson(call.repo, tag)) : notFound("tag not found");
}

function listTags(call: Call): Answer {
  requireAccess(call.token, call.repo, "read");
  return paged(call, [...call.repo.tags.values()].reverse(), (tag) => tagJson(call.repo, tag));
}

export const tagRoutes: readonly ApiRoute[] = [
  { method: "GET", path: "/git/tags", handler: listTags },
  { method: "GET", path: "/git/tags/:tag", handler: getTag },
];
