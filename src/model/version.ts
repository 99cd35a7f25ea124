import SemVer from "semver/classes/semver.js";
import coerce from "semver/functions/coerce.js";
import gte from "semver/functions/gte.js";
import parse from "semver/functions/parse.js";

/** The version at the end of a tag, and what stands before it (`pkg@1.2.0`, `pkg/v1.2.0`, `pkg-v1.2.0`). */
export interface TagVersion {
  readonly prefix: string;
  /** As written in the tag, without the prefix. */
  readonly version: string;
  /** A semver prerelease; a purely numeric suffix (`1.2.0-1`) is a package revision, not a prerelease. */
  readonly prerelease: boolean;
}

/** Longer names are no tags of versions, and the search below takes ever longer with them. */
const LONGEST_TAG = 300;

const AT_THE_END = /^(.*?)(\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?)$/s;

/** The version of a tag; `undefined` when it does not end in a semver. */
export function versionOf(tag: string): TagVersion | undefined {
  const [, prefix = "", version = ""] = (tag.length > LONGEST_TAG ? null : AT_THE_END.exec(tag)) ?? [];
  // A digit or a dot before it means that the number begins earlier: "1.2.3.4" is no semver.
  const parsed = /[\d.]$/.test(prefix) ? null : parse(version);
  return parsed === null ? undefined : { prefix, version, prerelease: rank(parsed) === Rank.prerelease };
}

const Rank = { prerelease: 0, plain: 1, revision: 2 } as const;

function rank({ prerelease }: SemVer): number {
  if (prerelease.length === 0) return Rank.plain;
  return prerelease.every((part) => typeof part === "number") ? Rank.revision : Rank.prerelease;
}

/** Order of two versions: semver's, but a package revision (`1.2.0-1`) comes after what it revises. */
export function compareVersions(a: TagVersion, b: TagVersion): number {
  const [left, right] = [new SemVer(a.version), new SemVer(b.version)];
  return left.compareMain(right) || rank(left) - rank(right) || left.comparePre(right);
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

/**
 * Whether publishing `tag` must not take the "latest" mark from `latest`: that one is a higher version with the
 * same prefix, or is a version while this tag is none.
 */
export function latestStays(tag: string, latest: string): boolean {
  const [own, present] = [versionOf(tag), versionOf(latest)];
  if (present === undefined) return false;
  if (own === undefined) return true;
  return own.prefix === present.prefix && compareVersions(present, own) > 0;
}

/** Whether a server's version (`3.7.0`, `1.22.3+dev-5`) is at least `minimum` (`3.8`); an unreadable one is not. */
export function serverIsAtLeast(version: string, minimum: string): boolean {
  const [server, lowest] = [coerce(version), coerce(minimum)];
  return server !== null && lowest !== null && gte(server, lowest);
}
