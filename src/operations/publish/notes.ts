import { decodeNotes, sameNotes } from "../../model/notes";
import type { Seen } from "../../model/plan";
import type { Wanted } from "../../model/request";
import { words } from "../../model/words";
import { mergeNotes } from "./fields";

/** What becomes of the notes, in a line. Pure. */
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
