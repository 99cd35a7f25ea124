import { linkSync, lstatSync, renameSync, unlinkSync } from "node:fs";
import { errorCode } from "./paths";

/** What stands at a path. */
export type Standing = "nothing" | "file" | "link" | "other";

export function standingAt(path: string): Standing {
  const there = lstatSync(path, { throwIfNoEntry: false });
  if (there === undefined) return "nothing";
  return there.isFile() ? "file" : there.isSymbolicLink() ? "link" : "other";
}

/**
 * Gives a finished file its name.
 *
 * @param over whether a file of that name may go
 * @returns false when something has the name that may not go
 */
export function settlePart(part: string, name: string, over: boolean): boolean {
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
