import type { Release } from "./release";
import { isStable } from "./version";

/** What is to stay of the releases that a pattern names. */
export interface PruneRule {
  readonly matches: (tag: string) => boolean;
  /** How many of them stay, the newest by publication. */
  readonly keep: number;
  /** Only those older than this go: milliseconds. */
  readonly olderThan: number | undefined;
  /** Stable versions may go as well. */
  readonly stable: boolean;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** What goes, the oldest first, and how many stay for which reason. */
export interface PrunePlan {
  readonly goes: readonly Release[];
  readonly stays: readonly { readonly why: string; readonly count: number }[];
  /** Tags that match and of which no date is told: nothing can be said of their order. */
  readonly undated: readonly string[];
}

/** When a release was published, as far as the forge tells: milliseconds since the epoch. */
function publishedAt(
  { publishedAt: published, createdAt }: Release,
  parse: (text: string) => number,
): number | undefined {
  const text = published ?? createdAt;
  return text === undefined ? undefined : parse(text);
}

/**
 * Which releases go. Drafts never, nor the latest; what is protected does not count for those that stay, so that more
 * stays than less. Of two of one moment the one with the higher id is the newer.
 *
 * @param at.latest tags that count as the latest
 * @param at.parse reads a moment
 */
export function planPrune(
  releases: readonly Release[],
  rule: PruneRule,
  at: { readonly latest: ReadonlySet<string>; readonly parse: (text: string) => number },
): PrunePlan {
  const matching = releases.filter(({ tag }) => rule.matches(tag));
  const undated = matching
    .filter((one) => !one.draft && publishedAt(one, at.parse) === undefined)
    .map(({ tag }) => tag);
  const reasons = new Map<string, number>();
  const open = matching.filter((one) => {
    const why = protection(one, rule, at.latest);
    if (why !== undefined) reasons.set(why, (reasons.get(why) ?? 0) + 1);
    return why === undefined;
  });
  const newestFirst = open
    .map((release) => ({ release, time: publishedAt(release, at.parse) ?? 0 }))
    .sort((a, b) => b.time - a.time || compareIds(b.release.id, a.release.id));
  const kept = newestFirst.slice(0, rule.keep).length;
  if (kept > 0) reasons.set(`the newest ${rule.keep}`, kept);
  const goes = newestFirst.slice(rule.keep).filter(({ time }) => {
    const young = rule.olderThan !== undefined && rule.now - time < rule.olderThan;
    if (young) reasons.set("younger than asked for", (reasons.get("younger than asked for") ?? 0) + 1);
    return !young;
  });
  return {
    goes: goes.map(({ release }) => release).reverse(),
    stays: [...reasons].map(([why, count]) => ({ why, count })),
    undated,
  };
}

/** Why a release stays, whatever its age; `undefined` where it may go. */
export function protection(
  release: Pick<Release, "tag" | "draft" | "prerelease" | "latest">,
  { stable }: Pick<PruneRule, "stable">,
  latest: ReadonlySet<string>,
): string | undefined {
  if (release.draft) return "a draft";
  if (release.latest === true || latest.has(release.tag)) return "the latest";
  return !stable && isStable(release) ? "a stable version (--stable)" : undefined;
}

function compareIds(a: Release["id"], b: Release["id"]): number {
  const [left, right] = [Number(a), Number(b)];
  return Number.isNaN(left) || Number.isNaN(right) ? (String(a) < String(b) ? -1 : 1) : left - right;
}
