import { basename, isAbsolute, relative, sep } from "node:path";

import type { LocalFile } from "../model/file";
import type { Match } from "./file-lookup";

/** A file that will be uploaded, unless a later line takes it away. */
export interface Taken {
  readonly match: Match;
  /** Name asked for by `path => name`. */
  readonly name: string | undefined;
  readonly label: string;
}

/** How many paths a sentence names before it only counts. */
const NAMED = 5;

/** How much of a line a sentence repeats. */
const REPEATED = 200;

/** Order by code units: the same on every machine, whatever its language. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Path as people write it: relative to the base when it lies below, else absolute; always with `/`. */
export function shown(absolute: string, base: string): string {
  const inside = relative(base, absolute);
  const outside = inside === "" || inside === ".." || inside.startsWith(`..${sep}`) || isAbsolute(inside);
  return (outside ? absolute : inside).replaceAll(sep, "/");
}

/** A text in quotes, cut when it is longer than anyone reads. */
export function quoted(text: string): string {
  return text.length > REPEATED ? `"${text.slice(0, REPEATED)}…" (${text.length} characters)` : `"${text}"`;
}

/** Some things as part of a sentence; of many only the first ones. */
export function listed(things: readonly string[], link = ", "): string {
  const more = things.length - NAMED;
  return more > 0 ? `${things.slice(0, NAMED).join(", ")} and ${more} more` : things.join(link);
}

/** Whether a path is a folder or lies below it; both absolute. */
export function isWithin(absolute: string, folder: string): boolean {
  return absolute === folder || absolute.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

const byName = (a: Match, b: Match): number =>
  compare(basename(a.absolute), basename(b.absolute)) || compare(a.absolute, b.absolute);

/**
 * The matches of one pattern, sorted by name: one for each real file, which is preferred to links that lead to it; and
 * every name that was written out, link or not.
 */
export function distinct(matches: readonly Match[]): Match[] {
  const first = new Map<string, Match>();
  for (const match of [...matches].sort((a, b) => Number(a.link) - Number(b.link) || byName(a, b))) {
    const key = match.named ? `${match.real}\0${basename(match.absolute)}` : match.real;
    if (!first.has(key)) first.set(key, match);
  }
  return [...first.values()].sort(byName);
}

/** Files in the order in which they were taken, and which of them are the same file. */
export interface TakenList {
  readonly all: () => readonly Taken[];
  readonly sameAs: (real: string) => readonly Taken[];
  /** Adds what one pattern matched, with the name or label that it gives. */
  readonly add: (more: { readonly matches: readonly Match[] } & Omit<Taken, "match">) => void;
  readonly replace: (rest: readonly Taken[]) => void;
}

const isSameName = (one: Match, other: Match): boolean => basename(one.absolute) === basename(other.absolute);

/**
 * Whether a file that is taken already is what a pattern asks for by another match of the same file. Two names that
 * were both written out are two wishes; a wildcard asks for no second name.
 */
function answers(taken: Taken, match: Match, name: string | undefined): boolean {
  const alike = isSameName(taken.match, match);
  if (name !== undefined) return taken.name === name || (taken.name === undefined && alike);
  if (alike || taken.name === basename(match.absolute)) return true;
  return !match.named && !(taken.match.named && taken.match.link && !match.link);
}

/** A list to take files into. A file that is there already gets the label or the name that it has not yet. */
export function takenList(): TakenList {
  let list: Taken[] = [];
  const places = new Map<string, number[]>();
  function push(taken: Taken): void {
    const own = places.get(taken.match.real) ?? [];
    own.push(list.length);
    places.set(taken.match.real, own);
    list.push(taken);
  }
  const at = (place: number): readonly { readonly place: number; readonly taken: Taken }[] => {
    const taken = list[place];
    return taken === undefined ? [] : [{ place, taken }];
  };
  return {
    all: () => list,
    sameAs: (real) => (places.get(real) ?? []).flatMap(at).map(({ taken }) => taken),
    replace: (rest) => {
      list = [];
      places.clear();
      rest.forEach(push);
    },
    add: ({ matches, name, label }) => {
      for (const match of matches) {
        const same = (places.get(match.real) ?? []).flatMap(at).filter(({ taken }) => answers(taken, match, name));
        const exact = same.filter(({ taken }) => name !== undefined && taken.name === name);
        const fitting = name === undefined ? same : [...exact, ...same].slice(0, 1);
        for (const { place, taken } of fitting)
          list[place] = { match: taken.match, name: taken.name ?? name, label: taken.label || label };
        if (fitting.length === 0) push({ match, name, label });
      }
    },
  };
}

/** Notices about links that wildcards found, and that would have given a file a second name. */
export function doubles(
  matches: readonly Match[],
  have: { readonly list: TakenList; readonly base: string },
): string[] {
  const notices = matches.flatMap((match) => {
    const same = have.list.sameAs(match.real);
    const [other] = same;
    if (other === undefined || same.some((taken) => isSameName(taken.match, match))) return [];
    const [one, two] = [shown(other.match.absolute, have.base), shown(match.absolute, have.base)];
    return [
      `files: "${two}" is the same file as "${one}" and is uploaded once. For both names, write "${two}" as a line.`,
    ];
  });
  return [...new Set(notices)];
}

/** A sentence for each name that two or more files want. */
export function clashes(files: readonly LocalFile[]): string[] {
  const wanted = new Map<string, LocalFile[]>();
  for (const file of files) {
    const same = wanted.get(file.name) ?? [];
    same.push(file);
    wanted.set(file.name, same);
  }
  return [...wanted].flatMap(([name, same]) => {
    const last = same.at(-1);
    if (last === undefined || same.length < 2) return [];
    const other = last.path.split("/").filter(Boolean).slice(-2).join("-");
    return [
      `files: ${listed(
        same.map(({ path }) => `"${path}"`),
        " and ",
      )} would have the same name "${name}" on the release. ` +
        `Rename one: "${last.path} => ${last.path.includes("/") && other !== name ? other : `other-${name}`}".`,
    ];
  });
}
