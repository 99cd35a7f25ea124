import { ConfigError, PublishError } from "../errors";
import type { Abilities } from "../forges/forge";
import { sameAddress } from "../model/address";
import type { FileStep, LinkStep, Plan, Seen, Step } from "../model/plan";
import { isOwnDraft, isUnfinished } from "../model/drafts";
import { decodeNotes } from "../model/notes";
import type { NotesRange, Release } from "../model/release";
import type { Wanted } from "../model/request";
import { previousTag } from "../model/version";
import { check } from "./check";
import { changes, fileStep } from "./file-steps";
import { TEMPORARY, temporaryName } from "./match";
import {
  changedFields,
  decideLatest,
  decidePrerelease,
  markerNow,
  markerOf,
  mayBeAbsent,
  newFields,
  publishedFields,
} from "./fields";
import { obstacles } from "./obstacles";
import { tagRemarks } from "./tag-obstacles";

/**
 * What has to be done, from what is there, what is wanted and what the forge can do. Pure.
 *
 * @param run random word of this run, for the marker of a draft that it makes
 * @throws ConfigError with everything that stands in the way, before anything is changed.
 */
export function plan(at: {
  readonly seen: Seen;
  readonly wanted: Wanted;
  readonly can: Abilities;
  readonly run: string;
}): Plan {
  const { seen, wanted, can } = at;
  const { problems, notices, warnings, skipped } = check(wanted, can);
  const files = seen.matches.map((match) => fileStep(match, { wanted, can, skip: skipped.get(match.file) }));
  const reasons = [...problems, ...obstacles(seen, wanted, can, files)];
  if (reasons.length > 0) throw new ConfigError({ what: reasons.join("\n"), hint: "Nothing was changed." });
  if (seen.turnedBack) throw stillHidden(seen, wanted);
  const steps = [...createOrUpdate(at, files), ...seen.ownTwins.map((id) => ({ do: "clear-twin", id }) as const)];
  const told = {
    reasons: why(seen, wanted, can),
    notices: [...notices, ...remarks(seen, wanted, can, files)],
    warnings,
  };
  return { release: seen.release, files, steps, ...told };
}

/** A green run would hide that nobody sees the release. */
function stillHidden({ release }: Seen, { tag }: Wanted): PublishError {
  return new PublishError({
    what: `The release of ${tag} (id ${release?.id ?? ""}) is a draft that has files of this run, and nothing says that it is to stay one.`,
    said: "A forge makes a draft of a published release when its tag is deleted, also when the tag is pushed again.",
    hint: "Nothing was changed. Set draft: false to update and publish it, or draft: true if it is to stay a draft.",
  });
}

function createOrUpdate(
  at: { seen: Seen; wanted: Wanted; can: Abilities; run: string },
  files: readonly FileStep[],
): Step[] {
  const { seen, wanted, can } = at;
  const { release } = seen;
  const publishes = endsPublished({ ...wanted, release });
  const notes = generated(seen, wanted, can);
  const stores: Step[] = files.some(changes) ? [{ do: "store-files" }] : [];
  const links = linkSteps(seen, wanted, can);
  const first: Step[] = awaitsPush(seen, wanted, can) ? [{ do: "await-push" }] : [];
  const work: Step[] = [...stores, ...(links.length > 0 ? [{ do: "set-links", links } as const] : [])];
  if (release === undefined) return [...notes, ...newRelease(at, { publishes, stores, links, work, first })];
  if (!release.draft && wanted.draft === true) return [];
  const before = release.draft && work.length > 0 ? first : [];
  if (release.draft && publishes)
    return [...notes, ...before, ...work, { do: "publish", fields: publishedFields(wanted, seen, release, can) }];
  const change = changedFields(wanted, seen, release, can);
  // A marker in the notes of somebody's draft is somebody's text; one that a server made public is a leftover.
  const known = !release.draft || isOwnDraft(release, wanted.tag);
  const present = known ? decodeNotes(release.notes).marker : undefined;
  const marker = markerNow(release, wanted);
  const says = Object.keys(change).length > 0 || notes.length > 0 || marker?.ends !== present?.ends;
  const update: Step[] = says ? [{ do: "update", change, marker }] : [];
  const confirm: Step[] = release.draft && work.length > 0 && update.length === 0 ? [{ do: "confirm" }] : [];
  return [...notes, ...before, ...work, ...update, ...confirm];
}

/** A tag that was there before the run, pushed at a time that nobody knows. */
const awaitsPush = ({ tag }: Seen, { tagIsThere }: Wanted, { pushPublishes }: Abilities): boolean =>
  pushPublishes === true && !tagIsThere && typeof tag === "object";

