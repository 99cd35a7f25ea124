import { type Dirent, closeSync, fstatSync, openSync, realpathSync, statSync } from "node:fs";
import { lstat, readdir, realpath, stat } from "node:fs/promises";
import { isAbsolute, join, relative, sep } from "node:path";

import { errorCode, PLAIN, identityOf } from "../../disk/paths";

/** What stands at a path, and why it is not taken; `real` is where it really lies. */
export type Status =
  | { readonly kind: "file"; readonly real: string; readonly link: boolean }
  | { readonly kind: "folder"; readonly real: string }
  | { readonly kind: "special" | "barred" }
  | { readonly kind: "missing"; readonly code: string }
  | { readonly kind: "broken link" | "closed"; readonly code: string }
  /** `outside`: a link out of the workspace that is not followed; `followed`: one that is, because it was named. */
  | { readonly kind: "outside" | "followed"; readonly real: string };

/** Path as people write it: relative to the base when it lies below, else absolute; always with `/`. */
export function shown(absolute: string, base: string): string {
  const inside = relative(base, absolute);
  const outside = inside === "" || inside === ".." || inside.startsWith(`..${sep}`) || isAbsolute(inside);
  return (outside ? absolute : inside).replaceAll(sep, "/");
}

/** Looks at an absolute path, following symbolic links; never throws. */
export async function lookup(absolute: string): Promise<Status> {
  const own = await lstat(absolute).catch(errorCode);
  if (typeof own === "string") return { kind: "missing", code: own };
  const link = own.isSymbolicLink();
  try {
    const there = link ? await stat(absolute) : own;
    if (!there.isFile() && !there.isDirectory()) return { kind: "special" };
    const real = await realpath(absolute);
    return there.isFile() ? { kind: "file", real, link } : { kind: "folder", real };
  } catch (error) {
    const code = errorCode(error);
    return link ? { kind: "broken link", code } : { kind: "missing", code };
  }
}

/** Entries of a folder. One that is gone is empty; one that cannot be read is told by its code. */
export interface Folder {
  readonly entries: readonly Dirent[];
  readonly code?: string;
}

async function readFolder(real: string): Promise<Folder> {
  try {
    const entries = await readdir(real, { withFileTypes: true });
    // Names can be read without the right to what they name.
    const [first] = entries;
    const code = first === undefined ? "" : await lstat(join(real, first.name)).then(() => "", errorCode);
    return code === "EACCES" ? { entries: [], code } : { entries };
  } catch (error) {
    const code = errorCode(error);
    return code === "ENOENT" || code === "ENOTDIR" ? { entries: [] } : { entries: [], code: code || "unreadable" };
  }
}

/** Reads folders by their real paths, each only once. */
export function folderReader(): (real: string) => Promise<Folder> {
  const known = new Map<string, Promise<Folder>>();
  return (real) => {
    const reading = known.get(real) ?? readFolder(real);
    known.set(real, reading);
    return reading;
  };
}

/**
 * Opens a file where it really lies and measures it; else the system's code of why it cannot be read. What has become
 * a link, a folder or a pipe since it was found, or lies elsewhere now, is not read.
 */
export function measure(
  real: string,
): { readonly size: number; readonly identity: string; readonly names: number } | { readonly code: string } {
  // Five short calls: to hand each to another thread takes many times as long as the call.
  try {
    const file = openSync(real, PLAIN);
    try {
      const there = fstatSync(file, { bigint: true });
      const same = realpathSync.native(real) === real && statSync(real, { bigint: true }).ino === there.ino;
      if (!same || !there.isFile()) return { code: "it is another file now" };
      return { size: Number(there.size), identity: identityOf(there), names: Number(there.nlink) };
    } finally {
      closeSync(file);
    }
  } catch (error) {
    return { code: errorCode(error) };
  }
}
