import { constants, lstatSync } from "node:fs";
import { lstat, realpath } from "node:fs/promises";
import { sep } from "node:path";

/** The system's code of an error (`ENOENT`), or empty. Asks no class: errors of another realm count as well. */
export function errorCode(error: unknown): string {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : "";
  return typeof code === "string" ? code : "";
}

/** Whether a path is a folder or lies below it; both absolute. */
export function isWithin(absolute: string, folder: string): boolean {
  return absolute === folder || absolute.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** Whether something stands at a path, be it a link that leads nowhere. */
export function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

/** A path with every link followed; `undefined` where that cannot be told. */
export async function realOf(path: string): Promise<string | undefined> {
  return path.includes("\0") ? undefined : realpath(path).catch(() => undefined);
}

/** The same; the path itself where that cannot be told. */
export async function really(path: string): Promise<string> {
  return (await realOf(path)) ?? path;
}

/** Which file it is, whatever it is called: device and number, as one word. */
export function identityOf(there: { readonly dev: bigint; readonly ino: bigint }): string {
  return `${there.dev}:${there.ino}`;
}

/** For numbers of files, which can be larger than a number holds. */
export const BIG = { bigint: true } as const;

/** Which file a path leads to, be it a link; `undefined` where nothing stands there. */
export function identityAt(path: string): string | undefined {
  const there = lstatSync(path, { ...BIG, throwIfNoEntry: false });
  return there && identityOf(there);
}

/** Windows knows not all of them. */
const FLAGS: Readonly<Record<string, number | undefined>> = { ...constants };

/** For reading what is no link, without waiting for the other end of a pipe. */
export const PLAIN = constants.O_RDONLY | (FLAGS.O_NOFOLLOW ?? 0) | (FLAGS.O_NONBLOCK ?? 0);
