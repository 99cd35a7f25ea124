import { closeSync, constants, fstatSync, ftruncateSync, openSync, writeSync } from "node:fs";
import { type RunningHash, runningHash } from "./running-hash";

/** A file on its way: bytes are added at its end, and hashed. */
export interface PartFile {
  /** Bytes that are there. */
  size(): number;
  /** The chunk is the caller's again afterwards. */
  append(chunk: Uint8Array): void;
  /** Throws away what is there. */
  restart(): Promise<void>;
  /** Ends the writing. @returns sha256 of the whole, lower-case hex */
  finish(): Promise<string>;
  /** Ends the writing, and leaves what is there for the next time. */
  close(): void;
}

const FLAGS: Readonly<Record<string, number | undefined>> = { ...constants };

/**
 * Bytes that are gathered before they are hashed and written, unless as many come at once. They are written in place, as
 * curl does: what the system does for so few takes less time than handing them to another thread.
 */
const BATCH = { least: 4 * 1024, most: 64 * 1024, growth: 8 };

/**
 * Opens a file to be written to, with what an earlier run has left of it; never through a link, and never one that has
 * another name as well.
 *
 * @throws Error with what stands there instead, or what the system says
 */
export async function openPart(path: string): Promise<PartFile> {
  const { handle, size } = openAt(path);
  try {
    return partOn(path, { handle, size, hash: await runningHash({ handle, size }) });
  } catch (error) {
    closeSync(handle);
    throw error;
  }
}

/** The same for a file that is begun anew: what stands there goes when the first bytes are written, or with its end. */
export async function newPart(path: string): Promise<PartFile> {
  return partOn(path, { handle: undefined, hash: await runningHash(), size: 0 });
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
  from: { readonly handle: number | undefined; readonly hash: RunningHash; readonly size: number },
): PartFile {
  let { handle, hash, size } = from;
  let written = size;
  let [buffer, filled]: [Buffer, number] = [Buffer.alloc(0), 0];
  let isOver = false;

  function put(bytes: Uint8Array): void {
    handle ??= openEmpty(path);
    for (let done = 0; done < bytes.length;)
      done += writeSync(handle, bytes, done, bytes.length - done, written + done);
    written += bytes.length;
    hash.add(bytes, { handle, size: written });
  }

  function flush(): void {
    const bytes = buffer.subarray(0, filled);
    filled = 0;
    if (bytes.length > 0) put(bytes);
  }

  function end(): void {
    isOver = true;
    hash.stop();
    if (handle !== undefined) closeSync(handle);
  }

  return {
    size: () => size,
    append(chunk) {
      size += chunk.length;
      if (filled + chunk.length > buffer.length) {
        flush();
        if (chunk.length >= BATCH.most) {
          put(chunk);
          return;
        }
        buffer = grown(buffer, chunk.length);
      }
      buffer.set(chunk, filled);
      filled += chunk.length;
    },
    async restart() {
      filled = 0;
      if (size === 0) return;
      if (handle !== undefined) ftruncateSync(handle, 0);
      hash.stop();
      [hash, size, written] = [await runningHash(), 0, 0];
    },
    async finish() {
      try {
        flush();
        // One without bytes is a file as well.
        handle ??= openEmpty(path);
        return await hash.digest({ handle, size });
      } finally {
        end();
      }
    },
    close() {
      // The number of what is closed may be another file's by now.
      if (isOver) return;
      try {
        flush();
      } catch {
        // It comes again, the next time.
      }
      end();
    },
  };
}

/** The buffer, or a larger one: memory for what a small file has, and not for what a large one would have. */
function grown(buffer: Buffer, least: number): Buffer {
  const wanted = Math.min(Math.max(BATCH.least, least, buffer.length * BATCH.growth), BATCH.most);
  return buffer.length >= wanted ? buffer : Buffer.allocUnsafeSlow(wanted);
}
