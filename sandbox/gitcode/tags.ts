import { addTag, found, isTagName, noContent, numbered, remove, resolveRef, tagged, violate } from "../kernel";
import type { Answer, Tag } from "../kernel";
import { readFields } from "./access";
import { json, refuse, releaseOf } from "./answers";
import { grantUpload } from "./grants";
import { paged } from "./releases";
import type { Call, Repo, Route } from "./state";
import { download, missingAttachment } from "./web";

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
  const { world, repo } = call;
  const table = { tag_name: "string", refs: "string", tag_message: "string" } as const;
  const { tag_name: name, refs: target, tag_message: message } = readFields(call, table, ["tag_name", "refs"]);
  if (!isTagName(name)) throw refuse(world, 422, "tag_name is invalid");
  if (repo.tags.has(name)) throw refuse(world, 409, "Conflict: Tag already exists");
  const commit = resolveRef(repo, target);
  if (!commit) throw refuse(world, 422, `refs ${target} is invalid`);
  return json(world.habits.created, tagJson(repo, addTag(repo, name, { commit: commit.sha, message })));
}

/** What becomes of a release without its tag is not verified: refused. */
function deleteTag(call: Call): Answer {
  const name = call.params.tag ?? "";
  if (!call.repo.tags.has(name)) throw refuse(call.world, 404, "Not Found Tag");
  if (tagged(call.repo.releases, name)) throw refuse(call.world, 409, "Conflict: the tag has a release");
  call.repo.tags.delete(name);
  return noContent;
}

export const tagRoutes: readonly Route[] = [
  { method: "GET", path: "/tags", needs: "nothing", handler: listTags },
  { method: "POST", path: "/tags", needs: "write", handler: createTag },
  { method: "DELETE", path: "/tags/:tag", needs: "write", handler: deleteTag },
];

/** Asking needs the right to write, so that a client learns early (reference 5). Names are base names. */
function getUploadUrl(call: Call): Answer {
  const release = releaseOf(call);
  const name = call.query.get("file_name") ?? "";
  if (name === "") throw refuse(call.world, 400, "Bad Request: file_name is missing");
  if (/[/\\]/.test(name) || name === "." || name === "..") throw refuse(call.world, 422, "file_name is invalid");
  return json(200, grantUpload(call.world, { repo: call.repo, release, name }));
}

/** By number only; a name is none, and 0 is a generated archive (reference 4). */
function deleteAttachment(call: Call): Answer {
  const release = releaseOf(call);
  if (call.params.id === "0") violate(call.world, call, "asked to delete a generated archive");
  remove(release.assets, found(numbered(release.assets, call.params.id), missingAttachment(call.world)));
  release.changed = call.world.nextId();
  return noContent;
}

const exists: Route["exists"] = ({ form }) => form === "now";

/** There is no POST: a multipart upload in Gitee's style is 404 (reference 5). */
export const attachmentRoutes: readonly Route[] = [
  { method: "GET", path: "/releases/:tag/upload_url", needs: "write", handler: getUploadUrl },
  { method: "GET", path: "/releases/:tag/attach_files/:file/download", needs: "token", handler: download },
  { method: "DELETE", path: "/releases/:tag/attach_files/:id", needs: "write", exists, handler: deleteAttachment },
];
