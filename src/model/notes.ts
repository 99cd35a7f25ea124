/**
 * Notes on a forge can carry more than the user's text: a hidden marker at their end says that a draft was made by
 * this program. Encoding and decoding are each other's inverse, so that a re-run sees the user's text unchanged.
 */
export interface StoredNotes {
  readonly text: string;
  readonly marker: DraftMarker | undefined;
}

/** Says who made a draft and what is to become of it. */
export interface DraftMarker {
  /** Random word of the run that made the draft. */
  readonly run: string;
  /** `published`: an unfinished release, to be published by whichever run finishes it. `draft`: it stays one. */
  readonly ends: "published" | "draft";
}

// Two whole line ends of one kind: a `\r` at the end of the text belongs to the text.
const MARKER = /(?:^|\n\n|\r\n\r\n)<!-- forge-release draft run=([0-9a-z]+) ends=(published|draft) -->\s*$/;

/** Notes as they are stored on a draft of this program. */
export function encodeNotes({ text, marker }: StoredNotes): string {
  if (marker === undefined) return text;
  const comment = `<!-- forge-release draft run=${marker.run} ends=${marker.ends} -->`;
  return text === "" ? comment : `${text}\n\n${comment}`;
}

/** The user's text in stored notes, and the marker if there is one. Only the very end is looked at. */
export function decodeNotes(stored: string): StoredNotes {
  const found = MARKER.exec(stored);
  if (found === null) return { text: stored, marker: undefined };
  const [, run = "", ends] = found;
  return { text: stored.slice(0, found.index), marker: { run, ends: ends === "draft" ? "draft" : "published" } };
}

/** Whether two notes say the same: line ends and white space at the end are the server's business. */
export function sameNotes(a: string, b: string): boolean {
  return normal(a) === normal(b);
}

function normal(text: string): string {
  return text.replace(/\r\n?/g, "\n").trimEnd();
}
