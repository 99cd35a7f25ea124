import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import type { LocalFile } from "../model/request";

/** Windows knows not all of them. */
const FLAGS: Readonly<Record<string, number | undefined>> = { ...constants };

/** Opens a path for reading that is no link, without waiting for the other end of a pipe. */
export function openPlain(real: string): Promise<FileHandle> {
  return open(real, constants.O_RDONLY | (FLAGS.O_NOFOLLOW ?? 0) | (FLAGS.O_NONBLOCK ?? 0));
}

/**
 * Opens the very file that was found and checked: what has taken its place meanwhile is refused.
 * @throws what the system says, or that it is another file now.
 */
export async function openChecked({ real, identity }: LocalFile): Promise<FileHandle> {
  const handle = await openPlain(real);
  const there = await handle.stat({ bigint: true });
  if (there.isFile() && `${there.dev}:${there.ino}` === identity) return handle;
  await handle.close();
  throw new Error("another file has taken its place");
}
