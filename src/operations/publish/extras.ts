import type { Abilities } from "../../forges/forge";
import type { Seen } from "../../model/plan";
import type { Release, ReleaseChange, ReleaseFields } from "../../model/release";
import type { Wanted } from "../../model/request";

/** What only some forges take. */
export function extras(
  wanted: Wanted,
  can: Abilities,
): Pick<ReleaseFields, "discussionCategory" | "milestones" | "tagMessage" | "labels" | "releasedAt"> {
  const { labels, releasedAt } = wanted.arrival ?? {};
  return {
    ...(labels === undefined || can.releaseLabels === undefined ? {} : { labels }),
    ...(releasedAt === undefined || !can.releaseDates ? {} : { releasedAt }),
    discussionCategory: can.discussions ? wanted.discussionCategory : undefined,
    milestones: can.milestones ? wanted.milestones : undefined,
    tagMessage: can.tagMessages === undefined ? undefined : wanted.tagMessage,
  };
}

/** Servers keep a moment to the second at least. Milliseconds. */
const SAME_MOMENT = 1000;

/** Whether a date that is asked for is another one than a release has. */
export function isOtherMoment(asked: number | undefined, has = 0): boolean {
  return asked !== undefined && Math.abs(asked - has) >= SAME_MOMENT;
}

/** Labels that it lacks, and another date. */
export function changedExtras(
  { arrival }: Wanted,
  { labelled }: Seen,
  release: Release,
  can: Abilities,
): Pick<ReleaseChange, "labels" | "releasedAt"> {
  const { labels, releasedAt } = arrival ?? {};
  return {
    ...(labels === undefined || can.releaseLabels === undefined || labelled === true ? {} : { labels }),
    ...(isOtherMoment(releasedAt, release.releasedAt) && can.releaseDates ? { releasedAt } : {}),
  };
}
