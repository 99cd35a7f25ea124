import { type BigIntStats, closeSync, constants, fstatSync, openSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import type { LocalFile } from "../model/request";

/** Windows knows not all of them. */
const FLAGS: Readonly<Record<string, number | undefined>> = { ...constants };

/** For reading, no link, and without waiting for the other end of a pipe. */
const PLAIN = constants.O_RDONLY | (FLAGS.O_NOFOLLOW ?? 0) | (FLAGS.O_NONBLOCK ?? 0);

/** Opens a path for reading that is no link, without waiting for the other end of a pipe. */
export function openPlain(real: string): Promise<FileHandle> {
  return open(real, PLAIN);
}

/**
 * Opens the very file that was found and checked: what has taken its place meanwhile is refused.
 * @throws what the system says, or that it is another file now.
 */
export async function openChecked({ real, identity }: LocalFile): Promise<FileHandle> {
  const handle = await openPlain(real);
  const there = await handle.stat({ bigint: true });
  if (isThat(there, identity)) return handle;
  await handle.close();
  throw replaced();
}

/** The same at once, for files that are read in one go. @returns a descriptor, which the caller closes */
export function openCheckedNow({ real, identity }: LocalFile): number {
  const handle = openSync(real, PLAIN);
  if (isThat(fstatSync(handle, { bigint: true }), identity)) return handle;
  closeSync(handle);
  throw replaced();
}

function isThat(there: BigIntStats, identity: string): boolean {
  return there.isFile() && `${there.dev}:${there.ino}` === identity;
}

const replaced = (): Error => new Error("another file has taken its place");
