import type { Abilities } from "../../forges/forge";
import type { Generated, Seen } from "../../model/plan";
import { isOwnDraft, titleOf } from "../../model/drafts";
import { decodeLinked, encodeLinked } from "../../model/linked";
import { type DraftMarker, decodeNotes, isTitleOf, joinNotes, sameNotes, unified } from "../../model/notes";
import { putTogether } from "../../model/put-together";
import type { LatestMark, Release, ReleaseChange, ReleaseFields } from "../../model/release";
import type { Wanted } from "../../model/request";
import { isHigher, versionOf } from "../../model/version";
import { changedExtras, extras } from "./extras";

/** A value and why it is that, for the log. */
interface Decided<T> {
  readonly value: T;
  readonly why: string;
}

/** `prerelease: auto` looks at the version in the tag; only a release that this run creates is touched by it. */
export function decidePrerelease({ prerelease, tag }: Pick<Wanted, "prerelease" | "tag">): Decided<boolean> {
  if (prerelease !== "auto") return { value: prerelease, why: "as asked for" };
  const read = versionOf(tag);
  if (read === undefined) return { value: false, why: `${tag} does not end in a version` };
  const { version, suffix } = read;
  switch (suffix.kind) {
    case "prerelease":
      return { value: true, why: `${version} is a prerelease version by its “${suffix.word}”` };
    case "plain":
      return { value: false, why: `${version} is a stable version` };
    case "revision":
      return { value: false, why: `“${suffix.word}” in ${version} is not known as a word for prereleases` };
    default:
      return suffix.kind satisfies never;
  }
}

/** What the publishing request says about the "latest" mark. */
export function decideLatest(wanted: Wanted, seen: Seen, can: Abilities, prerelease: boolean): Decided<LatestMark> {
  if (can.latest === undefined) return { value: undefined, why: "" };
  if (wanted.latest !== "auto") return { value: wanted.latest, why: "as asked for" };
  const reason = prerelease ? undefined : latestStays(wanted.tag, seen);
  return reason === undefined ? { value: undefined, why: "" } : { value: "false", why: reason };
}

/** Why another release stays the latest one, in words. What cannot be compared never does. */
function latestStays(tag: string, { latestTag, stableTags }: Seen): string | undefined {
  if (latestTag !== undefined && latestTag !== tag) {
    if (isHigher(latestTag, tag)) return `${latestTag} stays the latest release, it is a higher version`;
    if (versionOf(tag) === undefined && versionOf(latestTag) !== undefined)
      return `${latestTag} stays the latest release, for ${tag} is no version`;
  }
  const above = stableTags.filter((other) => isHigher(other, tag));
  // A release may be named as a prerelease and not be marked as one: another one is the better reason.
  const higher = above.find((other) => versionOf(other)?.prerelease !== true) ?? above[0];
  return higher === undefined ? undefined : `${higher} is a higher version`;
}

/** A tag that is not there, or of which the server cannot tell: then the target is sent, and ignored if it is. */
export function mayBeAbsent({ tag }: Pick<Seen, "tag">): boolean {
  return tag === "absent" || tag === "unknown";
}

/** Whether it is a prerelease in the end: as asked for, else as it is, else by the version in its tag. */
export function prereleaseOf(wanted: Pick<Wanted, "prerelease" | "tag">, release: Release | undefined): boolean {
  return wanted.prerelease === "auto" && release !== undefined ? release.prerelease : decidePrerelease(wanted).value;
}

/** Everything that a request says which makes a release, or publishes a draft that is there; its notes without any marker. */
export function allFields(wanted: Wanted, seen: Seen, can: Abilities): ReleaseFields {
  const { release } = seen;
  const prerelease = can.prereleases ? prereleaseOf(wanted, release) : release?.prerelease === true;
  const present = release === undefined ? "" : titleOf(release, wanted.tag);
  return {
    tag: wanted.tag,
    target: mayBeAbsent(seen) ? (wanted.target ?? release?.target) : undefined,
    title: wanted.title ?? (present || wanted.tag),
    notes: withGenerated(mergeNotes(wanted, release), seen, can),
    draft: false,
    prerelease,
    latest: decideLatest(wanted, seen, can, prerelease).value,
    ...extras(wanted, can),
  };
}

/** What an update changes; an empty object when the release says everything already. */
export function changedFields(wanted: Wanted, seen: Seen, release: Release, can: Abilities): ReleaseChange {
  const notes = withGenerated(mergeNotes(wanted, release), seen, can);
  const latest = changedLatest(wanted, seen, release, can);
  const title = wanted.title ?? titleOf(release, wanted.tag);
  const isTag = can.releases === "tags";
  const links =
    can.discussions && !release.draft && wanted.discussionCategory !== undefined && release.discussionUrl === undefined;
  return {
    ...(isTag || isTitleOf(release.title, title) ? {} : { title }),
    ...(isTag || sameNotes(notes, decodeNotes(release.notes).text) ? {} : { notes }),
    ...(wanted.prerelease === "auto" || wanted.prerelease === release.prerelease || !can.prereleases
      ? {}
      : { prerelease: wanted.prerelease }),
    ...(latest === undefined ? {} : { latest }),
    ...(links ? { discussionCategory: wanted.discussionCategory } : {}),
    ...(wanted.milestones === undefined || !can.milestones || sameSet(wanted.milestones, release.milestones)
      ? {}
      : { milestones: wanted.milestones }),
    ...changedExtras(wanted, seen, release, can),
  };
}

