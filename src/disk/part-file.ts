import type { Hash } from "node:crypto";
import { closeSync, constants, fstatSync, ftruncateSync, openSync, write, writeSync } from "node:fs";
import { promisify } from "node:util";
import { newHash } from "../model/source";
import { hashed } from "./content";

/** A file on its way: bytes are added at its end, and hashed. */
export interface PartFile {
  /** Bytes that are there. */
  size(): number;
  /** The chunk is the caller's again when this has resolved. */
  append(chunk: Uint8Array): Promise<void>;
  /** Throws away what is there. */
  restart(): Promise<void>;
  /** Ends the writing. @returns sha256 of the whole, lower-case hex */
  finish(): Promise<string>;
  /** Ends the writing, and leaves what is there for the next time. */
  close(): Promise<void>;
}

const FLAGS: Readonly<Record<string, number | undefined>> = { ...constants };

/**
 * Bytes that are gathered before they are hashed and written: a small file is one write, and of a large one each write
 * takes many of the few kilobytes that arrive at a time.
 */
const BATCH = { least: 4 * 1024, most: 512 * 1024, growth: 8 };

/** Bytes that are written in place: what the system does for it takes less time than handing it to another thread. */
const SMALL = 256 * 1024;

/**
 * Opens a file to be written to, with what an earlier run has left of it; never through a link, and never one that has
 * another name as well.
 *
 * @throws Error with what stands there instead, or what the system says
 */
export async function openPart(path: string): Promise<PartFile> {
  const { handle } = openAt(path);
  try {
    return partOn(path, { handle, ...(await hashed(handle)) });
  } catch (error) {
    closeSync(handle);
    throw error;
  }
}

/** The same for a file that is begun anew: what stands there goes when the first bytes are written, or with its end. */
export async function newPart(path: string): Promise<PartFile> {
  return partOn(path, { handle: undefined, hash: await newHash(), size: 0 });
}

function openAt(path: string): { readonly handle: number; readonly size: number } {
  const handle = openSync(path, constants.O_RDWR | constants.O_CREAT | (FLAGS.O_NOFOLLOW ?? 0), 0o666);
  try {
    const there = fstatSync(handle);
    if (!there.isFile() || there.nlink > 1) throw new Error("something else has this name");
    return { handle, size: there.size };
  } catch (error) {
    closeSync(handle);
    throw error;
  }
}

function openEmpty(path: string): number {
  const { handle, size } = openAt(path);
  if (size > 0) ftruncateSync(handle, 0);
  return handle;
}

function partOn(
  path: string,
  from: { readonly handle: number | undefined; readonly hash: Hash; readonly size: number },
): PartFile {
  let { handle, hash, size } = from;
  let written = size;
  /** One is filled while the other is on its way to the disk. */
  let [buffer, other]: [Buffer, Buffer] = [Buffer.alloc(0), Buffer.alloc(0)];
  let [filled, isOver] = [0, false];
  let writing: Promise<unknown> = Promise.resolve();

  async function flush(): Promise<void> {
    await writing;
    if (filled === 0) return;
    const bytes = buffer.subarray(0, filled);
    const at = written;
    written += filled;
    filled = 0;
    hash.update(bytes);
    [buffer, other] = [other, buffer];
    handle ??= openEmpty(path);
    writing = writeAll(handle, bytes, at);
    // Told by whoever waits for it.
    writing.catch(() => undefined);
  }

  async function close(): Promise<void> {
    // Its number may be another file's by now.
    if (isOver) return;
    isOver = true;
    try {
      await flush();
      await writing;
    } finally {
      if (handle !== undefined) closeSync(handle);
    }
  }

  return {
    size: () => size,
    async append(chunk) {
      for (let taken = 0; taken < chunk.length;) {
        if (filled === 0) buffer = grown(buffer, { length: chunk.length - taken, beside: other });
        const part = chunk.subarray(taken, taken + buffer.length - filled);
        buffer.set(part, filled);
        filled += part.length;
        taken += part.length;
        size += part.length;
        if (filled === buffer.length) await flush();
      }
    },
    async restart() {
      filled = 0;
      await writing;
      if (size === 0) return;
      if (handle !== undefined) ftruncateSync(handle, 0);
      [hash, size, written] = [await newHash(), 0, 0];
    },
    async finish() {
      // One without bytes is a file as well.
      if (size === 0) handle ??= openEmpty(path);
      await close();
      return hash.digest("hex");
    },
    close,
  };
}

/** The buffer, or a larger one: memory for what a small file has, and not for what a large one would have. */
function grown(buffer: Buffer, at: { readonly length: number; readonly beside: Buffer }): Buffer {
  const wanted = Math.max(BATCH.least, at.length, at.beside.length * BATCH.growth);
  return buffer.length >= Math.min(wanted, BATCH.most) ? buffer : Buffer.allocUnsafeSlow(Math.min(wanted, BATCH.most));
}

async function writeAll(handle: number, bytes: Buffer, at: number): Promise<void> {
  const small = at + bytes.length <= SMALL;
  for (let done = 0; done < bytes.length;) {
    const [left, place] = [bytes.length - done, at + done];
    done += small
      ? writeSync(handle, bytes, done, left, place)
      : (await promisify(write)(handle, bytes, done, left, place)).bytesWritten;
  }
}
