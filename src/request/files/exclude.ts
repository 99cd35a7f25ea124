import { sep } from "node:path";

import { groupBy } from "../../model/group";
import { isWithin, really } from "../../disk/paths";
import { type Pattern, type Position, reach, skipping, startOf } from "./patterns";

/** Whether something is taken away: a file by the path that led there or by where it lies, a folder with all in it. */
export type Excludes = (what: { readonly path: string; readonly real: string; readonly isFolder: boolean }) => boolean;

/** Patterns that start in one folder, as written or as it really lies. */
interface Place {
  readonly dir: string;
  readonly start: readonly Position[];
}

/** Whether what is left of a pattern fits all that may lie in a folder. */
function fitsAll(position: Position): boolean {
  const left: string[] = [];
  for (let at: Position | undefined = position; at?.step !== undefined; at = at.next)
    if (at.step.text !== "**") left.push(at.step.text);
  return /^\**$/.test(left.join("/"));
}

/** Follows patterns along a path; one that has come to its end takes all below away as well. */
function covers({ dir, start }: Place, { path, isFolder }: { path: string; isFolder: boolean }): boolean {
  if (!isWithin(path, dir)) return false;
  if (start.some(({ pattern }) => pattern.steps.length === 0)) return true;
  let at = start;
  const names = path.slice(dir.length).split(sep).filter(Boolean);
  for (const [index, name] of names.entries()) {
    at = reach(at, name);
    const isFile = !isFolder && index === names.length - 1;
    if (at.some(({ step, pattern }) => step === undefined && !(isFile && pattern.foldersOnly))) return true;
    if (at.length === 0) return false;
  }
  return isFolder && at.some(fitsAll);
}

/** What the patterns of a `!` line take away. */
export async function excluding(patterns: readonly Pattern[]): Promise<Excludes> {
  const places: Place[] = [];
  for (const [dir, same] of groupBy(patterns, (pattern) => pattern.dir)) {
    const start = skipping(same.map(startOf));
    for (const one of new Set([dir, await really(dir)])) places.push({ dir: one, start });
  }
  return ({ path, real, isFolder }) =>
    [...new Set([path, real])].some((one) => places.some((place) => covers(place, { path: one, isFolder })));
}
