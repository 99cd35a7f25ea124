import type { Forge } from "../../forges/forge";
import { draftTitle } from "../../model/drafts";
import { type DraftMarker, decodeNotes, encodeNotes } from "../../model/notes";
import type { Step } from "../../model/plan";
import type { Release, ReleaseChange, ReleaseFields } from "../../model/release";
import type { Asked } from "./read-back";

/**
 * What the first request asked for. An unfinished draft says everything again when it is published, and a server may
 * publish it before its time; notes that were not given leave what a plain tag says.
 */
export function askedAtFirst(fields: ReleaseFields, marker: DraftMarker | undefined): Asked {
  const { notes, draft, ...others } = fields;
  if (marker?.ends === "published") return { tag: fields.tag };
  return { ...others, draft, ...(notes === "" ? {} : { notes }) };
}

/** What an unfinished draft is called until it is published. */
export function titleFor({ fields, marker }: Extract<Step, { do: "create" }>): string {
  return marker?.ends === "published" ? draftTitle({ ...fields, run: marker.run }) : fields.title;
}

/** Notes of a draft with its marker. Where both are too long together the marker stands alone: publishing sends the notes. */
export function draftNotes(text: string, marker: DraftMarker | undefined, forge: Forge): string {
  const notes = encodeNotes({ text, marker });
  return [...notes].length <= (forge.can().limits.notes ?? Infinity) ? notes : encodeNotes({ text: "", marker });
}

/** What an update sends: notes with the marker that the draft is to have. */
export function changed(
  { change, marker }: Extract<Step, { do: "update" }>,
  release: Release,
  forge: Forge,
): ReleaseChange {
  const stored = decodeNotes(release.notes);
  if (change.notes === undefined && marker?.ends === stored.marker?.ends && marker?.run === stored.marker?.run)
    return change;
  return { ...change, notes: draftNotes(change.notes ?? stored.text, release.draft ? marker : undefined, forge) };
}
