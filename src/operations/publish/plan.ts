import { ConfigError, PublishError } from "../../errors";
import type { Abilities } from "../../forges/forge";
import { sameAddress } from "../../model/address";
import { isOwnDraft } from "../../model/drafts";
import { floatingTags } from "../../model/floating";
import { decodeNotes } from "../../model/notes";
import type { FileStep, LinkStep, Plan, Seen, Step } from "../../model/plan";
import type { Wanted } from "../../model/request";
import type { ArrivalPlan, Deciding, planArrival } from "./arrival";
import { canFloat, check } from "./check";
import { allFields, changedFields, markerNow, markerOf, mayBeAbsent, noRoom } from "./fields";
import { changes, fileStep } from "./files";
import { endsPublished } from "./needs";
import { linkedFiles, linkNotices } from "./linked";
import { obstacles } from "./obstacles";
import { pushStep } from "./tag";
import { remarks, why, withoutNotes } from "./remarks";

interface Planning extends Deciding {
  /** Random word of this run, for the marker of a draft that it makes. */
  readonly run: string;
  /** Plans what is asked for around the files; absent where nothing of it is, because then it is not loaded. */
  readonly around?: typeof planArrival | undefined;
}

/** A plan for nothing around the files. */
export const NOTHING: ArrivalPlan = { before: [], after: [], problems: [], notices: [] };

/**
 * What has to be done, from what is there, what is wanted and what the forge can do. Pure.
 *
 * @throws ConfigError with everything that stands in the way, before anything is changed.
 */
export function plan(given: Planning): Plan {
  const push = pushStep(given.seen, given.wanted);
  // What is pushed first is there for all that follows.
  const at = push === undefined ? given : { ...given, seen: { ...given.seen, tag: { commit: push.commit } } };
  const { seen, wanted, can } = at;
  const { generated } = seen;
  const { problems, notices, warnings, skipped } = check(wanted, can, seen);
  const files = seen.matches.map((match) =>
    fileStep(match, { wanted, can, skip: skipped.get(match.file), elsewhere: seen.elsewhere }),
  );
  const telling = { ...at, seen: { ...seen, linked: linkedFiles(seen, files) } };
  const arrival = given.around?.(at, files) ?? NOTHING;
  const reasons = [
    ...[...problems, ...arrival.problems, ...lacking(seen, wanted), ...noRoom(telling.seen, wanted, can)],
    ...obstacles(seen, wanted, can, files),
  ];
  if (reasons.length > 0) throw new ConfigError({ what: reasons.join("\n"), hint: "Nothing was changed." });
  if (seen.turnedBack) throw stillHidden(seen, wanted);
  const steps: Step[] = [
    ...(push === undefined ? [] : [push]),
    ...createOrUpdate(telling, files, arrival.before),
    ...arrival.after,
    ...seen.ownDrafts.map((id) => ({ do: "delete-own-draft", id }) as const),
    ...floatStep(at),
  ];
  return {
    release: seen.release,
    files,
    steps,
    generated:
      generated === undefined || "missing" in generated ? undefined : { tag: wanted.tag, since: generated.since },
    reasons: why(seen, wanted, can),
    notices: [
      ...notices,
      ...linkNotices(files),
      ...arrival.notices,
      ...withoutNotes(seen, false),
      ...remarks(telling.seen, wanted, can, files),
    ],
    warnings: [...warnings, ...withoutNotes(seen, true)],
  };
}

/** Shorter tags follow a stable version that is public in the end. */
function floatStep({ seen: { release }, wanted, can }: Planning): Step[] {
  const { tag, floatingTags: asked, prerelease } = wanted;
  if (asked !== true || !canFloat(wanted, can) || !endsPublished({ ...wanted, release })) return [];
  const names = floatingTags(tag);
  const marked = prerelease === "auto" ? release?.prerelease === true : prerelease;
  return names.length === 0 || marked ? [] : [{ do: "float-tags", tag, names }];
}

/** Notes that cannot be had, where nothing may be left out. */
function lacking({ generated }: Seen, { onUnsupported }: Wanted): string[] {
  if (onUnsupported !== "fail" || generated === undefined || !("missing" in generated)) return [];
  return [`It cannot be done: ${generated.missing}.`];
}

/** A green run would hide that nobody sees the release. */
function stillHidden({ release }: Seen, { tag }: Wanted): PublishError {
  return new PublishError({
    what: `The release of ${tag} (id ${release?.id ?? ""}) is a draft that has files of this run, and nothing says that it is to stay one.`,
    said: "A forge makes a draft of a published release when its tag is deleted, also when the tag is pushed again.",
    hint: "Nothing was changed. Set draft: false to update and publish it, or draft: true if it is to stay a draft.",
  });
}

