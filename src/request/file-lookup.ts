import { lstat, open, realpath, stat } from "node:fs/promises";

/** A regular file that some pattern names. */
export interface Match {
  /** Absolute path as the pattern led to it, symbolic links kept. */
  readonly absolute: string;
  /** Where it really lies; two matches with one `real` are the same file. */
  readonly real: string;
  /** The path itself is a symbolic link. */
  readonly link: boolean;
  /** Bytes. */
  readonly size: number;
}

/** What stands at a path. */
export type Lookup =
  | { readonly kind: "file"; readonly match: Match }
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
    const link = (await lstat(absolute)).isSymbolicLink();
    return { kind: "file", match: { absolute, real, link, size: there.size } };
  } catch (error) {
    const link = await lstat(absolute).then(
      (there) => there.isSymbolicLink(),
      () => false,
    );
    return { kind: link ? "broken link" : "missing", code: errorCode(error) };
  }
}

/** Size in bytes of a file that can be read, measured on the open file; else the system's code of why it cannot. */
export async function measure(absolute: string): Promise<{ readonly size: number } | { readonly code: string }> {
  try {
    const file = await open(absolute, "r");
    try {
      return { size: (await file.stat()).size };
    } finally {
      await file.close();
    }
  } catch (error) {
    return { code: errorCode(error) };
  }
}
