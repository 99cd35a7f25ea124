import type { StoredContent } from "../kernel/content";
import { BrokenHalfway, type Answer } from "../kernel/exchange";
import { boundaryOf, MultipartError, readMultipart, type Part } from "../kernel/multipart";
import { requireRole } from "./access";
import { json, problem, Refusal, tooLargePage } from "./answers";
import { filterName, typeOf } from "./names";
import { attachmentJson } from "./release-json";
import { releaseOf } from "./releases";
import { now, type Attachment, type Release } from "./state";
import { violate, type RepositoryCall, type World } from "./world";

function tooLarge({ unverified }: World): Answer {
  const { tooLarge: status } = unverified;
  return status === "proxy" ? tooLargePage() : problem(status, "The attachment is larger than 200M");
}

/** Ends after half of what was announced when the fault `half` asks for it. */
async function* received(call: RepositoryCall, bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const half = call.breakHalfway ? Math.floor((call.body.declared ?? 0) / 2) : Infinity;
  let passed = 0;
  for await (const chunk of bytes) {
    const rest = Math.max(0, half - passed);
    passed += chunk.length;
    if (passed > call.world.attachmentLimit) throw new Refusal(tooLarge(call.world));
    if (rest > 0) yield chunk.subarray(0, rest);
  }
}

interface Upload {
  readonly filename: string;
  readonly content: StoredContent;
}

async function receivePart(call: RepositoryCall, part: Part, earlier: Upload | undefined): Promise<Upload> {
  if (part.filename === undefined) throw new Refusal(problem(400, '400 (Bad request) "file" is no file'));
  if (earlier) throw new Refusal(problem(400, '400 (Bad request) more than one "file"'));
  return { filename: part.filename, content: await call.world.store.receive(received(call, part.body)) };
}

/** One part called `file` (reference 5); other parts are skipped. */
async function receive(call: RepositoryCall): Promise<Upload> {
  const type = call.headers["content-type"];
  if (boundaryOf(type) === undefined) throw new Refusal(problem(400, "400 (Bad request) not multipart/form-data"));
  let found: Upload | undefined;
  try {
    for await (const part of readMultipart(call.body.chunks(), type)) {
      if (part.name === "file") found = await receivePart(call, part, found);
    }
  } catch (error) {
    if (error instanceof MultipartError) throw new Refusal(problem(400, "400 (Bad request) broken multipart body"));
    throw error;
  }
  if (!found) throw new Refusal(problem(400, '400 (Bad request) "file" not given'));
  return found;
}

export function addAttachment(world: World, release: Release, { filename, content }: Upload): Attachment {
  const name = world.unverified.filterName(filename);
  if (name === "") throw new Refusal(problem(400, '400 (Bad request) the name of "file" is empty'));
  const same = release.attachments.findIndex((one) => one.name === name);
  const { sameName, conflict } = world.unverified;
  if (same >= 0 && sameName === "refused") throw new Refusal(problem(conflict, "Attachment already exists"));
  const attachment: Attachment = { name, type: typeOf(name), createdAt: now(world), content };
  if (same >= 0 && sameName === "replaced") release.attachments[same] = attachment;
  else release.attachments.push(attachment);
  return attachment;
}

function noteManners(call: RepositoryCall, release: Release, filename: string): void {
  if (release.type === "none") violate(call.world, call, "an attachment of a tag that is no release");
  // Whether letters are special, nobody can know before.
  if (filterName(filename) !== filename) {
    violate(call.world, call, `the file name "${filename}" is one that the server changes`);
  }
}

/** The answer's `name` is the only one that is valid from then on (reference 5). */
export async function postAttachment(call: RepositoryCall): Promise<Answer> {
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
  const { name, size, type, created_at } = attachmentJson(attachment);
  return json(world.unverified.created, { name, size, type, created_at });
}
