import { posix } from "node:path";
import { tooLargePage } from "../kernel/answers";
import type { StoredContent } from "../kernel/content";
import { Refusal } from "../kernel/exchange";
import { isForm } from "../kernel/given";
import { fieldText, MultipartError, readMultipart } from "../kernel/multipart";
import { violate } from "../kernel/state";
import { isSecret } from "./access";
import { internal, refuse } from "./answers";
import { SNIFFED } from "./file-types";
import type { RepositoryCall } from "./state";

export interface Received {
  /** Undefined: no file came. */
  readonly file: { readonly content: StoredContent; readonly head: Buffer } | undefined;
  readonly name: string;
  readonly externalUrl: string;
}

/** The whole request counts for the proxy, the file for the application; both see the bytes pass. */
async function* guarded(call: RepositoryCall, bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const { limits } = call.world;
  for await (const chunk of bytes) {
    if (call.record.bytes > (limits.proxy ?? Infinity)) throw new Refusal(tooLargePage());
    yield chunk;
  }
}

async function store(call: RepositoryCall, bytes: AsyncIterable<Buffer>) {
  const { dialect, limits } = call.world;
  const head: Buffer[] = [];
  let size = 0;
  const passing = async function* (): AsyncGenerator<Buffer> {
    for await (const chunk of guarded(call, bytes)) {
      if (size < SNIFFED) head.push(chunk.subarray(0, SNIFFED - size));
      size += chunk.length;
      if (dialect.sizeLimit && size > limits.attachment) {
        throw refuse(call.world, 413, `attachment exceeds limit ${limits.attachment}`);
      }
      yield chunk;
    }
  };
  const content = await call.world.store.receive(passing());
  return { content, head: Buffer.concat(head) };
}

/** The file is the first part called `attachment` that has a filename; Go keeps its base name only (reference 6). */
async function readForm(call: RepositoryCall): Promise<Received> {
  const fields = new Map([...call.query].reverse());
  let file: Received["file"];
  let filename = "";
  for await (const part of readMultipart(guarded(call, call.body.chunks()), call.headers["content-type"])) {
    if (part.filename === undefined || part.filename === "") {
      const value = await fieldText(part);
      if (isSecret(part.name)) violate(call.world, call, `a secret in the body ("${part.name}")`);
      if (!fields.has(part.name)) fields.set(part.name, value);
    } else if (part.name === "attachment" && !file) {
      file = await store(call, part.body);
      filename = posix.basename(part.filename);
    }
  }
  if (file?.content.size === 0 && call.world.dialect.padsEmpty) {
    file = { ...file, content: call.world.store.keep(Buffer.alloc(1024)) };
  }
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
  const file = isForm(call)
    ? { content: world.store.keep(Buffer.alloc(0)), head: Buffer.alloc(0) }
    : await store(call, call.body.chunks());
  return {
    file,
    name: query.get("name") ?? "",
    externalUrl: query.get("external_url") ?? call.form?.get("external_url") ?? "",
  };
}
