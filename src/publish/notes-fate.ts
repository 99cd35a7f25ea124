import { decodeNotes, sameNotes } from "../model/notes";
import type { Release } from "../model/release";
import type { Wanted } from "../model/request";
import { words } from "../model/words";
import { mergeNotes } from "./fields";
import { needsNotes } from "./plan";

/** What becomes of the notes, in a line; what is generated is told when it is. Pure. */
export function notesFate(
  release: Release | undefined,
  wanted: Pick<Wanted, "notes" | "notesMode" | "generateNotes">,
): string {
  const { notes, generateNotes } = wanted;
  const generates = needsNotes(wanted, release);
  const given = notes === undefined || notes === "" ? undefined : words.count([...notes].length, "character");
  if (release === undefined || generates) {
    const parts = [...(given === undefined ? [] : [`given (${given})`]), ...(generates ? ["to be generated"] : [])];
    return `notes: ${parts.length === 0 ? "none" : parts.join(", and behind them those ")}`;
  }
  const text = decodeNotes(release.notes).text;
  const kept = generateNotes && text !== "" ? "kept (none are generated for a release that has some)" : "kept";
  if (notes === undefined) return `notes: ${text === "" ? "none" : kept}`;
  const merged = mergeNotes(wanted, release);
  if (sameNotes(merged, text)) {
    if (wanted.notesMode === "keep") return "notes: kept (body_mode: keep)";
    return wanted.notesMode === "append" ? "notes: kept, they have the given ones already" : "notes: unchanged";
  }
  return wanted.notesMode === "append" && text !== ""
    ? `notes: given (${given ?? "none"}), behind the present ones`
    : `notes: given (${given ?? "none"})${text === "" ? "" : ", in the place of the present ones"}`;
}