function createOrUpdate(at: Planning, files: readonly FileStep[], arrival: readonly Step[]): Step[] {
  const { seen, wanted, can } = at;
  const { release } = seen;
  const publishes = endsPublished({ ...wanted, release });
  const links = linkSteps(seen, wanted, can);
  const work: Step[] = [
    ...(files.some(changes) ? [{ do: "upload-files" } as const] : []),
    ...(links.length > 0 ? [{ do: "set-links", links } as const] : []),
    ...arrival,
  ];
  const wait: Step[] = awaitsPush(seen, wanted, can) ? [{ do: "await-push" }] : [];
  if (release === undefined) return newRelease(at, { publishes, links, work, wait });
  if (!release.draft && wanted.draft === true) return [];
  const before = release.draft && work.length > 0 ? wait : [];
  if (release.draft && publishes) return [...before, ...work, { do: "publish", fields: allFields(wanted, seen, can) }];
  const change = changedFields(wanted, seen, release, can);
  // A marker in the notes of somebody's draft is somebody's text; one that a server made public is a leftover.
  const known = !release.draft || isOwnDraft(release, wanted.tag);
  const present = known ? decodeNotes(release.notes).marker : undefined;
  const marker = markerNow(release, wanted);
  const says = Object.keys(change).length > 0 || marker?.ends !== present?.ends;
  const update: Step[] = says ? [{ do: "update", change, marker }] : [];
  const confirm: Step[] = release.draft && work.length > 0 && update.length === 0 ? [{ do: "confirm" }] : [];
  return [...before, ...work, ...update, ...confirm];
}

/** A tag that was there before the run, pushed at a time that nobody knows. */
const awaitsPush = ({ tag }: Seen, { tagIsThere }: Wanted, { order }: Abilities): boolean =>
  order.first === "draft" && order.push !== undefined && !tagIsThere && typeof tag === "object";

/** The order in which a release comes about decides whether anybody can see it without its files. */
function newRelease(
  { seen, wanted, can, run }: Planning,
  at: {
    readonly publishes: boolean;
    readonly links: readonly LinkStep[];
    readonly work: readonly Step[];
    readonly wait: readonly Step[];
  },
): Step[] {
  const { publishes, work } = at;
  const fields = allFields(wanted, seen, can);
  const create = { do: "create", fields, marker: undefined, links: [] } as const;
  const tag = annotatedTag(seen, wanted, can);
  switch (can.order.first) {
    case "draft": {
      if (publishes && work.every((step) => step.do === "expect-files")) return [...work, ...tag, create];
      const draft = { ...create, fields: { ...fields, draft: true }, marker: markerOf(run, wanted) };
      // A draft that is to stay one gets no tag before its time.
      return [
        ...(publishes ? tag : []),
        ...at.wait,
        draft,
        ...work,
        publishes ? { do: "publish", fields } : { do: "confirm" },
      ];
    }
    case "files": {
      const files = work.filter((step) => step.do !== "set-links");
      // Another run may have added files to the release that was just made.
      const again = work.filter((step) => step.do === "write-checksums");
      return [...tag, ...files, { ...create, links: at.links.map(({ link }) => link) }, ...again];
    }
    case "release": {
      const expects = work.filter((step) => step.do === "expect-files");
      return [...expects, ...tag, create, ...work.filter((step) => step.do !== "expect-files")];
    }
    default:
      return can.order satisfies never;
  }
}

/** A tag with a message, where the request that makes the release takes none. */
function annotatedTag(seen: Seen, { tag, target, tagMessage: message }: Wanted, { tagMessages }: Abilities): Step[] {
  if (tagMessages?.by !== "tag" || message === undefined || target === undefined || !mayBeAbsent(seen)) return [];
  return [{ do: "make-tag", tag, target, message }];
}

/** Links that are asked for and are not there, or lead elsewhere. */
function linkSteps({ assets }: Seen, { links }: Wanted, can: Abilities): LinkStep[] {
  if (can.links === undefined) return [];
  const { kinds } = can.links;
  return links.flatMap((link) => {
    const named = assets.filter(({ name, label }) => (label ?? name) === link.name);
    const present = named.at(-1);
    const type = kinds ? link.type : undefined;
    const same =
      present !== undefined &&
      named.length === 1 &&
      sameAddress(present.storedAt ?? present.downloadUrl, link.url) &&
      (type ?? present.linkType) === present.linkType;
    return same ? [] : [{ link: { ...link, type }, present }];
  });
}
