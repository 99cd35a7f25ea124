import { constants } from "node:fs";
import { type FileHandle, open, realpath } from "node:fs/promises";
import { errorCode, isWithin } from "../../disk/paths";

/** A file of a repository that is there and is not read; the message says which and why. */
export class UnreadableError extends Error {
  override readonly name = "UnreadableError";
}

/** What is read at most of a file, and the folders (real paths) that no link may lead out of, where there are any. */
export interface Reach {
  readonly most: number;
  readonly inside?: readonly string[] | undefined;
}

/**
 * A file of a repository, whole; `undefined` where there is none. Never waits for a pipe or a device.
 *
 * @throws UnreadableError for one that is no regular file, too long, closed to us, or out of reach.
 */
export async function readWhole(path: string, reach: Reach): Promise<Buffer | undefined> {
  return withFile(path, reach, async (file) => {
    const content = await readAt(file, { from: 0, bytes: reach.most + 1 });
    if (content.length > reach.most) throw new UnreadableError(`${path} has more than ${reach.most} bytes`);
    return content;
  });
}

/** Opens a regular file for some work; `undefined` where there is none. @throws UnreadableError as `readWhole` does. */
export async function withFile<T>(
  path: string,
  { inside }: Pick<Reach, "inside">,
  work: (file: FileHandle) => Promise<T>,
): Promise<T | undefined> {
  try {
    const real = await realpath(path);
    if (inside?.some((folder) => isWithin(real, folder)) === false)
      throw new UnreadableError(`${path} is a link that leads out`);
    const file = await open(real, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const found = await file.stat();
      if (found.isDirectory()) return undefined;
      if (!found.isFile()) throw new UnreadableError(`${path} is no regular file`);
      return await work(file);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error instanceof UnreadableError
      ? error
      : new UnreadableError(`${path} cannot be read (${errorCode(error)})`);
  }
}

/** Up to so many bytes of a file; fewer at its end. What is said of its size is not relied on. */
export async function readAt(
  file: FileHandle,
  { from, bytes }: { readonly from: number; readonly bytes: number },
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for (let left = bytes, at = from; left > 0;) {
    const chunk = Buffer.allocUnsafe(Math.min(left, CHUNK));
    const { bytesRead } = await file.read(chunk, 0, chunk.length, at);
    if (bytesRead === 0) break;
    chunks.push(chunk.subarray(0, bytesRead));
    left -= bytesRead;
    at += bytesRead;
  }
  return Buffer.concat(chunks);
}

const CHUNK = 256 * 1024;

/** Nothing of this name is there. */
export function isAbsent(error: unknown): boolean {
  return ["ENOENT", "ENOTDIR", "EISDIR"].includes(errorCode(error));
}
