import type { Hash } from "node:crypto";
import { constants } from "node:fs";
import { type FileHandle, link, lstat, open, rename, unlink } from "node:fs/promises";
import { newHash } from "../model/source";
import { errorCode } from "./paths";

/** A file on its way: bytes are added at its end, and hashed. */
export interface PartFile {
  /** Bytes that are there. */
  size(): number;
  append(chunk: Uint8Array): Promise<void>;
  /** Throws away what is there. */
  restart(): Promise<void>;
  /** Ends the writing. @returns sha256 of the whole, lower-case hex */
  finish(): Promise<string>;
  /** Ends the writing, and leaves what is there for the next time. */
  close(): Promise<void>;
}

const FLAGS: Readonly<Record<string, number | undefined>> = { ...constants };

/** Bytes that are written at once: less would cost a turn for each few kilobytes that arrive. */
const BATCH = 1024 * 1024;

/**
 * Opens a file to be written to, with what an earlier run has left of it; never through a link, and never one that has
 * another name as well.
 *
 * @throws Error with what stands there instead, or what the system says
 */
export async function openPart(path: string): Promise<PartFile> {
  const handle = await open(path, constants.O_RDWR | constants.O_CREAT | (FLAGS.O_NOFOLLOW ?? 0), 0o666);
  try {
    const there = await handle.stat();
    if (!there.isFile() || there.nlink > 1) throw new Error("something else has this name");
    return partOn(handle, await readInto(handle));
  } catch (error) {
    await handle.close();
    throw error;
  }
}

interface State {
  readonly hash: Hash;
  readonly size: number;
}

async function readInto(handle: FileHandle): Promise<State> {
  const hash = await newHash();
  const buffer = Buffer.allocUnsafeSlow(BATCH);
  let size = 0;
  for (;;) {
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, size);
    if (bytesRead === 0) return { hash, size };
    hash.update(buffer.subarray(0, bytesRead));
    size += bytesRead;
  }
}

function partOn(handle: FileHandle, from: State): PartFile {
  let { hash, size } = from;
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  let written = size;
  let writing: Promise<unknown> = Promise.resolve();

  /** One write is on its way while the next bytes arrive. */
  async function flush(): Promise<void> {
    await writing;
    if (heldBytes === 0) return;
    const [chunks, at] = [held, written];
    written += heldBytes;
    [held, heldBytes] = [[], 0];
    writing = writeAll(handle, chunks, at);
    // Told by whoever waits for it.
    writing.catch(() => undefined);
  }

  async function close(): Promise<void> {
    try {
      await flush();
      await writing;
    } finally {
      await handle.close();
    }
  }

  return {
    size: () => size,
    async append(chunk) {
      hash.update(chunk);
      size += chunk.length;
      held.push(chunk);
      heldBytes += chunk.length;
      if (heldBytes >= BATCH) await flush();
    },
    async restart() {
      [held, heldBytes] = [[], 0];
      await writing;
      await handle.truncate(0);
      [hash, size, written] = [await newHash(), 0, 0];
    },
    async finish() {
      await close();
      return hash.digest("hex");
    },
    close,
  };
}

async function writeAll(handle: FileHandle, chunks: readonly Uint8Array[], at: number): Promise<void> {
  const bytes = chunks.length === 1 ? (chunks[0] ?? new Uint8Array()) : Buffer.concat(chunks);
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, at + done);
    done += bytesWritten;
  }
}

/** What stands at a path. */
export type Standing = "nothing" | "file" | "link" | "other";

export async function standingAt(path: string): Promise<Standing> {
  const there = await lstat(path).catch((error: unknown) => {
    if (errorCode(error) === "ENOENT") return undefined;
    throw error;
  });
  if (there === undefined) return "nothing";
  return there.isFile() ? "file" : there.isSymbolicLink() ? "link" : "other";
}

/**
 * Gives a finished file its name.
 *
 * @param over whether a file of that name may go
 * @returns false when something has the name that may not go
 */
export async function settlePart(part: string, name: string, over: boolean): Promise<boolean> {
  if (over) {
    const there = await standingAt(name);
    if (there === "link" || there === "other") return false;
    await rename(part, name);
    return true;
  }
  try {
    // Unlike a renaming it takes nobody's place.
    await link(part, name);
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    // Some file systems know no second name.
    if ((await standingAt(name)) !== "nothing") return false;
    await rename(part, name);
    return true;
  }
  await unlink(part);
  return true;
}
