import type { Answer } from "../kernel/exchange";
import { requireRole } from "./access";
import { deleted, json, notFound, Refusal } from "./answers";
import { ONE, releaseOf } from "./releases";
import type { Attachment } from "./state";
import { postAttachment } from "./uploads";
import type { RepositoryCall, Route } from "./world";

/** The first of a name: of twins only the older one can be reached. */
function attachmentOf(call: RepositoryCall): Attachment {
  const found = releaseOf(call).attachments.find(({ name }) => name === call.params.name);
  if (!found) throw new Refusal(notFound("Attachment"));
  return found;
}

/** A plain stream, no redirect and no ranges (reference 5). */
function getAttachment(call: RepositoryCall): Answer {
  const { name, content } = attachmentOf(call);
  if (content.discarded) return json(410, { message: "The sandbox was started with `discard`" });
  const headers = {
    "content-type": "application/octet-stream",
    "content-disposition": `attachment; filename="${encodeURIComponent(name)}"`,
  };
  return { status: 200, headers, content };
}

function deleteAttachment(call: RepositoryCall): Answer {
  requireRole(call, "developer");
  const { attachments } = releaseOf(call);
  attachments.splice(attachments.indexOf(attachmentOf(call)), 1);
  return deleted;
}

const ALL = `${ONE}/attachments`;
const NAMED = `${ALL}/:name`;

/** There is no list of them but in the release (reference 5). */
export const attachmentRoutes: readonly Route[] = [
  { method: "POST", path: ALL, handler: postAttachment, raw: true },
  { method: "GET", path: NAMED, handler: getAttachment, open: true },
  { method: "DELETE", path: NAMED, handler: deleteAttachment },
];
