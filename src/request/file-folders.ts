import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";

import { errorCode } from "./file-lookup";

/** What a folder says that an entry of it is; links are not followed. */
export type EntryKind = "file" | "folder" | "link" | "special";

export interface Entry {
  readonly name: string;
  readonly kind: EntryKind;
}

/** Reads a folder, each only once. A folder that is gone is empty; one that cannot be read is told by its code. */
export type Folders = (real: string) => Promise<{ readonly entries: readonly Entry[]; readonly code: string }>;

/** Folders that went away, or were none. */
const GONE = ["ENOENT", "ENOTDIR"];

/** Names can be read without the right to what they name. */
async function isClosed(path: string): Promise<boolean> {
  return lstat(path).then(
    () => false,
    (error: unknown) => errorCode(error) === "EACCES",
  );
}

export function folderReader(): Folders {
  const known = new Map<string, ReturnType<Folders>>();
  async function read(real: string): ReturnType<Folders> {
    try {
      const found = await readdir(real, { withFileTypes: true });
      const [first] = found;
      if (first !== undefined && (await isClosed(join(real, first.name)))) return { entries: [], code: "EACCES" };
      const entries = found.map((entry): Entry => {
        const kind = entry.isFile() ? "file" : entry.isDirectory() ? "folder" : "special";
        return { name: entry.name, kind: entry.isSymbolicLink() ? "link" : kind };
      });
      return { entries, code: "" };
    } catch (error) {
      const code = errorCode(error);
      return { entries: [], code: GONE.includes(code) ? "" : code || "unreadable" };
    }
  }
  return (real) => {
    const reading = known.get(real) ?? read(real);
    known.set(real, reading);
    return reading;
  };
}
