import { noContent } from "../kernel/answers";
import type { Answer } from "../kernel/exchange";
import { addTag, isTagName, resolveRef } from "../kernel/git";
import type { Tag } from "../kernel/state";
import { CodedRefusal, json } from "./answers";
import { required, text } from "./fields";
import { paged } from "./releases";
import { findRelease, type Call, type Repo, type Route } from "./state";

/** As Gitee shows them, the platform's model: no page in the reference does. `commit` is the one behind the tag. */
function tagJson(repo: Repo, { name, message = "", commit }: Tag): Record<string, unknown> {
  return { name, message, commit: { sha: commit, date: repo.commits.get(commit)?.date ?? null }, tagger: null };
}

/** In no order; there is no search and no route for one tag (reference 6). */
function listTags(call: Call): Answer {
  const tags = [...call.repo.tags.values()].toReversed();
  return paged(call, tags, (tag) => tagJson(call.repo, tag));
}

function createTag(call: Call): Answer {
  const { repo, given } = call;
  const name = required(given, "tag_name");
  const target = required(given, "refs");
  if (!isTagName(name)) throw new CodedRefusal(422, "tag_name is invalid");
  if (repo.tags.has(name)) throw new CodedRefusal(409, "Conflict: Tag already exists");
  const commit = resolveRef(repo, target);
  if (!commit) throw new CodedRefusal(422, `refs ${target} is invalid`);
  const tag = addTag(repo, name, { commit: commit.sha, message: text(given, "tag_message") });
  return json(call.world.habits.created, tagJson(repo, tag));
}

/** What becomes of a release without its tag is not verified: refused. */
function deleteTag(call: Call): Answer {
  const name = call.params.tag ?? "";
  if (!call.repo.tags.has(name)) throw new CodedRefusal(404, "Not Found Tag");
  if (findRelease(call.repo, name)) throw new CodedRefusal(409, "Conflict: the tag has a release");
  call.repo.tags.delete(name);
  return noContent;
}

export const tagRoutes: readonly Route[] = [
  { method: "GET", path: "/tags", needs: "nothing", handler: listTags },
  { method: "POST", path: "/tags", needs: "write", handler: createTag },
  { method: "DELETE", path: "/tags/:tag", needs: "write", handler: deleteTag },
];
