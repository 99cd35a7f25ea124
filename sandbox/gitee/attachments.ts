import { json, moved, noContent } from "../kernel/answers";
import { Refusal, type Answer } from "../kernel/exchange";
import { notFound } from "./answers";
import { attachmentJson } from "./json";
import { descending, paged } from "./paging";
import { releaseOf } from "./releases";
import type { Attachment, Release, RepositoryCall, RepositoryRoute } from "./state";
import { sendContent, signedUrl } from "./storage";

function listAttachments(call: RepositoryCall): Answer {
  const { world, repo } = call;
  const release = releaseOf(call);
  const files = descending(call) ? release.assets.toReversed() : release.assets;
  return paged(call, files, (one) => attachmentJson(world, { repo, release }, one));
}

function attachmentOf(call: RepositoryCall): { release: Release; attachment: Attachment } {
  const release = releaseOf(call);
  const attachment = release.assets.find((one) => String(one.id) === call.params.file);
  if (!attachment) throw new Refusal(notFound("Attach File"));
  return { release, attachment };
}

function getAttachment(call: RepositoryCall): Answer {
  const { world, repo } = call;
  const { release, attachment } = attachmentOf(call);
  return json(200, attachmentJson(world, { repo, release }, attachment));
}

/** The very attachment, while the address by tag and name may still serve an older one (5). */
function downloadAttachment(call: RepositoryCall): Answer {
  const { attachment } = attachmentOf(call);
  if (call.world.uncertain.download === "direct") return sendContent(attachment);
  return moved(signedUrl(call.world, attachment));
}

function deleteAttachment(call: RepositoryCall): Answer {
  const { release, attachment } = attachmentOf(call);
  release.assets.splice(release.assets.indexOf(attachment), 1);
  const { downloadLag } = call.world;
  if (downloadLag > 0) release.departed.push({ attachment, until: call.world.clock.now() + downloadLag });
  return noContent;
}

const LIST = "/releases/:id/attach_files";
const ONE = `${LIST}/:file`;

export const attachmentRoutes: readonly RepositoryRoute[] = [
  { method: "GET", path: LIST, handler: listAttachments },
  { method: "GET", path: ONE, handler: getAttachment },
  { method: "GET", path: `${ONE}/download`, handler: downloadAttachment },
  { method: "DELETE", path: ONE, handler: deleteAttachment },
];
