import { readdir } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { inflateSync, constants } from "node:zlib";
import type { Repository } from "./find";
import { readAt, withFile } from "./read";
import { reachOf } from "./refs";

/** An object as far as it matters here. */
type Found = { readonly kind: "commit" | "other" } | { readonly kind: "tag"; readonly names: string | undefined };

/** Packed bytes of an object that are unpacked: what a tag names stands in its first line. */
const BEGINNING = 4096;
/** Packs that are looked through. */
const MOST_PACKS = 500;
/** Tags may name tags, and packed objects may be written as differences from others. */
const DEEPEST = 10;

/**
 * The commit behind an id: itself, or what an annotated tag of this id names. `undefined` where that cannot be told:
 * objects that are not here (shallow and partial clones, alternates), and tags that are packed as differences.
 */
export async function peel(repository: Repository, id: string): Promise<string | undefined> {
  let at: string | undefined = id.toLowerCase();
  for (let depth = 0; depth < DEEPEST && at !== undefined; depth++) {
    if (!/^([0-9a-f]{40}|[0-9a-f]{64})$/.test(at)) return undefined;
    const found: Found | undefined = await readObject(repository, at).catch(() => undefined);
    if (found?.kind === "commit") return at;
    at = found?.kind === "tag" ? found.names : undefined;
  }
  return undefined;
}

async function readObject(repository: Repository, id: string): Promise<Found | undefined> {
  return (await looseObject(repository, id)) ?? (await packedObject(repository, id));
}

/** https://git-scm.com/book/en/v2/Git-Internals-Git-Objects */
async function looseObject(repository: Repository, id: string): Promise<Found | undefined> {
  const path = join(repository.shared, "objects", id.slice(0, 2), id.slice(2));
  const packed = await withFile(path, { inside: reachOf(repository) }, (file) =>
    readAt(file, { from: 0, bytes: BEGINNING }),
  );
  if (packed === undefined) return undefined;
  const [, kind = "", text = ""] = /^([a-z]+) \d+\0([^]*)$/.exec(beginning(packed)) ?? [];
  return kind === "tag" ? tagIn(text) : { kind: kind === "commit" ? "commit" : "other" };
}

async function packedObject(repository: Repository, id: string): Promise<Found | undefined> {
  const folder = join(repository.shared, "objects", "pack");
  const names = (await readdir(folder).catch(() => [])).filter((name) => /^pack-[0-9a-f]+\.idx$/.test(name));
  const reach = { inside: reachOf(repository) };
  for (const name of names.slice(0, MOST_PACKS)) {
    const offset = await withFile(join(folder, name), reach, (index) => offsetIn(index, Buffer.from(id, "hex")));
    if (offset === undefined) continue;
    return withFile(join(folder, name.replace(/idx$/, "pack")), reach, (pack) => entryIn(pack, offset));
  }
  return undefined;
}

/** Where an object lies in a pack. https://git-scm.com/docs/gitformat-pack#_version_2_pack_idx_files_support_packs */
async function offsetIn(index: FileHandle, id: Buffer): Promise<number | undefined> {
  const head = await readAt(index, { from: 0, bytes: 8 + 256 * 4 });
  if (head.length < 8 + 256 * 4 || head.readUInt32BE(0) !== 0xff744f63 || head.readUInt32BE(4) !== 2) return undefined;
  const count = (upTo: number): number => (upTo < 0 ? 0 : head.readUInt32BE(8 + upTo * 4));
  const [first, next, total] = [count((id[0] ?? 0) - 1), count(id[0] ?? 0), count(255)];
  if (next <= first || next > total || next - first > MOST_IDS) return undefined;
  const ids = await readAt(index, { from: head.length + first * id.length, bytes: (next - first) * id.length });
  for (let at = ids.indexOf(id); at >= 0; at = ids.indexOf(id, at + 1)) {
    if (at % id.length !== 0) continue;
    const offsets = head.length + total * (id.length + 4);
    const offset = (await readAt(index, { from: offsets + (first + at / id.length) * 4, bytes: 4 })).readUInt32BE();
    if (offset < 0x80000000) return offset;
    const far = offsets + total * 4 + (offset - 0x80000000) * 8;
    return Number((await readAt(index, { from: far, bytes: 8 })).readBigUInt64BE());
  }
  return undefined;
}

/** Ids that begin with one byte, of a pack with 64 million objects. */
const MOST_IDS = 250_000;

/** An object in a pack: a number for its kind and its length in groups of seven bits, then the content. */
async function entryIn(pack: FileHandle, offset: number, depth = 0): Promise<Found | undefined> {
  const bytes = await readAt(pack, { from: offset, bytes: BEGINNING });
  const kind = ((bytes[0] ?? 0) >> 4) & 7;
  const after = endOfNumber(bytes, 0);
  if (kind === 4) return tagIn(beginning(bytes.subarray(after)));
  // A difference is of the kind of what it differs from.
  if (kind === 6 && depth < DEEPEST * 5) {
    const base = await entryIn(pack, offset - distance(bytes, after), depth + 1);
    return base?.kind === "tag" ? { kind: "tag", names: undefined } : base;
  }
  return kind === 7 ? undefined : { kind: kind === 1 ? "commit" : "other" };
}

function endOfNumber(bytes: Buffer, from: number): number {
  let at = from;
  while (((bytes[at] ?? 0) & 0x80) !== 0) at++;
  return at + 1;
}

function distance(bytes: Buffer, from: number): number {
  let value = (bytes[from] ?? 0) & 0x7f;
  for (let at = from; ((bytes[at] ?? 0) & 0x80) !== 0; at++) value = (value + 1) * 128 + ((bytes[at + 1] ?? 0) & 0x7f);
  return value;
}

function tagIn(text: string): Found {
  return { kind: "tag", names: /^object ([0-9a-f]{64}|[0-9a-f]{40})\n/.exec(text)?.[1] };
}

/** The first bytes of what was packed; that is enough, and it does not matter where the packed ones were cut off. */
function beginning(packed: Buffer): string {
  return inflateSync(packed, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 8 * 1024 * 1024 }).toString(
    "latin1",
    0,
    BEGINNING,
  );
}
