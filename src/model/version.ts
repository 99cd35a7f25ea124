import { type Suffix, compareSuffixes, endsVersion, readSuffix } from "./suffix";

/** The version at the end of a tag, and what stands before it (`pkg@1.2.0`, `pkg/v1.2.0`, `pkg-v1.2.0`). */
interface TagVersion {
  readonly prefix: string;
  /** As written in the tag, without the prefix. */
  readonly version: string;
  /** Its numbers, in digits without leading zeros: a date and a time are more than a number holds exactly. */
  readonly numbers: readonly string[];
  readonly suffix: Suffix;
  readonly prerelease: boolean;
}

/**
 * The version of a tag: numbers with dots, as many as there are, and a suffix. `undefined` when it does not end in one.
 * Where numbers stand more than once the first ones with a dot, or with a `v` of their own, are the version: `lib2-v1.2.0`
 * is 1.2.0 of `lib2-v`, `v1.2.0-2` is 1.2.0 of `v`. Takes time in proportion to the length of the tag.
 */
export function versionOf(tag: string): TagVersion | undefined {
  const { from, until } = tailOf(tag);
  let best: { readonly start: number; readonly end: number; readonly rank: number } | undefined;
  for (const { index, 0: text } of tag.slice(from, until).matchAll(/\d+(?:\.\d+)*/g)) {
    const start = from + index;
    const end = start + text.length;
    const rank = rankOf(tag, start, text);
    if (rank > (best?.rank ?? -1) && endsVersion(tag, end, until)) best = { start, end, rank };
  }
  if (best === undefined) return undefined;
  const suffix = readSuffix(tag.slice(best.end, until));
  return {
    prefix: tag.slice(0, best.start),
    version: tag.slice(best.start),
    numbers: tag
      .slice(best.start, best.end)
      .split(".")
      .map((number) => number.replace(/^0+(?=\d)/, "")),
    suffix,
    prerelease: suffix.kind === "prerelease",
  };
}

/** Where a version and its suffix may stand: behind the last character that neither has, and before any build metadata. */
function tailOf(tag: string): { readonly from: number; readonly until: number } {
  let from = tag.length;
  let until = tag.length;
  while (from > 0 && /[0-9A-Za-z.+_-]/.test(tag.charAt(from - 1))) {
    if (tag.charAt(from - 1) === "+") {
      if (until < tag.length || from === tag.length) break;
      until = from - 1;
    }
    from--;
  }
  return { from, until };
}

/** How sure it is that the version begins here. */
function rankOf(tag: string, start: number, text: string): number {
  const before = tag.charAt(start - 1);
  const own = /^[vV]$/.test(before) && !/[0-9A-Za-z]/.test(tag.charAt(start - 2));
  if (own || text.includes(".")) return 2;
  return /[0-9A-Za-z]/.test(before) ? 0 : 1;
}

/** Order of two versions: numbers as numbers, a missing one as 0, then what their suffixes say. */
export function compareVersions(a: TagVersion, b: TagVersion): number {
  const parts = Math.max(a.numbers.length, b.numbers.length);
  for (let part = 0; part < parts; part++) {
    const order = compareDigits(a.numbers[part] ?? "0", b.numbers[part] ?? "0");
    if (order !== 0) return order;
  }
  return compareSuffixes(a.suffix, b.suffix);
}

function compareDigits(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

/** Whether one tag is a higher version than another; never for two that cannot be compared. */
export function isHigher(tag: string, than: string): boolean {
  const [left, right] = [versionOf(tag), versionOf(than)];
  return left !== undefined && left.prefix === right?.prefix && compareVersions(left, right) > 0;
}

/**
 * The tag where generated notes start: the highest lower version with the same prefix.
 * Prereleases are skipped for a stable version. `undefined` when there is none.
 */
export function previousTag(tag: string, others: readonly string[]): string | undefined {
  const own = versionOf(tag);
  if (own === undefined) return undefined;
  let best: { tag: string; version: TagVersion } | undefined;
  for (const other of others) {
    const version = versionOf(other);
    if (version?.prefix !== own.prefix || compareVersions(version, own) >= 0) continue;
    if (version.prerelease && !own.prerelease) continue;
    if (best === undefined || compareVersions(version, best.version) > 0) best = { tag: other, version };
  }
  return best?.tag;
}

/** Whether a server's version (`3.7.0`, `1.22.3+dev-5`) is at least `minimum` (`3.8`); an unreadable one is not. */
export function serverIsAtLeast(version: string, minimum: string): boolean {
  const [server, lowest] = [numbersOf(version), numbersOf(minimum)];
  if (server === undefined || lowest === undefined) return false;
  const at = server.findIndex((number, nth) => number !== lowest[nth]);
  return at < 0 || (server[at] ?? 0) > (lowest[at] ?? 0);
}

/** The first three numbers of a server's version, those that are missing as 0. */
function numbersOf(version: string): readonly number[] | undefined {
  const found = /(?:^|\D)(\d{1,9})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?(?!\d)/.exec(version);
  return found?.slice(1).map((number: string | undefined) => Number(number ?? 0));
}

/** Words in a tag that say that it is no stable version, wherever they stand: `nightly-2026.01.02`. */
const UNSTABLE =
  /(^|[^a-z])(alpha|beta|rc|pre|preview|dev|next|canary|nightly|snapshot|edge|ea|unstable|experimental|test)([^a-z]|$)/i;

/** A version that people count on: neither marked nor called a prerelease. */
export function isStable({ tag, prerelease }: { readonly tag: string; readonly prerelease: boolean }): boolean {
  const version = versionOf(tag);
  return !prerelease && version !== undefined && !version.prerelease && !UNSTABLE.test(tag);
}
