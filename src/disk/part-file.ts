import { closeSync, fstatSync, ftruncateSync, unlinkSync, writeSync } from "node:fs";
import { changed, openOwn } from "./own-file";
import { BIG, identityAt, identityOf } from "./paths";
import { type RunningHash, runningHash } from "./running-hash";

/**
 * A file on its way: bytes are added at its end, and hashed. Two runs may be at the same one, of the same content: neither
 * takes away what the other has written, and each writes all that it does not find there.
 */
export interface PartFile {
  /** Bytes that are there. */
  size(): number;
  /** The chunk is the caller's again afterwards. */
  append(chunk: Uint8Array): void;
  /** Leaves what is there, which is of no use: another file is begun in its place. */
  restart(): Promise<void>;
  /** Ends the writing. @returns sha256 of the whole, lower-case hex @throws PublishError for one that was cut meanwhile */
  finish(): Promise<string>;
  /** Whether a path leads to this file, once it is finished. */
  isAt(path: string): boolean;
  /** Ends the writing, and leaves what is there for the next time. */
  close(): void;
}

/**
 * Bytes that are gathered before they are hashed and written, unless as many come at once. They are written in place, as
 * curl does: what the system does for so few takes less time than handing them to another thread.
 */
const BATCH = { least: 4 * 1024, most: 64 * 1024, growth: 8 };

/** Opens a file to be written to, with what an earlier run has left of it. @throws as `openOwn` does */
export async function openPart(path: string): Promise<PartFile> {
  const { handle, size } = openOwn(path);
  try {
    return partOn(path, { handle, size, hash: await runningHash({ handle, size }) });
  } catch (error) {
    closeSync(handle);
    throw error;
  }
}

/** The same for a file that is begun anew: what stands there is written over, and what is left of it goes at the end. */
export async function newPart(path: string): Promise<PartFile> {
  return partOn(path, { handle: undefined, hash: await runningHash(), size: 0 });
}

function partOn(
  path: string,
  from: { readonly handle: number | undefined; readonly hash: RunningHash; readonly size: number },
): PartFile {
  let { handle, hash, size } = from;
  let written = size;
  let [buffer, filled]: [Buffer, number] = [Buffer.alloc(0), 0];
  let [isOver, identity]: [boolean, string?] = [false];

  function put(bytes: Uint8Array): void {
    handle ??= openOwn(path).handle;
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
      hash.stop();
      if (handle !== undefined) {
        const own = identityOf(fstatSync(handle, BIG));
        closeSync(handle);
        // A run that is at the same file finds out for itself that it is of no use.
        if (identityAt(path) === own) unlinkSync(path);
      }
      [handle, hash, size, written] = [undefined, await runningHash(), 0, 0];
    },
    async finish() {
      try {
        flush();
        // One without bytes is a file as well.
        handle ??= openOwn(path).handle;
        const sha256 = await hash.digest({ handle, size });
        const there = fstatSync(handle, BIG);
        if (there.size < size) throw changed(path);
        if (there.size > size) ftruncateSync(handle, size);
        identity = identityOf(there);
        return sha256;
      } finally {
        end();
      }
    },
    isAt: (there) => identity !== undefined && identityAt(there) === identity,
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
