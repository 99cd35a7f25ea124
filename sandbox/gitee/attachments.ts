import { BrokenHalfway, fieldText, found, json, noContent, numbered, receiveFile, remove, upTo } from "../kernel";
import type { Answer, Refusal, SentFile } from "../kernel";
import { admit, checkBodyToken, checkRepeat, headerToken } from "./access";
import { descending, firewallPage, notFound, paged, refuse, refuseAll, tooLarge, tooLargePage } from "./params";
import { attachmentJson, releaseOf } from "./releases";
import { newAttachment, type Call, type PlainRoute, type Release } from "./state";
import type { RepositoryCall, RepositoryRoute } from "./state";
import { download } from "./web";

function listAttachments(call: RepositoryCall): Answer {
  const release = releaseOf(call);
  const files = descending(call) ? release.assets.toReversed() : release.assets;
  return paged(call, files, (one) => attachmentJson(call, release, one));
}

function attachmentOf(call: RepositoryCall) {
  const release = releaseOf(call);
  return { release, attachment: found(numbered(release.assets, call.params.file), () => notFound("Attach File")) };
}

function getAttachment(call: RepositoryCall): Answer {
  const { release, attachment } = attachmentOf(call);
  return json(200, attachmentJson(call, release, attachment));
}

/** The very attachment, while the address by tag and name may still serve an older one (5). */
const downloadAttachment = (call: RepositoryCall): Answer => download(call.world, attachmentOf(call).attachment);

function deleteAttachment(call: RepositoryCall): Answer {
  const { release, attachment } = attachmentOf(call);
  remove(release.assets, attachment);
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

const invalid = (): Refusal => refuseAll(["file is invalid"]);
const missing = (): Refusal => refuseAll(["file is missing"]);

/** One part `file` with a filename, and maybe the token; other parts are skipped (5). */
async function receive(call: Call): Promise<{ readonly file: SentFile; readonly token: string | undefined }> {
  const { limits, store } = call.world;
  let token: string | undefined;
  const file = await receiveFile(call, {
    store,
    bytes: (body, filename) => {
      checkRepeat(call, filename);
      return upTo(body, limits.attachment - 1, () => tooLarge(limits));
    },
    refuse: { invalid, missing, twice: invalid, broken: missing },
    other: async (part) => {
      if (part.name === "access_token") token = await fieldText(part);
    },
  });
  return { file, token };
}

function checkRoom({ world, repo }: RepositoryCall, { assets }: Release, file: SentFile): void {
  const all = [...repo.releases.flatMap((release) => release.assets), file];
  const stored = all.reduce((sum, { content }) => sum + content.size, 0);
  if (stored > world.limits.quota) throw refuse(400, "仓库附件总容量超过限制");
  if (assets.length >= world.limits.count) throw refuse(400, "发行版附件数量超过限制");
}

/** A token in a part may follow the file, so without one elsewhere rights are checked last. */
async function postAttachment(call: Call): Promise<Answer> {
  const { world } = call;
  const { limits } = world;
  if (limits.by === "proxy" && (call.body.declared ?? 0) >= limits.attachment) return tooLargePage();
  const named = (world.uncertain.headerTokens && headerToken(call) !== undefined) || call.query.has("access_token");
  const early = named ? admit(call) : undefined;
  if (early) releaseOf(early);
  const { file, token } = await receive(call);
  call.record.sha256 = file.content.sha256;
  if (early && token !== undefined) checkBodyToken(call, token);
  const admitted = early ?? admit({ ...call, given: { access_token: token } });
  const release = releaseOf(admitted);
  checkRoom(admitted, release, file);
  const attachment = newAttachment(world, { ...file, uploader: admitted.token?.user ?? "" });
  // A name that is there already is neither refused nor overwritten (5).
  release.assets.push(attachment);
  // The first of two tries may have landed (5).
  if (call.breakHalfway) throw new BrokenHalfway();
  return json(201, attachmentJson(admitted, release, attachment));
}

const blocked = ({ world }: Call): Answer => firewallPage(world.uncertain.firewallStatus);

const RELEASE = "/repos/:owner/:repo/releases/:id";

export const uploadRoutes: readonly PlainRoute[] = [
  { method: "POST", path: `${RELEASE}/attach_files`, raw: true, handler: postAttachment },
  // GitHub's way is no route here: the edge takes it for an attack (5).
  { method: "POST", path: `${RELEASE}/assets`, raw: true, handler: blocked },
];
