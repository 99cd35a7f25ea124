import { basename } from "node:path";

import type { LocalFile } from "../../model/request";
import { groupBy } from "../../model/group";
import { shown } from "./disk";
import { listed } from "./messages";
import type { Finding } from "./walk";

/** A regular file that a pattern led to. */
export type Match = Extract<Finding, { readonly kind: "file" }>;

/** A file that will be uploaded, unless a later line takes it away. */
export interface Taken {
  readonly match: Match;
  /** Asked for by `path => name`. */
  name: string | undefined;
  label: string | undefined;
}

/** Files in the order in which they were taken, and the same by where they really lie. */
export interface List {
  readonly all: Set<Taken>;
  readonly byReal: Map<string, Set<Taken>>;
}

/** Order by code units: the same on every machine, whatever its language. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const byName = (a: Match, b: Match): number => compare(basename(a.path), basename(b.path)) || compare(a.path, b.path);
/** Whether a path was written out, not found by a wildcard. */
export const isNamed = ({ pattern }: Finding): boolean => pattern.steps.length === 0;
const isSameName = (one: Match, other: Match): boolean => basename(one.path) === basename(other.path);

/**
 * The matches of one piece, sorted by name: one for each real file, which is preferred to links that lead to it; and
 * every name that was written out, link or not.
 */
export function distinct(matches: readonly Match[]): Match[] {
  const first = new Map<string, Match>();
  for (const match of [...matches].sort((a, b) => Number(a.link) - Number(b.link) || byName(a, b))) {
    const key = isNamed(match) ? `${match.real}\0${basename(match.path)}` : match.real;
    if (!first.has(key)) first.set(key, match);
  }
  return [...first.values()].sort(byName);
}

/**
 * Whether a file that is taken already is what a pattern asks for by another match of the same file. Two names that
 * were both written out are two files; a wildcard asks for no second name.
 */
function answers(taken: Taken, { match, name }: Taken): boolean {
  const alike = isSameName(taken.match, match);
  if (name !== undefined) return taken.name === name || (taken.name === undefined && alike);
  if (alike || taken.name === basename(match.path)) return true;
  return !isNamed(match) && !(isNamed(taken.match) && taken.match.link && !match.link);
}

/** Takes a file. One that is there already gets the label or the name that it has not yet. */
export function add({ all, byReal }: List, wanted: Taken): void {
  const { match, name, label } = wanted;
  const same = byReal.get(match.real) ?? new Set();
  const alike = [...same].filter((taken) => answers(taken, wanted));
  const exact = alike.filter((taken) => taken.name === name);
  const fitting = name === undefined ? alike : [...exact, ...alike].slice(0, 1);
  for (const taken of fitting) {
    taken.name ??= name;
    taken.label ??= label;
  }
  if (fitting.length > 0) return;
  all.add(wanted);
  byReal.set(match.real, same.add(wanted));
}

/** Takes a file away. */
export function remove({ all, byReal }: List, taken: Taken): void {
  all.delete(taken);
  byReal.get(taken.match.real)?.delete(taken);
}

/** Notices about links that wildcards found, and that would have given a file a second name. */
export function doubles(
  globbed: readonly Match[],
  { list, base }: { readonly list: List; readonly base: string },
): string[] {
  const notices = globbed.flatMap((match) => {
    const same = [...(list.byReal.get(match.real) ?? [])];
    const [other] = same;
    if (other === undefined || same.some((taken) => isSameName(taken.match, match))) return [];
    const [one, two] = [shown(other.match.path, base), shown(match.path, base)];
    return [
      `files: "${two}" is the same file as "${one}" and is uploaded once. For both names, write "${two}" as a line.`,
    ];
  });
  return [...new Set(notices)];
}

/** A sentence for each name that two or more files want. */
export function clashes(files: readonly LocalFile[]): string[] {
  return [...groupBy(files, (file) => file.name)].flatMap(([name, same]) => {
    const last = same.at(-1);
    if (last === undefined || same.length < 2) return [];
    const other = last.path.split("/").filter(Boolean).slice(-2).join("-");
    const paths = same.map(({ path }) => `"${path}"`);
    return [
      `files: ${listed(paths, " and ")} would have the same name "${name}" on the release. ` +
        `Rename one: "${last.path} => ${last.path.includes("/") && other !== name ? other : `other-${name}`}".`,
    ];
  });
}
