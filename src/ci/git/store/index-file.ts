import type { Files } from "./files";

/** Bytes before the ids: a mark, the version, and how many ids begin with up to each byte. */
const HEAD = 8 + 256 * 4;
/** Ids that begin with one byte, of a pack with 64 million objects. */
const MOST_IDS = 250_000;

/**
 * Where an object lies in a pack; `undefined` where it is not in it.
 * https://git-scm.com/docs/gitformat-pack#_version_2_pack_idx_files_support_packs
 */
export async function offsetIn(files: Files, path: string, id: Buffer): Promise<number | undefined> {
  const head = await files.read(path, { from: 0, bytes: HEAD });
  if (head.length < HEAD || head.readUInt32BE(0) !== 0xff744f63 || head.readUInt32BE(4) !== 2) return undefined;
  const count = (upTo: number): number => (upTo < 0 ? 0 : head.readUInt32BE(8 + upTo * 4));
  const [first, next, total] = [count((id[0] ?? 0) - 1), count(id[0] ?? 0), count(255)];
  if (next <= first || next > total || next - first > MOST_IDS) return undefined;
  const at = await placeOf(id, {
    first,
    next,
    read: (one) => files.read(path, { from: HEAD + one * id.length, bytes: id.length }),
  });
  if (at === undefined) return undefined;
  const offsets = HEAD + total * (id.length + 4);
  const offset = number(await files.read(path, { from: offsets + at * 4, bytes: 4 }));
  if (offset === undefined || offset < 0x80000000) return offset;
  const far = await files.read(path, { from: offsets + total * 4 + (offset - 0x80000000) * 8, bytes: 8 });
  return far.length < 8 ? undefined : Number(far.readBigUInt64BE());
}

function number(bytes: Buffer): number | undefined {
  return bytes.length < 4 ? undefined : bytes.readUInt32BE();
}

/** Ids are sorted: the middle of what is left is looked at, again and again. */
async function placeOf(
  id: Buffer,
  at: { readonly first: number; readonly next: number; readonly read: (index: number) => Promise<Buffer> },
): Promise<number | undefined> {
  let [low, high] = [at.first, at.next - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const order = Buffer.compare(await at.read(middle), id);
    if (order === 0) return middle;
    if (order < 0) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}
