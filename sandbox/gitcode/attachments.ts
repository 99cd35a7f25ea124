import { attachment, moved, noContent, sendRange } from "../kernel/answers";
import type { Answer } from "../kernel/exchange";
import { violate } from "../kernel/state";
import { CodedRefusal, json } from "./answers";
import { findAsset } from "./files";
import { grantDownload, grantUpload } from "./grants";
import { findRelease, type Call, type Release, type Route } from "./state";

function releaseOf(call: Call): Release {
  const release = findRelease(call.repo, call.params.tag ?? "");
  if (!release) throw new CodedRefusal(404, "Not Found Release");
  return release;
}

/** Asking needs the right to write, so that a client learns early (reference 5). Names are base names. */
function getUploadUrl(call: Call): Answer {
  const release = releaseOf(call);
  const name = call.query.get("file_name") ?? "";
  if (name === "") throw new CodedRefusal(400, "Bad Request: file_name is missing");
  if (/[/\\]/.test(name) || name === "." || name === "..") throw new CodedRefusal(422, "file_name is invalid");
  return json(200, grantUpload(call.world, { repo: call.repo, release, name }));
}

function download(call: Call): Answer {
  const { world, repo } = call;
  const release = releaseOf(call);
  const asset = findAsset(world, release, call.params.file ?? "");
  if (!asset) throw new CodedRefusal(404, "Not Found Attachment");
  if (world.habits.download === "bytes") return sendRange(asset.content, call.headers.range, attachment(asset.name));
  const location = grantDownload(world, repo, { tag: release.tagName, ...asset });
  return moved(location);
}

/** By number only; a name is none, and 0 is a generated archive (reference 4). */
function deleteAttachment(call: Call): Answer {
  const release = releaseOf(call);
  if (call.params.id === "0") violate(call.world, call, "asked to delete a generated archive");
  const at = release.assets.findIndex((one) => String(one.id) === call.params.id);
  if (at < 0) throw new CodedRefusal(404, "Not Found Attachment");
  release.assets.splice(at, 1);
  release.changed = call.world.nextId();
  return noContent;
}

/** There is no POST: a multipart upload in Gitee's style is 404 (reference 5). */
export const attachmentRoutes: readonly Route[] = [
  { method: "GET", path: "/releases/:tag/upload_url", needs: "write", handler: getUploadUrl },
  { method: "GET", path: "/releases/:tag/attach_files/:file/download", needs: "token", handler: download },
  {
    method: "DELETE",
    path: "/releases/:tag/attach_files/:id",
    needs: "write",
    exists: ({ form }) => form === "now",
    handler: deleteAttachment,
  },
];
