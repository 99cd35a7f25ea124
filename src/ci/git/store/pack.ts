import { inflateSync } from "node:zlib";
import { UnreadableError } from "../read";
import type { Cache } from "./cache";
import { applyDelta } from "./delta";
import type { Files } from "./files";
import { type Content, MOST_BYTES } from "./object";

/** An object in a pack: a number for its kind and its length, where a difference has its base, and what was packed. */
interface Entry {
  readonly kind: number;
  readonly size: number;
  /** Place of the base in the same pack, or its id. */
  readonly base: number | Buffer | undefined;
  readonly bytes: Buffer;
}

const KINDS: ReadonlyMap<number, Content["kind"]> = new Map([
  [1, "commit"],
  [4, "tag"],
]);
/** Packed differences that build on each other; git itself makes chains of 50, and of 250 where it is told to. */
const DEEPEST = 5000;
/** Bytes of all differences of one object. */
const HEAVIEST = 64 * 1024 * 1024;
/** Bytes of the kind, the length and a base's id. */
const HEAD = 64;

export interface PackReader {
  readonly files: Files;
  readonly kept: Cache<Content>;
  /** An object of any pack by its id. */
  find(id: Buffer): Promise<Content | undefined>;
}

/** Where an object begins. */
interface Place {
  readonly path: string;
  readonly offset: number;
  readonly idLength: number;
}

/**
 * The object at a place of a pack, put together from the differences it is written in. What is neither a commit nor a
 * tag is not unpacked.
 *
 * @throws UnreadableError for one that is damaged.
 */
export async function objectAt(reader: PackReader, at: Place): Promise<Content> {
  const { path } = at;
  const { base, deltas } = await chainAt(reader, at);
  let content = base;
  for (const { offset, entry } of deltas.reverse()) {
    if (content.kind === "other") return content;
    const bytes = applyDelta(content.bytes, unpacked(entry, path), MOST_BYTES);
    if (bytes === undefined) throw damaged(path, offset);
    content = { kind: content.kind, bytes };
    reader.kept.set(`${offset} ${path}`, content, bytes.length);
  }
  return content;
}

interface Chain {
  /** What all differences build on. */
  readonly base: Content;
  /** The one that builds on the base comes last. */
  readonly deltas: { readonly offset: number; readonly entry: Entry }[];
}

async function chainAt({ files, kept, find }: PackReader, at: Place): Promise<Chain> {
  const { path } = at;
  const deltas: Chain["deltas"] = [];
  let weight = 0;
  for (let offset = at.offset; ;) {
    const known = kept.get(`${offset} ${path}`);
    if (known !== undefined) return { base: known, deltas };
    const entry = await entryAt(files, { ...at, offset });
    if (entry.base === undefined) {
      const kind = KINDS.get(entry.kind);
      return { base: kind === undefined ? { kind: "other" } : { kind, bytes: unpacked(entry, path) }, deltas };
    }
    deltas.push({ offset, entry });
    weight += entry.size;
    if (deltas.length > DEEPEST || weight > HEAVIEST) throw damaged(path, at.offset);
    if (typeof entry.base !== "number") {
      const base = await find(entry.base);
      if (base === undefined) throw damaged(path, at.offset);
      return { base, deltas };
    }
    offset = entry.base;
  }
}

async function entryAt(files: Files, { path, offset, idLength }: Place): Promise<Entry> {
  const head = await files.read(path, { from: offset, bytes: HEAD });
  const kind = ((head[0] ?? 0) >> 4) & 7;
  let [size, after, factor] = [(head[0] ?? 0) & 0x0f, 1, 16];
  for (; ((head[after - 1] ?? 0) & 0x80) !== 0; after++, factor *= 128) size += ((head[after] ?? 0) & 0x7f) * factor;
  let base: Entry["base"];
  if (kind === 6) {
    let back = (head[after] ?? 0) & 0x7f;
    for (; ((head[after] ?? 0) & 0x80) !== 0; after++) back = (back + 1) * 128 + ((head[after + 1] ?? 0) & 0x7f);
    after += 1;
    base = offset - back;
  } else if (kind === 7) {
    base = Buffer.from(head.subarray(after, after + idLength));
    after += idLength;
  }
  const isUsed = base !== undefined || KINDS.has(kind);
  const isWhole =
    head.length >= after && kind !== 0 && kind !== 5 && !(typeof base === "number" && (base < 12 || base >= offset));
  if (!isWhole || (isUsed && size > MOST_BYTES)) throw damaged(path, offset);
  // Packed bytes are never many more than what was packed.
  const most = size + (size >> 8) + 128;
  const bytes = isUsed ? await files.read(path, { from: offset + after, bytes: most }) : Buffer.alloc(0);
  return { kind, size, base, bytes };
}

function unpacked({ bytes, size }: Entry, path: string): Buffer {
  try {
    // What is packed next follows without a gap; it is not looked at.
    const found = inflateSync(bytes, { maxOutputLength: size + 1, chunkSize: Math.max(64, size + 1) });
    if (found.length === size) return found;
  } catch {
    // Whatever is wrong with it, it is no object.
  }
  throw new UnreadableError(`an object in ${path} is damaged`);
}

function damaged(path: string, offset: number): UnreadableError {
  return new UnreadableError(`the object at ${offset} in ${path} is damaged or too large`);
}
