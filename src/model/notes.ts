/**
 * Notes on a forge can carry more than the user's text: a hidden marker at their end says that a draft was made by
 * this program. Encoding and decoding are each other's inverse, so that a re-run sees the user's text unchanged.
 */
interface StoredNotes {
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

/** Notes from outside in which none of this program's hidden comments can stand: they would be read as its own. */
export function withoutMarkers(notes: string): string {
  return notes.replace(/<!--(\s{0,20})forge-release(?=\s)/gi, "<!--$1forge_release");
}

/** Parts of notes behind each other, without the empty ones. */
export function joinNotes(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("\n\n");
}

/** Whether two notes say the same: line ends and white space at the end are the server's business. */
export function sameNotes(a: string, b: string): boolean {
  return normal(a) === normal(b);
}

function normal(text: string): string {
  return unified(text).trimEnd();
}

/** Text without what servers change in it: kinds of line ends, marks of the order of bytes, two ways to write a letter. */
export function unified(text: string): string {
  return text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n")
    .replace(/[\0\ufeff]/g, "")
    .normalize("NFC");
}

/** Whether two titles say the same: they are one line, and white space at the ends and between words is the server's. */
export function sameTitle(a: string, b: string): boolean {
  return oneLine(a) === oneLine(b);
}

/** Bytes that servers keep of a title; of a longer one they keep the beginning, with an ellipsis at its end. */
const LONGEST_TITLE = 255;

/** Whether a stored title is what a server made of the wanted one. */
export function isTitleOf(stored: string, wanted: string): boolean {
  if (sameTitle(stored, wanted)) return true;
  const cut = stored.replace(/(…|\.\.\.)$/, "");
  return Buffer.byteLength(wanted) > LONGEST_TITLE && cut !== stored && wanted.startsWith(cut);
}

/** A title in one line. */
function oneLine(title: string): string {
  return unified(title).replace(/\s+/g, " ").trim();
}

const PLACEHOLDER = "<!-- forge-release placeholder -->";

/** Only where one line and the placeholder are all there is: text of others may bring a placeholder into real notes. */
const FILLED = new RegExp(`^[^\\r\\n]*\\r?\\n\\r?\\n${PLACEHOLDER}\\s*$`);

/** Notes for a forge that refuses empty ones: `placeholder` is what people see, and it is known again as nothing. */
export function fillNotes(notes: string, placeholder: string): string {
  return notes.trim() === "" ? `${placeholder}\n\n${PLACEHOLDER}` : notes;
}

/** The inverse of `fillNotes`. */
export function emptyNotes(stored: string): string {
  return FILLED.test(stored) ? "" : stored;
}

/** Notes with the title of the release, for a forge that keeps none. */
interface TitledNotes {
  /** `undefined` when the notes carry none of ours. */
  readonly title: string | undefined;
  readonly notes: string;
}

const TITLE = /^# ([^\r\n]*)(?:\r?\n){2}<!-- forge-release title -->(?:(?:\r?\n){2}|\s*$)/;

/** Puts a title before the notes as a heading, with a hidden marker behind it. */
export function encodeTitle({ title, notes }: TitledNotes): string {
  if (title === undefined) return notes;
  const heading = `# ${oneLine(title)}\n\n<!-- forge-release title -->`;
  return notes === "" ? heading : `${heading}\n\n${notes}`;
}

/** The inverse of `encodeTitle`: a heading of the user's own is never taken for a title. */
export function decodeTitle(stored: string): TitledNotes {
  const found = TITLE.exec(stored);
  return found === null
    ? { title: undefined, notes: stored }
    : { title: found[1], notes: stored.slice(found[0].length) };
}
