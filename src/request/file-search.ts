import { resolve } from "node:path";

import { isWithin, shown, type Taken } from "./file-list";
import { lookup, type Match } from "./file-lookup";
import { walk, type Find } from "./file-walk";
import type { Wish } from "./file-wish";
import { expandBraces, takeApart } from "./patterns";

/** Paths looked at together: enough to keep Node's four file threads busy. */
const AT_ONCE = 64;

/** Where to search, and with what. */
export interface Search {
  readonly base: string;
  readonly windows: boolean;
  readonly find: Find;
  /** The paths that none of the patterns matches; a pattern is its literal start (absolute) and its segments. */
  readonly spared: (paths: readonly string[], patterns: readonly Pattern[]) => Promise<ReadonlySet<string>>;
  /** Whether a file is never uploaded. */
  readonly barred: (match: Match) => boolean;
}

/** A pattern in an absolute place. */
export interface Pattern {
  readonly dir: string;
  readonly rest: readonly string[];
  readonly foldersOnly: boolean;
}

/** What a piece of the input names. */
export interface Found {
  readonly matches: readonly Match[];
  readonly folders: boolean;
  readonly barred: boolean;
  /** Broken symbolic links that were named as such, not by a glob, with the system's code. */
  readonly broken: readonly { readonly path: string; readonly code: string }[];
}

function patternsOf(path: string, at: { readonly base: string; readonly windows: boolean }): Pattern[] {
  return expandBraces(path, at.windows).map((pattern) => {
    const { start, rest, foldersOnly } = takeApart(pattern, at.windows);
    return { dir: resolve(at.base, start), rest, foldersOnly };
  });
}

/** Test for files that are never uploaded: anything in a `.git`, and the given absolute paths. */
export async function barrier(base: string, never: readonly string[]): Promise<(match: Match) => boolean> {
  const real = async (path: string): Promise<string> => {
    const there = await lookup(path);
    return there.kind === "file" ? there.match.real : there.kind === "folder" ? there.real : path;
  };
  const paths = new Set([...never.map((path) => resolve(path)), ...(await Promise.all(never.map(real)))]);
  const realBase = await real(base);
  // A checkout may itself lie below a `.git` (a submodule's): only what is below the base counts.
  const inGit = (path: string, from: string): boolean => shown(path, from).toLowerCase().split("/").includes(".git");
  return ({ absolute, real: target }) =>
    paths.has(absolute) || paths.has(target) || inGit(absolute, base) || inGit(target, realBase);
}

/** Finds the files that a piece of the input names. @throws what a bad pattern or an unreadable folder throws. */
export async function findFiles(wish: Wish, at: Search): Promise<Found> {
  const patterns = wish.literal === undefined ? patternsOf(wish.reading.path, at) : [];
  const named = new Set(patterns.filter(({ rest }) => rest.length === 0).map(({ dir }) => dir));
  const starts = patterns.filter(({ foldersOnly }) => !foldersOnly);
  const paths = wish.literal === undefined ? await walk({ starts, find: at.find, windows: at.windows }) : [];
  const matches: Match[] = [];
  const broken: { path: string; code: string }[] = [];
  let folders = patterns.some(({ foldersOnly }) => foldersOnly);
  if (wish.literal !== undefined) matches.push(wish.literal);
  for (let done = 0; done < paths.length; done += AT_ONCE) {
    const some = paths.slice(done, done + AT_ONCE);
    for (const [path, there] of await Promise.all(some.map(async (one) => [one, await lookup(one)] as const))) {
      if (there.kind === "file") matches.push(there.match);
      else if (there.kind === "folder") folders = true;
      else if (there.kind === "broken link" && named.has(path)) {
        broken.push({ path: shown(path, at.base), code: there.code });
      }
    }
  }
  const allowed = matches.filter((match) => !at.barred(match));
  return { matches: allowed, folders, barred: allowed.length < matches.length, broken };
}

/** The list without what a `!` piece names: files, and all that lies in folders, hidden or not. */
export async function takeAway(
  wish: Wish,
  from: { readonly list: readonly Taken[]; readonly at: Search },
): Promise<Taken[]> {
  const { list, at } = from;
  const named = wish.literal === undefined ? patternsOf(wish.reading.path, at) : [];
  const plain = new Set<string>(wish.literal === undefined ? [] : [wish.literal.absolute, wish.literal.real]);
  for (const { dir, rest } of named) {
    if (rest.length > 0) continue;
    const there = await lookup(dir);
    plain.add(dir);
    if (there.kind === "file") plain.add(there.match.real);
    if (there.kind === "folder") plain.add(there.real);
  }
  const globs = named.filter(({ rest }) => rest.length > 0);
  const paths = list.map(({ match }) => match.absolute);
  const spared = globs.length === 0 ? new Set(paths) : await at.spared(paths, globs);
  return list.filter(
    ({ match }) =>
      spared.has(match.absolute) &&
      ![...plain].some((gone) => isWithin(match.absolute, gone) || isWithin(match.real, gone)),
  );
}
