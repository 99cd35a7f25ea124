import { json, tagCommit, tagged, type Answer, type Tag } from "../kernel";
import { notFound, paged } from "./access";
import type { ApiRoute, Call, Repo } from "./state";

/** Not in the reference; as two public clients read it. `target` of an annotated tag is the tag object. */
function tagJson(repo: Repo, tag: Tag): object {
  const commit = tagCommit(repo, tag.name);
  return {
    name: tag.name,
    target: tag.sha,
    target_type: tag.message === undefined ? "commit" : "tag",
    commit: commit && { sha: commit.sha, commit: { message: commit.message, committer: { date: commit.date } } },
    has_release: tagged(repo.releases, tag.name) !== undefined,
  };
}

function getTag(call: Call): Answer {
  const tag = call.repo.tags.get(call.params.tag ?? "");
  return tag ? json(200, tagJson(call.repo, tag)) : notFound("tag not found");
}

function listTags(call: Call): Answer {
  return paged(call, [...call.repo.tags.values()].reverse(), (tag) => tagJson(call.repo, tag));
}

export const tagRoutes: readonly ApiRoute[] = [
  { method: "GET", path: "/git/tags", handler: listTags },
  { method: "GET", path: "/git/tags/:tag", handler: getTag },
];
