import { BrokenHalfway, found, json, receiveFile, Refusal, remove, sendWhole, tooLargePage, violate } from "../kernel";
import type { Answer, SentFile } from "../kernel";
import { deleted, notFound, problem, refuse, requireRole } from "./access";
import { attachmentJson, ONE, releaseOf } from "./releases";
import { filterName, newAttachment, type Attachment, type Call, type Release, type Route, type World } from "./state";

function tooLarge({ unverified }: World): Answer {
  const { tooLarge: status } = unverified;
  return status === "proxy" ? tooLargePage() : problem(status, "The attachment is larger than 200M");
}

/** Ends after half of what was announced when the fault `half` asks for it. */
async function* received(call: Call, bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const half = call.breakHalfway ? Math.floor((call.body.declared ?? 0) / 2) : Infinity;
  let passed = 0;
  for await (const chunk of bytes) {
    const rest = Math.max(0, half - passed);
    passed += chunk.length;
    if (passed > call.world.attachmentLimit) throw new Refusal(tooLarge(call.world));
    if (rest > 0) yield chunk.subarray(0, rest);
  }
}

const wrong = (text: string) => (): Refusal => refuse(400, `400 (Bad request) ${text}`);

/** One part called `file` (reference 5); other parts are skipped. */
function receive(call: Call): Promise<SentFile> {
  return receiveFile(call, {
    store: call.world.store,
    bytes: (body) => received(call, body),
    refuse: {
      ...{ invalid: wrong('"file" is no file'), twice: wrong('more than one "file"') },
      missing: wrong('"file" not given'),
      broken: (begun) => wrong(begun ? "broken multipart body" : "not multipart/form-data")(),
    },
  });
}

function addAttachment(world: World, release: Release, { filename, content }: SentFile): Attachment {
  const name = world.unverified.filterName(filename);
  if (name === "") throw refuse(400, '400 (Bad request) the name of "file" is empty');
  const same = release.assets.findIndex((one) => one.name === name);
  const { sameName, conflict } = world.unverified;
  if (same >= 0 && sameName === "refused") throw refuse(conflict, "Attachment already exists");
  const attachment = newAttachment(world, name, content);
  if (same >= 0 && sameName === "replaced") release.assets[same] = attachment;
  else release.assets.push(attachment);
  return attachment;
}

function noteManners(call: Call, release: Release, filename: string): void {
  if (release.type === "none") violate(call.world, call, "an attachment of a tag that is no release");
  // Whether letters are special, nobody can know before.
  if (filterName(filename) !== filename) {
    violate(call.world, call, `the file name "${filename}" is one that the server changes`);
  }
}

/** The answer's `name` is the only one that is valid from then on (reference 5). */
async function postAttachment(call: Call): Promise<Answer> {
  const { world, body } = call;
  requireRole(call, "developer");
  const release = releaseOf(call);
  const proxied = world.unverified.tooLarge === "proxy";
  if (proxied && (body.declared ?? 0) > world.attachmentLimit) return tooLargePage();
  const upload = await receive(call);
  call.record.sha256 = upload.content.sha256;
  noteManners(call, release, upload.filename);
  const attachment = addAttachment(world, release, upload);
  // Not documented; the worst that can be left is a short file under the right name.
  if (call.breakHalfway) throw new BrokenHalfway();
  return json(world.unverified.created, attachmentJson(attachment));
}

/** The first of a name: of twins only the older one can be reached. */
function attachmentOf(call: Call): Attachment {
  const known = releaseOf(call).assets.find(({ name }) => name === call.params.name);
  return found(known, () => notFound("Attachment"));
}

/** A plain stream, no redirect and no ranges (reference 5). */
function getAttachment(call: Call): Answer {
  const { name, content } = attachmentOf(call);
  const headers = {
    "content-type": "application/octet-stream",
    "content-disposition": `attachment; filename="${encodeURIComponent(name)}"`,
  };
  return sendWhole(content, headers);
}

function deleteAttachment(call: Call): Answer {
  requireRole(call, "developer");
  const { assets } = releaseOf(call);
  remove(assets, attachmentOf(call));
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
