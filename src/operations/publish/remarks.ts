import type { Abilities } from "../../forges/forge";
import { TEMPORARY, temporaryName } from "../../model/names";
import { decodeLinked } from "../../model/linked";
import { decodeNotes, sameNotes } from "../../model/notes";
import type { FileStep, Seen } from "../../model/plan";
import type { Wanted } from "../../model/request";
import type { Release } from "../../model/release";
import { told, words } from "../../model/words";
import { cutOff, decideLatest, decidePrerelease, mayBeAbsent, mergeNotes, prereleaseOf } from "./fields";
import { endsPublished } from "./needs";
import { tagRemarks } from "./tag";

/** Decisions that were made for a new release by `auto`. */
export function why({ release }: Seen, wanted: Wanted, { prereleases }: Abilities): string[] {
  if (release !== undefined || wanted.prerelease !== "auto" || !prereleases) return [];
  const prerelease = decidePrerelease(wanted);
  return [`${prerelease.value ? "a prerelease" : "no prerelease"}: ${prerelease.why}`];
}

/** What people should know about the decisions that were made for them. */
export function remarks(seen: Seen, wanted: Wanted, can: Abilities, files: readonly FileStep[]): string[] {
  const { release } = seen;
  const publishes = endsPublished({ ...wanted, release });
  const latest = decideLatest(wanted, seen, can, prereleaseOf(wanted, release));
  const kept = files.flatMap((step) => (step.status === "kept" ? [step.asset.name] : []));
  const pushed = can.order.first === "draft" && can.order.push !== undefined && seen.tag === "absent";
  const unmarked = publishes && release?.draft !== false && latest.value === "false" && wanted.latest === "auto";
  return [
    ...told(
      release?.draft === true && !publishes && wanted.draft === undefined && staysDraft(release.id),
      !publishes &&
        pushed &&
        `The server publishes this draft, with the files that it has by then, when the tag ${wanted.tag} is pushed. To keep it a draft, push the tag first.`,
      release?.draft === false &&
        wanted.draft === true &&
        `The release ${release.tag} is published already and has these files: there was nothing to do for a draft.`,
      unmarked && `Not marked as latest: ${latest.why}.`,
      kept.length > 0 && `Kept as they are, though the files differ (overwrite_files is false): ${kept.join(", ")}.`,
    ),
    ...cutOff(seen, wanted, can),
    ...unannotated(seen, wanted, can),
    ...stranded(seen, files),
    ...tagRemarks(seen, wanted),
  ];
}

function staysDraft(id: Release["id"]): string {
  return `The release ${id} is a draft that was not left unfinished by this program: it stays a draft. Set draft: false to publish it.`;
}

/** New content that an interrupted run left under a temporary name, of a file that this run does not have. */
function stranded({ assets }: Seen, files: readonly FileStep[]): string[] {
  const own = new Set(files.map(({ match }) => temporaryName(match.file.storedName)));
  const left = assets.map(({ name }) => name).filter((name) => name.startsWith(TEMPORARY) && !own.has(name));
  return told(
    left.length > 0 &&
      `An interrupted run left ${left.join(", ")} on the release. A run that has that file again finishes the replacement.`,
  );
}

/** A draft that is there makes its tag when it is published, without a message where that needs a request before. */
function unannotated(seen: Seen, wanted: Wanted, can: Abilities): string[] {
  const misses = seen.release?.draft === true && endsPublished({ ...wanted, release: seen.release });
  if (!misses || wanted.target === undefined || wanted.tagMessage === undefined || !mayBeAbsent(seen)) return [];
  if (can.tagMessages?.by !== "tag") return [];
  return [
    `The tag ${wanted.tag} has no message: a server of this kind makes the tag of a draft without one. Push the tag first to have one (tag_message).`,
  ];
}

/** Why no notes were generated: a reason that may pass is a warning. */
export function withoutNotes({ generated }: Seen, passes: boolean): string[] {
  if (generated === undefined || !("missing" in generated) || generated.passes !== passes) return [];
  return [passes ? generated.missing : `Left out: ${generated.missing}.`];
}

/** What becomes of the notes, in a line. */
export function notesTold(
  { release, generated }: Pick<Seen, "release" | "generated">,
  wanted: Pick<Wanted, "notes" | "notesMode" | "generateNotes">,
): string {
  const { notes, generateNotes } = wanted;
  const given = notes === undefined || notes === "" ? undefined : words.count([...notes].length, "character");
  const written = generated !== undefined && "text" in generated ? generated : undefined;
  if (release === undefined || written !== undefined) {
    const since = written?.since === undefined ? "" : ` since ${written.since}`;
    const parts = [
      ...(given === undefined ? [] : [`given (${given})`]),
      ...(written === undefined ? [] : [`generated${since} (${words.count([...written.text].length, "character")})`]),
    ];
    return `notes: ${parts.length === 0 ? "none" : parts.join(", and behind them those ")}`;
  }
  const { text } = decodeLinked(decodeNotes(release.notes).text);
  const kept = generateNotes && text !== "" ? "kept (none are generated for a release that has some)" : "kept";
  if (notes === undefined) return `notes: ${text === "" ? "none" : kept}`;
  const merged = mergeNotes(wanted, release);
  if (sameNotes(merged, text)) {
    if (wanted.notesMode === "keep") return "notes: kept (body_mode: keep)";
    const adds = wanted.notesMode === "append" || wanted.notesMode === "prepend";
    return adds ? "notes: kept, they have the given ones already" : "notes: unchanged";
  }
  return `notes: given (${given ?? "none"})${text === "" ? "" : PLACES[wanted.notesMode]}`;
}

/** Where given notes come to stand beside present ones. */
const PLACES: Readonly<Record<Wanted["notesMode"], string>> = {
  replace: ", in the place of the present ones",
  append: ", behind the present ones",
  prepend: ", before the present ones",
  keep: "",
};
