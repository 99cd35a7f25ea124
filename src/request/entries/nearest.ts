import { type InputName, isInputName } from "../inputs";

/**
 * The known name that is nearest to an unknown one; `undefined` when none is near.
 *
 * @param most letters that may differ, by the length of the name; for "did you mean" a third of it
 */
export function nearest(
  unknown: string,
  known: readonly string[],
  most = (length: number): number => Math.max(1, Math.floor(length / 3)),
): string | undefined {
  const wanted = bare(unknown);
  // A name that long is none of ours, and comparing it takes its time.
  if (wanted.length > 100) return undefined;
  let [best, least]: [string | undefined, number] = [undefined, most(wanted.length) + 1];
  for (const name of known) {
    const distance = edits(wanted, bare(name));
    if (distance < least) [best, least] = [name, distance];
  }
  return best;
}

/** Optimal string alignment: letters that are added, left out, changed, or swapped with their neighbour. */
export function edits(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      const change = Math.min((next[j - 1] ?? 0) + 1, (row[j] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      next.push(swapped ? Math.min(change, (before[j - 2] ?? 0) + 1) : change);
    }
    [before, row] = [row, next];
  }
  return row.at(-1) ?? 0;
}

/** Words that stand for inputs, each with its input. @param read what of a word counts */
export function byWord(
  table: Readonly<Partial<Record<InputName, string>>>,
  read = (word: string): string => word,
): ReadonlyMap<string, InputName> {
  const entries = Object.entries(table).flatMap(([name, words]) =>
    isInputName(name) ? (words.match(/\S+/g) ?? []).map((word) => [read(word), name] as const) : [],
  );
  return new Map(entries);
}

/** A name without what stands between its words: `release-dir`, `release_dir`, `releaseDir` are one. */
export function bare(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}
