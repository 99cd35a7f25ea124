import type { Hash } from "node:crypto";
import { closeSync, fstatSync, openSync, read, readSync } from "node:fs";
import { promisify } from "node:util";
import { newHash } from "../model/source";
import { PLAIN } from "./paths";

/** Bytes of one read. A file of fewer is read in place, which takes less time than handing it to another thread. */
const CHUNK = 256 * 1024;

/** Size and sha256 (lower-case hex) of a file; never through a link. @throws Error as the system has it */
export async function contentAt(path: string): Promise<{ readonly size: number; readonly sha256: string }> {
  const handle = openSync(path, PLAIN);
  try {
    const { size, hash } = await hashed(handle);
    return { size, sha256: hash.digest("hex") };
  } finally {
    closeSync(handle);
  }
}

/**
 * Bytes of an open file, and the sha256 of them, to which more can come.
 *
 * @param most what lies behind so many bytes is left out: another run may be adding to it
 */
export async function hashed(handle: number, most = Infinity): Promise<{ readonly hash: Hash; readonly size: number }> {
  const hash = await newHash();
  let size = 0;
  for await (const chunk of chunksOf(handle)) {
    const part = chunk.subarray(0, most - size);
    hash.update(part);
    size += part.length;
    if (size === most) break;
  }
  return { hash, size };
}

/** The bytes of an open file from its start on. A chunk is good until the next one is asked for. */
async function* chunksOf(handle: number): AsyncGenerator<Uint8Array> {
  const { size } = fstatSync(handle);
  // A byte more than there is shows its end.
  const buffer = Buffer.allocUnsafeSlow(Math.min(size + 1, CHUNK));
  const next = async (at: number): Promise<number> =>
    size < CHUNK
      ? readSync(handle, buffer, 0, buffer.length, at)
      : (await promisify(read)(handle, buffer, 0, buffer.length, at)).bytesRead;
  for (let at = 0, bytes = await next(0); bytes > 0; at += bytes, bytes = await next(at))
    yield buffer.subarray(0, bytes);
}
