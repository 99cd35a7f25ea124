import { temporaryName } from "../../model/names";
import type { Match } from "../../model/plan";
import type { Asset } from "../../model/release";
import type { WantedFile } from "../../model/request";

/** A wanted file beside the assets that may be it, before their content is compared. */
export type Pair = Omit<Match, "same" | "waiting" | "asset" | "duplicates"> & {
  /** Complete assets of its name, the newest last: more than one only where a forge takes a name twice. */
  readonly candidates: readonly Asset[];
  /** Where there are none: complete assets that are this file if they have its content, and somebody else's if not. */
  readonly likely: readonly Asset[];
  /** A complete asset under the file's temporary name. */
  readonly temporary: Asset | undefined;
};

/** Pairs every wanted file with the assets of its stored name, its other name, or else of its label. */
export function pair(files: readonly WantedFile[], assets: readonly Asset[]): Pair[] {
  const byName = new Map<string, Asset[]>();
  for (const asset of assets) byName.set(asset.name, [...(byName.get(asset.name) ?? []), asset]);
  const taken = new Set(files.map(({ storedName }) => storedName));
  const shared = twice(files.flatMap(({ earlierNames = [], plainerNames = [] }) => [...earlierNames, ...plainerNames]));
  const called = (names: readonly string[] = []): Asset[] =>
    names.filter((name) => !taken.has(name) && !shared.has(name)).flatMap((name) => byName.get(name) ?? []);
  return files.map((file) => {
    const exact = [...called(file.earlierNames), ...(byName.get(file.storedName) ?? [])];
    const named = exact.length > 0 ? exact : labelled(assets, file, taken);
    const waiting = byName.get(temporaryName(file.storedName)) ?? [];
    return {
      file,
      candidates: named.filter(({ complete }) => complete),
      likely: named.length > 0 ? [] : called(file.plainerNames).filter(({ complete }) => complete),
      temporary: waiting.find(({ complete }) => complete),
      leftovers: [...named, ...waiting].filter(({ complete }) => !complete),
    };
  });
}

/** Names that two files could have are neither's. */
function twice(names: readonly string[]): ReadonlySet<string> {
  return new Set(names.filter((name, at) => names.indexOf(name) !== at));
}

/**
 * The server may rewrite a name otherwise than predicted; then the true name is its label. Only for a name that is
 * rewritten at all: any other label is somebody's text, and the asset somebody's.
 */
function labelled(assets: readonly Asset[], file: WantedFile, taken: ReadonlySet<string>): Asset[] {
  if (file.storedName === file.name) return [];
  return assets.filter(({ label, name }) => label === file.name && !taken.has(name));
}
