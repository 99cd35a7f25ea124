import { posix } from "node:path";
import { fieldText, isForm, MultipartError, readMultipart, Refusal, tooLargePage, upTo, violate } from "../kernel";
import type { StoredContent } from "../kernel";
import { internal, isSecret, refuse } from "./access";
import type { Call, RepositoryCall } from "./state";

export interface Received {
  /** Undefined: no file came. */
  readonly file: StoredContent | undefined;
  readonly name: string;
  readonly externalUrl: string;
}

/** The whole request counts for the proxy, the file for the application; both see the bytes pass. */
const bodyOf = ({ body, world }: RepositoryCall): AsyncIterable<Buffer> =>
  upTo(body.chunks(), world.limits.proxy, () => new Refusal(tooLargePage()));

function store(call: RepositoryCall, bytes: AsyncIterable<Buffer>): Promise<StoredContent> {
  const { dialect, limits, store: kept } = call.world;
  const tooLarge = (): Refusal => refuse(call.world, 413, `attachment exceeds limit ${limits.attachment}`);
  return kept.receive(upTo(bytes, dialect.sizeLimit ? limits.attachment : Infinity, tooLarge));
}

/** The file is the first part called `attachment` that has a filename; Go keeps its base name only (reference 6). */
async function readForm(call: RepositoryCall): Promise<Received> {
  const fields = new Map([...call.query].reverse());
  let file: Received["file"];
  let filename = "";
  for await (const part of readMultipart(bodyOf(call), call.headers["content-type"])) {
    if (part.filename === undefined || part.filename === "") {
      const value = await fieldText(part);
      if (isSecret(part.name)) violate(call.world, call, `a secret in the body ("${part.name}")`);
      if (!fields.has(part.name)) fields.set(part.name, value);
    } else if (part.name === "attachment" && !file) {
      file = await store(call, part.body);
      filename = posix.basename(part.filename);
    }
  }
  if (file?.size === 0 && call.world.dialect.padsEmpty) file = call.world.store.keep(Buffer.alloc(1024));
  const given = fields.get("name") ?? "";
  return { file, name: given === "" ? filename : given, externalUrl: fields.get("external_url") ?? "" };
}

/** Multipart, or the body as it is; the body of a urlencoded request is lost before it gets here (reference 6). */
export async function receive(call: RepositoryCall): Promise<Received> {
  const { world, query } = call;
  const multipart = /^multipart\/form-data/i.test(call.headers["content-type"] ?? "");
  try {
    if (multipart) return await readForm(call);
  } catch (error) {
    if (error instanceof MultipartError) throw new Refusal(internal(world));
    throw error;
  }
  if (!world.dialect.rawUpload) throw new Refusal(internal(world));
  const file = isForm(call) ? world.store.keep(Buffer.alloc(0)) : await store(call, bodyOf(call));
  return {
    file,
    name: query.get("name") ?? "",
    externalUrl: query.get("external_url") ?? call.form?.get("external_url") ?? "",
  };
}

const MAGIC: readonly (readonly [string, Buffer])[] = [
  ["application/zip", Buffer.from("PK\u0003\u0004")],
  ["application/x-gzip", Buffer.from("1f8b08", "hex")],
  ["application/pdf", Buffer.from("%PDF-")],
  ["image/png", Buffer.from("89504e470d0a1a0a", "hex")],
  ["image/gif", Buffer.from("GIF8")],
  ["image/jpeg", Buffer.from("ffd8ff", "hex")],
];

/** Enough for Go's http.DetectContentType. */
const SNIFFED = 1024;

async function beginning(content: StoredContent): Promise<Buffer> {
  for await (const piece of content.stream()) {
    const chunk: unknown = piece;
    if (Buffer.isBuffer(chunk)) return chunk.subarray(0, SNIFFED);
  }
  return Buffer.alloc(0);
}

/** Like Go: known beginnings, then text unless a control character speaks against it. Nothing at all is text. */
export async function sniff(content: StoredContent): Promise<string> {
  const head = await beginning(content);
  const known = MAGIC.find(([, start]) => head.subarray(0, start.length).equals(start));
  if (known) return known[0];
  if (/^\s*<(?:!doctype html|html|head|body|p|div)\b/i.test(head.toString("latin1"))) return "text/html";
  const control = (byte: number): boolean => byte < 0x20 && ![0x09, 0x0a, 0x0c, 0x0d, 0x1b].includes(byte);
  return head.subarray(0, 512).some(control) ? "application/octet-stream" : "text/plain";
}

const extensionOf = (name: string): string => (/\.[^./]*$/.exec(name)?.[0] ?? "").toLowerCase();

function matches(entry: string, name: string, type: string | undefined): boolean {
  if (entry === "*/*") return true;
  if (entry.startsWith(".")) return entry === extensionOf(name);
  if (type === undefined) return false;
  return entry.endsWith("/*") ? type.startsWith(entry.slice(0, -1)) : entry === type;
}

/** `[repository.release] ALLOWED_TYPES` (reference 6). @param content undefined on a rename: only the name counts */
export async function checkType(call: Call, name: string, content: StoredContent | undefined): Promise<void> {
  const { world } = call;
  const allowed = world.allowedTypes.map((entry) => entry.trim().toLowerCase()).filter((entry) => entry !== "");
  if (allowed.length === 0) return;
  const type = content && (await sniff(content));
  if (allowed.some((entry) => matches(entry, name, type))) return;
  throw refuse(world, content ? 400 : 422, world.dialect.forbiddenType);
}

/** The column holds 255 characters; what a strict database does with more: unverified, chosen 500 (reference 6). */
export function checkName(call: Call, name: string): void {
  if ([...name].length > 255) throw new Refusal(internal(call.world));
}
