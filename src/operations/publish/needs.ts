import type { Abilities } from "../../forges/forge";
import { isUnfinished } from "../../model/drafts";
import { decodeLinked } from "../../model/linked";
import { decodeNotes } from "../../model/notes";
import type { Seen } from "../../model/plan";
import type { NotesRange, Release } from "../../model/release";
import type { Wanted } from "../../model/request";
import { previousTag } from "../../model/version";
import { decidePrerelease, mayBeAbsent } from "./fields";

/** What has to be known beside the release itself. */
export interface Needs {
  /** Which release is marked latest. */
  readonly latestTag: boolean;
  /** Published stable releases, of the first page at least: is one a higher version? */
  readonly stableTags: boolean;
  /** Tags of all releases: for the start of generated notes, or whether there is another release at all. */
  readonly releaseTags: boolean;
  /** Generated notes. */
  readonly notes: boolean;
}

/** Decides what is asked for: look reads it, plan relies on it. Pure. */
export function needsOf(wanted: Wanted, release: Release | undefined, can: Abilities): Needs {
  const { latest, prerelease } = wanted;
  const marks = can.latest !== undefined && prerelease !== true;
  // By itself the mark moves with the request that publishes; of a published release only when asked for by name.
  const isPublished = release?.draft === false;
  const marked = release === undefined ? decidePrerelease(wanted).value : release.prerelease;
  const moves = marks && latest === "auto" && !isPublished && !marked && endsPublished({ ...wanted, release });
  const asked = marks && isPublished && (latest === "true" || latest === "false");
  const notes = can.releases === "made" && needsNotes(wanted, release);
  return {
    latestTag: moves || asked,
    stableTags: moves,
    releaseTags:
      latest === "false" && isPublished
        ? can.latest !== undefined
        : notes && can.notes !== undefined && wanted.previousTag === undefined,
    notes,
  };
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
function needsNotes({ generateNotes }: Pick<Wanted, "generateNotes">, release: Release | undefined): boolean {
  return generateNotes && (release === undefined || decodeLinked(decodeNotes(release.notes).text).text.trim() === "");
}

/** From where to where generated notes go. */
export function notesRange(wanted: Wanted, { tag, otherTags }: Pick<Seen, "tag" | "otherTags">): NotesRange {
  return {
    tag: wanted.tag,
    target: mayBeAbsent({ tag }) ? wanted.target : undefined,
    previousTag: wanted.previousTag ?? previousTag(wanted.tag, otherTags),
    config: wanted.notesConfig,
  };
}
