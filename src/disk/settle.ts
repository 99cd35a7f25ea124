import { linkSync, lstatSync, renameSync, unlinkSync } from "node:fs";
import { contentAt } from "./content";
import { changed } from "./own-file";
import type { PartFile } from "./part-file";
import { errorCode } from "./paths";

/** What stands at a path. */
export type Standing = "nothing" | "file" | "link" | "other";

export function standingAt(path: string): Standing {
  const there = lstatSync(path, { throwIfNoEntry: false });
  if (there === undefined) return "nothing";
  return there.isFile() ? "file" : there.isSymbolicLink() ? "link" : "other";
}

/** A finished file that is to have its name. */
export interface Finished {
  readonly part: PartFile;
  /** Path of the temporary name. */
  readonly path: string;
  readonly sha256: string;
}

/**
 * Gives a finished file its name. Another run may have been at the same one, and have done so already.
 *
 * @param over whether a file of that name may go
 * @returns false when something has the name that may not go
 * @throws PublishError where something else has taken the file's place meanwhile
 */
export async function settlePart(file: Finished, name: string, over: boolean): Promise<boolean> {
  if (!(await standsAt(file.path, file))) {
    if (await standsAt(name, file)) return true;
    throw changed(file.path);
  }
  if (rename(file.path, name, over)) return true;
  if (!(await standsAt(name, file))) return false;
  unlinkSync(file.path);
  return true;
}

/** Whether it is this file, or one of the same content: not every file system numbers its files for good. */
async function standsAt(path: string, { part, sha256 }: Finished): Promise<boolean> {
  if (part.isAt(path)) return true;
  return standingAt(path) === "file" && (await contentAt(path)).sha256 === sha256;
}

function rename(part: string, name: string, over: boolean): boolean {
  if (over) {
    const there = standingAt(name);
    if (there === "link" || there === "other") return false;
    renameSync(part, name);
    return true;
  }
  try {
    // Unlike a renaming it takes nobody's place.
    linkSync(part, name);
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    // Some file systems know no second name.
    if (standingAt(name) !== "nothing") return false;
    renameSync(part, name);
    return true;
  }
  unlinkSync(part);
  return true;
}
