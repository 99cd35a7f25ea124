import { dirname, sep } from "node:path";

import { type Pattern, type Position, isEnd, reach, skipping } from "./file-finding";
import { isWithin } from "./file-list";
import { lookup } from "./file-lookup";
import { type Search, patternsIn } from "./file-search";
import type { Wish } from "./file-wish";

/** What a `!` piece takes away. Paths are absolute. */
export interface Away {
  /** Whether it takes away a file, by the path that led there or by where the file lies. */
  readonly file: (absolute: string, real: string) => boolean;
  /** Whether it takes away all that may lie in a folder. */
  readonly folder: (absolute: string) => boolean;
  /** Patterns that each path is held against. */
  readonly cost: number;
}

/** Patterns of one folder. */
interface Group {
  readonly dir: string;
  readonly start: readonly Position[];
}

function isOnTheWay(path: string, to: ReadonlySet<string>): boolean {
  for (let at = path; to.size > 0; at = dirname(at)) {
    if (to.has(at)) return true;
    if (dirname(at) === at) break;
  }
  return false;
}

/** Whether what is left of a pattern fits all that may lie in a folder. */
function fitsAll({ pattern, place }: Position): boolean {
  const left = pattern.steps.slice(place).filter(({ kind }) => kind !== "folders");
  return left.length === 0 || (left.length === 1 && left[0]?.kind === "names" && left[0].every);
}

/** Follows a group's patterns along a path; a pattern that has come to its end takes all below away as well. */
function follow(
  group: Group,
  path: string,
  windows: boolean,
): { readonly ended: boolean; readonly at: readonly Position[] } {
  if (!isWithin(path, group.dir)) return { ended: false, at: [] };
  const names = path.slice(group.dir.length).split(sep);
  let at = group.start;
  for (const [index, name] of names.entries()) {
    if (name === "") continue;
    const { through, entered } = reach(at, name, { windows, dots: true });
    at = [...through, ...entered];
    const isLast = index === names.length - 1;
    if (at.some((position) => isEnd(position) && !(isLast && position.pattern.foldersOnly))) return { ended: true, at };
    if (at.length === 0) break;
  }
  return { ended: false, at };
}

async function groupsOf(patterns: readonly Pattern[]): Promise<Group[]> {
  const groups = new Map<string, Pattern[]>();
  for (const pattern of patterns) {
    if (pattern.steps.length === 0) continue;
    const there = await lookup(pattern.dir);
    for (const dir of new Set([pattern.dir, "real" in there ? there.real : pattern.dir])) {
      const same = groups.get(dir) ?? [];
      same.push(pattern);
      groups.set(dir, same);
    }
  }
  return [...groups].map(([dir, own]) => ({ dir, start: skipping(own.map((pattern) => ({ pattern, place: 0 }))) }));
}

/** Reads a `!` piece: files, and all that lies in folders, hidden or not. @throws as `patternsIn` does. */
export async function awayOf(wish: Wish, at: Search): Promise<Away> {
  const patterns = wish.literal === undefined ? patternsIn(wish.reading.path, at, true) : [];
  const named =
    wish.literal === undefined ? patterns.filter(({ steps }) => steps.length === 0) : [{ dir: wish.literal }];
  const gone = new Set<string>();
  for (const { dir } of named) {
    const there = await lookup(dir);
    gone.add(dir);
    if ("real" in there) gone.add(there.real);
  }
  const groups = await groupsOf(patterns);
  const { windows } = at;
  return {
    cost: 1 + patterns.length,
    file: (absolute, real) =>
      (absolute === real ? [real] : [absolute, real]).some(
        (path) => isOnTheWay(path, gone) || groups.some((group) => follow(group, path, windows).ended),
      ),
    folder: (absolute) =>
      isOnTheWay(absolute, gone) ||
      groups.some((group) => {
        const { ended, at: reached } = follow(group, absolute, windows);
        const here = absolute === group.dir ? group.start : reached;
        return ended || here.some((position) => isEnd(position) || fitsAll(position));
      }),
  };
}
