import { link } from "./plain-text";

/** A file that a server is too small for, and where it is instead. */
export interface LinkedFile {
  /** As people read it: Markdown of one line. */
  readonly text: string;
  /** How long it is, for people; empty where that is not told. */
  readonly size: string;
}

/** Notes, and the files that they link to because the server does not take them. */
interface LinkingNotes {
  readonly text: string;
  readonly files: readonly LinkedFile[];
}

const BEGIN = "<!-- forge-release linked files -->";
const END = "<!-- forge-release end of linked files -->";

/** What stands above the list. */
const HEADING = "Not taken by this server, so kept elsewhere:";

/** A file as it stands in the list. */
export function linkedFile(file: { readonly name: string; readonly url: string; readonly size: string }): LinkedFile {
  return { text: link(file.name, file.url), size: file.size };
}

/** Whether two entries are of one file: what its name says, whatever its address. */
export function isOfFile({ text }: LinkedFile, name: string): boolean {
  const any = link(name, "https://x").replace(/\(<[^>]*>\)$/, "(<");
  return text.startsWith(any);
}

/** The address that an entry leads to. */
export function addressOf({ text }: LinkedFile): string {
  return /\(<([^<>]*)>\)$/.exec(text)?.[1] ?? "";
}

/** An address as the notes have it. */
export function inNotes(url: string): string {
  return addressOf(linkedFile({ name: "", url, size: "" }));
}

/** Notes with the list of linked files at their end, between two hidden comments; the inverse of `decodeLinked`. */
export function encodeLinked({ text, files }: LinkingNotes): string {
  if (files.length === 0) return text;
  const lines = files.map((file) => `- ${file.text}${file.size === "" ? "" : ` (${file.size})`}`);
  const list = [BEGIN, HEADING, "", ...lines, "", END].join("\n");
  return text === "" ? list : `${text}\n\n${list}`;
}

/**
 * The user's text in notes, and what the list in it says. People may have written behind the list: that is their text,
 * too. Half a list is text.
 */
export function decodeLinked(notes: string): LinkingNotes {
  const end = notes.lastIndexOf(END);
  const begin = end < 0 ? -1 : notes.lastIndexOf(BEGIN, end);
  if (begin < 0) return { text: notes, files: [] };
  const before = notes.slice(0, begin).replace(/(?:\r?\n){1,2}$/, "");
  const behind = notes.slice(end + END.length);
  const rest = behind.trim() === "" ? "" : before === "" ? behind.replace(/^[\r\n]+/, "") : behind;
  const lines = notes.slice(begin, end).split(/\r?\n/);
  const files = lines.flatMap((line): LinkedFile[] => {
    const [, text, size = ""] = /^- (\[.*\]\(<[^<>]*>\))(?: \(([^()]*)\))?\s*$/.exec(line) ?? [];
    return text === undefined ? [] : [{ text, size }];
  });
  return { text: before + rest, files };
}
