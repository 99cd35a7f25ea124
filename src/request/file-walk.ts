import { join } from "node:path";

import { isMagic } from "./patterns";

/** Entries below a folder (given as `dir` + path) that one of the patterns matches; a pattern is its segments. */
export type Find = (dir: string, patterns: readonly (readonly string[])[]) => Promise<readonly string[]>;

/** A folder that is known, and the part of a pattern that is still to be followed from there. */
export interface Start {
  readonly dir: string;
  readonly rest: readonly string[];
}

/** Segments that one search settles: leading `**`s and the one that follows them. */
function headLength(rest: readonly string[]): number {
  const first = rest.findIndex((segment) => segment !== "**");
  return first < 0 ? rest.length : first + 1;
}

function byFolder(starts: readonly Start[]): Map<string, (readonly string[])[]> {
  const folders = new Map<string, (readonly string[])[]>();
  for (const { dir, rest } of starts) folders.set(dir, [...(folders.get(dir) ?? []), rest]);
  return folders;
}

/**
 * Follows patterns folder by folder to the paths they name, which need not exist.
 *
 * One search never goes through a symbolic link, so a pattern is cut after each segment that is not `**`: what that
 * segment names is entered even if it is a link (`packages/*`+`/dist`, `**`+`/latest`+`/*`), and only `**` stays out of
 * links. Last segments in one folder are searched for together, so `**`+`/*.{zip,deb}` walks the tree once.
 */
export async function walk(way: {
  readonly starts: readonly Start[];
  readonly find: Find;
  readonly windows: boolean;
}): Promise<string[]> {
  const found: string[] = [];
  for (let level = way.starts; level.length > 0;) {
    const next: Start[] = [];
    for (const [dir, rests] of byFolder(level)) {
      const last: (readonly string[])[] = [];
      for (const rest of rests) {
        const [first = "", ...others] = rest;
        const length = headLength(rest);
        if (rest.length === 0) found.push(dir);
        else if (length === 1 && first !== "**" && !isMagic(first, way.windows)) {
          next.push({ dir: join(dir, first), rest: others });
        } else if (length === rest.length) last.push(rest);
        else {
          for (const entry of await way.find(dir, [rest.slice(0, length)])) {
            next.push({ dir: entry, rest: rest.slice(length) });
          }
        }
      }
      if (last.length > 0) for (const entry of await way.find(dir, last)) found.push(entry);
    }
    level = next;
  }
  return [...new Set(found)];
}
