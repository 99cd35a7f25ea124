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

/** Whether a path is a folder or lies below it; both absolute. */
export function isWithin(absolute: string, folder: string): boolean {
  return absolute === folder || absolute.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

const byName = (a: Match, b: Match): number =>
  compare(basename(a.absolute), basename(b.absolute)) || compare(a.absolute, b.absolute);

/** One match for each real file, sorted by name; a file itself is preferred to links that lead to it. */
export function distinct(matches: readonly Match[]): Match[] {
  const first = new Map<string, Match>();
  for (const match of [...matches].sort((a, b) => Number(a.link) - Number(b.link) || byName(a, b))) {
    if (!first.has(match.real)) first.set(match.real, match);
  }
  return [...first.values()].sort(byName);
}

/**
 * Adds the matches of one pattern. A file that is there already is not taken twice: it gets the label or the name that
 * this pattern gives, if it has none yet. Only another name makes a second asset of it.
 */
export function take(
  list: readonly Taken[],
  more: { readonly matches: readonly Match[]; readonly name: string | undefined; readonly label: string },
): Taken[] {
  const next = [...list];
  const places = new Map<string, number[]>();
  next.forEach(({ match }, place) => places.set(match.real, [...(places.get(match.real) ?? []), place]));
  for (const match of more.matches) {
    const same = (places.get(match.real) ?? []).flatMap((place) => {
      const taken = next[place];
      return taken === undefined ? [] : [{ place, taken }];
    });
    const fitting =
      more.name === undefined
        ? same
        : same
            .filter(({ taken }) => taken.name === more.name)
            .concat(same.filter((one) => one.taken.name === undefined))
            .slice(0, 1);
    for (const { place, taken } of fitting) {
      next[place] = { match: taken.match, name: taken.name ?? more.name, label: taken.label || more.label };
    }
    if (fitting.length === 0) next.push({ match, name: more.name, label: more.label });
  }
  return next;
}

/** Notices about links that would have given a file a second name. */
export function doubles(
  matches: readonly Match[],
  have: { readonly list: readonly Taken[]; readonly base: string },
): string[] {
  const kept = new Map(have.list.map(({ match }) => [match.real, match.absolute]));
  return matches.flatMap(({ absolute, real }) => {
    const other = kept.get(real) ?? absolute;
    if (basename(other) === basename(absolute)) return [];
    const [one, two] = [shown(other, have.base), shown(absolute, have.base)];
    return [
      `files: "${two}" is the same file as "${one}" and is uploaded once. For both names write ` +
        `"${one} => ${basename(other)}" and "${two} => ${basename(absolute)}".`,
    ];
  });
}

/** A sentence for each name that two or more files want. */
export function clashes(files: readonly LocalFile[]): string[] {
  const wanted = new Map<string, LocalFile[]>();
  for (const file of files) wanted.set(file.name, [...(wanted.get(file.name) ?? []), file]);
  return [...wanted].flatMap(([name, same]) => {
    const last = same.at(-1);
    if (last === undefined || same.length < 2) return [];
    const other = last.path.split("/").filter(Boolean).slice(-2).join("-");
    return [
      `files: ${same.map(({ path }) => `"${path}"`).join(" and ")} would have the same name "${name}" on the release. ` +
        `Rename one: "${last.path} => ${last.path.includes("/") && other !== name ? other : `other-${name}`}".`,
    ];
  });
}