export function sameSet(a: readonly string[], b: readonly string[]): boolean {
  const [left, right] = [new Set(a), new Set(b)];
  return left.size === right.size && [...left].every((one) => right.has(one));
}

/** The mark of a published release moves only when that was asked for and it is not so already. */
function changedLatest(wanted: Wanted, seen: Seen, release: Release, can: Abilities): LatestMark {
  const prerelease = prereleaseOf(wanted, release);
  if (can.latest === undefined || release.draft) return undefined;
  // No forge marks a prerelease: asking again and again would never be heard.
  if (wanted.latest === "true" && !prerelease && seen.latestTag !== wanted.tag) return "true";
  // The only release stays the latest whatever is asked for.
  const others = seen.otherTags.some((tag) => tag !== wanted.tag && versionOf(tag)?.prerelease !== true);
  return wanted.latest === "false" && others && seen.latestTag === wanted.tag ? "false" : undefined;
}

/** The notes that a release should have, without any marker. */
export function mergeNotes(
  { notes, notesMode, generateNotes }: Pick<Wanted, "notes" | "notesMode" | "generateNotes">,
  release: Release | undefined,
): string {
  if (release === undefined) return notes ?? "";
  const { text: whole, marker } = decodeNotes(release.notes);
  const { text } = decodeLinked(whole);
  if (notes === undefined) return text;
  switch (notesMode) {
    case "replace":
      // Generated notes stand behind the given ones: those are not lost on a re-run.
      return generateNotes && text !== "" && startsWith(text, notes) ? text : notes;
    case "append":
      return includes(text, notes) ? text : joinNotes(text, notes);
    case "prepend":
      return includes(text, notes) ? text : joinNotes(notes, text);
    case "keep":
      // A draft of an earlier run of this program is this run's own to finish.
      return marker === undefined || text !== "" ? text : notes;
    default:
      return notesMode satisfies never;
  }
}

/** Whether a text is `start`, or goes on behind it on a line of its own. */
function startsWith(text: string, start: string): boolean {
  const begin = unified(start).trimEnd();
  return begin === "" || `${unified(text)}\n`.startsWith(`${begin}\n`);
}

function includes(text: string, part: string): boolean {
  return unified(text).includes(unified(part).trim());
}

/** Notes with the generated ones behind them, cut to what the forge takes. */
function withGenerated(notes: string, { generated, linked = [] }: SeenNotes, can: Abilities): string {
  const all = joined(notes, generated);
  const most = roomFor(linked, can);
  const text =
    generated === undefined || [...all].length <= most ? all : `${[...all].slice(0, Math.max(most - 1, 0)).join("")}…`;
  return encodeLinked({ text, files: linked });
}

type SeenNotes = Pick<Seen, "generated" | "linked">;

/** Characters for people's own notes, beside the list of linked files. */
function roomFor(linked: NonNullable<Seen["linked"]>, can: Abilities): number {
  const most = can.limits.notes ?? Infinity;
  return linked.length === 0 ? most : most - [...encodeLinked({ text: "", files: linked })].length - 2;
}

/** Notes that are too long only with the list of linked files: what is given is not cut for it. */
export function noRoom({ release, generated, linked = [] }: Seen, wanted: Wanted, can: Abilities): string[] {
  const [room, length] = [roomFor(linked, can), [...mergeNotes(wanted, release)].length];
  if (linked.length === 0 || (length <= room && room >= 0) || (generated !== undefined && room > 1)) return [];
  return [
    `The notes have ${length} characters, and with the links to files that are too large the forge has room for ${Math.max(room, 0)}. Shorten them, or attach them as a file.`,
  ];
}

function joined(notes: string, generated: Generated | undefined): string {
  const text = generated !== undefined && "text" in generated ? generated.text : "";
  return putTogether(notes, text);
}

/** How much of the notes is cut off, in a line. */
export function cutOff({ release, generated, linked = [] }: Seen, wanted: Wanted, can: Abilities): string[] {
  const most = roomFor(linked, can);
  const { length } = [...joined(mergeNotes(wanted, release), generated)];
  if (generated === undefined || length <= most) return [];
  return [`The notes have ${length} characters and the forge accepts ${most}: ${length - most} were cut off.`];
}

/** Marker of a draft that this program leaves behind for a later run, or for good. */
export function markerOf(run: string, wanted: Wanted): DraftMarker {
  return { run, ends: wanted.draft === true ? "draft" : "published" };
}

/** The marker that the release is to have: what is public has none, also where the server published it by itself. */
export function markerNow(release: Release, wanted: Wanted): DraftMarker | undefined {
  if (!isOwnDraft(release, wanted.tag)) return undefined;
  const { marker } = decodeNotes(release.notes);
  return wanted.draft === true && marker?.ends === "published" ? markerOf(marker.run, wanted) : marker;
}