/** The order in which a release comes about decides whether anybody can see it without its files. */
function newRelease(
  { seen, wanted, can, run }: { seen: Seen; wanted: Wanted; can: Abilities; run: string },
  {
    publishes,
    stores,
    links,
    work,
    first,
  }: {
    publishes: boolean;
    stores: readonly Step[];
    links: readonly LinkStep[];
    work: readonly Step[];
    first: readonly Step[];
  },
): Step[] {
  const fields = newFields(wanted, seen, can);
  const create = { do: "create", fields, marker: undefined, links: [] } as const;
  switch (can.order) {
    case "draft-first": {
      if (publishes && work.length === 0) return [create];
      const draft = { ...create, fields: { ...fields, draft: true }, marker: markerOf(run, wanted) };
      return [...first, draft, ...work, publishes ? { do: "publish", fields } : { do: "confirm" }];
    }
    case "files-first":
      return [...stores, { ...create, links: links.map(({ link }) => link) }];
    case "release-first":
      return [create, ...work];
    default:
      return can.order satisfies never;
  }
}

/** Links that are asked for and are not there, or lead elsewhere. */
function linkSteps({ assets }: Seen, { links }: Wanted, can: Abilities): LinkStep[] {
  if (can.links === "none") return [];
  return links.flatMap((link) => {
    const named = assets.filter(({ name, label }) => (label === "" ? name : label) === link.name);
    const present = named.at(-1);
    const type = can.links === "typed" ? link.type : "";
    const same =
      present !== undefined &&
      named.length === 1 &&
      sameAddress(present.storedAt === "" ? present.downloadUrl : present.storedAt, link.url) &&
      (type === "" || type === present.linkType);
    return same ? [] : [{ link: { ...link, type }, present }];
  });
}

/** Whether the release is to be public when this run ends. */
export function endsPublished({
  release,
  draft,
  tag,
}: Pick<Wanted, "draft" | "tag"> & { readonly release: Release | undefined }): boolean {
  if (draft !== undefined) return !draft;
  if (release?.draft !== true) return true;
  // A draft of somebody else, or one that was meant to stay one, stays one; an unfinished one is finished.
  return isUnfinished(release, tag);
}

/** Notes are generated for a release that this run creates, or one whose notes are empty. */
export function needsNotes({ generateNotes }: Pick<Wanted, "generateNotes">, release: Release | undefined): boolean {
  return generateNotes && (release === undefined || decodeNotes(release.notes).text.trim() === "");
}

function generated(seen: Seen, wanted: Wanted, can: Abilities): Step[] {
  if (!can.generatedNotes || !needsNotes(wanted, seen.release)) return [];
  const range: NotesRange = {
    tag: wanted.tag,
    target: mayBeAbsent(seen) ? wanted.target : undefined,
    previousTag: wanted.previousTag ?? previousTag(wanted.tag, seen.otherTags),
  };
  return [{ do: "generate-notes", range }];
}

/** Decisions that were made for a new release by `auto`. */
function why({ release }: Seen, wanted: Wanted, { prereleases }: Abilities): string[] {
  if (release !== undefined || wanted.prerelease !== "auto" || !prereleases) return [];
  const prerelease = decidePrerelease(wanted);
  return [`${prerelease.value ? "a prerelease" : "no prerelease"}: ${prerelease.why}`];
}

/** What people should know about the decisions that were made for them. */
function remarks(seen: Seen, wanted: Wanted, can: Abilities, files: readonly FileStep[]): string[] {
  const { release } = seen;
  const publishes = endsPublished({ ...wanted, release });
  const prerelease =
    wanted.prerelease === "auto" ? (release?.prerelease ?? decidePrerelease(wanted).value) : wanted.prerelease;
  const latest = decideLatest(wanted, seen, can, prerelease);
  const kept = files.flatMap((step) => (step.status === "kept" ? [step.asset.name] : []));
  return [
    ...(release?.draft === true && !publishes && wanted.draft === undefined
      ? [
          `The release ${release.id} is a draft that was not left unfinished by this program: it stays a draft. Set draft: false to publish it.`,
        ]
      : []),
    ...(!publishes && can.pushPublishes === true && seen.tag === "absent"
      ? [
          `The server publishes this draft, with the files that it has by then, when the tag ${wanted.tag} is pushed. To keep it a draft, push the tag first.`,
        ]
      : []),
    ...(release?.draft === false && wanted.draft === true
      ? [`The release ${release.tag} is published already and has these files: there was nothing to do for a draft.`]
      : []),
    ...(publishes && release?.draft !== false && latest.value === "false" && wanted.latest === "auto"
      ? [`Not marked as latest: ${latest.why}.`]
      : []),
    ...(kept.length > 0
      ? [`Kept as they are, though the files differ (overwrite_files is false): ${kept.join(", ")}.`]
      : []),
    ...stranded(seen, files),
    ...tagRemarks(seen, wanted),
  ];
}

/** New content that an interrupted run left under a temporary name, of a file that this run does not have. */
function stranded({ assets }: Seen, files: readonly FileStep[]): string[] {
  const own = new Set(files.map(({ match }) => temporaryName(match.file.storedName)));
  const left = assets.map(({ name }) => name).filter((name) => name.startsWith(TEMPORARY) && !own.has(name));
  if (left.length === 0) return [];
  return [
    `An interrupted run left ${left.join(", ")} on the release. A run that has that file again finishes the replacement.`,
  ];
}
