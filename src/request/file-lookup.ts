import { lstat, realpath, stat } from "node:fs/promises";

import { openPlain } from "../http";

/** A regular file that some pattern names. */
export interface Match {
  /** Absolute path as the pattern led to it, symbolic links kept. */
  readonly absolute: string;
  /** Where it really lies; two matches with one `real` are the same file. */
  readonly real: string;
  /** The path itself is a symbolic link. */
  readonly link: boolean;
  /** It was named as it is, not found by a wildcard. */
  readonly named: boolean;
}

/** What stands at a path. */
export type Lookup =
  | { readonly kind: "file"; readonly real: string; readonly link: boolean }
  | { readonly kind: "folder"; readonly real: string }
  | { readonly kind: "special" }
  | { readonly kind: "broken link"; readonly code: string }
  | { readonly kind: "missing"; readonly code: string };

/** The system's code of an error (`ENOENT`), or empty. Asks no class: errors of another realm count as well. */
export function errorCode(error: unknown): string {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : "";
  return typeof code === "string" ? code : "";
}

/** Looks at an absolute path, following symbolic links; never throws. */
export async function lookup(absolute: string): Promise<Lookup> {
  try {
    const there = await stat(absolute);
    if (!there.isFile() && !there.isDirectory()) return { kind: "special" };
    const real = await realpath(absolute);
    if (there.isDirectory()) return { kind: "folder", real };
    return { kind: "file", real, link: (await lstat(absolute)).isSymbolicLink() };
  } catch (error) {
    const link = await lstat(absolute).then(
      (there) => there.isSymbolicLink(),
      () => false,
    );
    return { kind: link ? "broken link" : "missing", code: errorCode(error) };
  }
}

/** Which file it is, whatever it is called: device and number, as one word. */
export function identityOf(there: { readonly dev: bigint; readonly ino: bigint }): string {
  return `${there.dev}:${there.ino}`;
}

/** What was measured on an open file. */
export interface Measured {
  readonly size: number;
  readonly identity: string;
  /** How many names it has. */
  readonly names: number;
}

/**
 * Opens a file where it really lies and measures it; else the system's code of why it cannot be read. What has become
 * a link, a folder or a pipe since it was found, or lies elsewhere now, is not read.
 */
export async function measure(real: string): Promise<Measured | { readonly code: string }> {
  try {
    const file = await openPlain(real);
    try {
      const there = await file.stat({ bigint: true });
      const identity = identityOf(there);
      const same = (await realpath(real)) === real && (await stat(real, { bigint: true })).ino === there.ino;
      if (!same || !there.isFile()) return { code: "it is another file now" };
      return { size: Number(there.size), identity, names: Number(there.nlink) };
    } finally {
      await file.close();
    }
  } catch (error) {
    return { code: errorCode(error) };
  }
}
