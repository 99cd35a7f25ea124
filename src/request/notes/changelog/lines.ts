/** How a changelog is written, as its file's name tells. `plain` is everything else: NEWS, Changes, readme.txt. */
export type Markup = "markdown" | "rst" | "asciidoc" | "org" | "plain";

const ENDINGS: readonly (readonly [RegExp, Markup])[] = [
  [/\.(md|mdx|mkd|mdown|markdown)$/i, "markdown"],
  [/\.rst$/i, "rst"],
  [/\.(adoc|asciidoc|asc)$/i, "asciidoc"],
  [/\.org$/i, "org"],
];

export function markupOf(path: string): Markup {
  return ENDINGS.find(([ending]) => ending.test(path))?.[1] ?? "plain";
}

/** A line of a changelog; `text` is empty where nothing in it can be a heading: in code, comments and front matter. */
export interface Line {
  readonly raw: string;
  readonly text: string;
  /** In a block of code: nothing of it is markup. */
  readonly isCode: boolean;
}

/** Longer ones are no headings; nothing is searched in them. */
const LONGEST = 1000;

/** The lines of a text, with what is code, comment or front matter left out of `text`. */
export function linesOf(content: string): Line[] {
  const raw = content.split(/\r\n|\r|\n/);
  const lines: Line[] = [];
  let comment = false;
  let at = endOfFrontMatter(raw);
  for (const line of raw.slice(0, at)) lines.push({ raw: line, text: "", isCode: false });
  while (at < raw.length) {
    const line = raw[at] ?? "";
    const end = comment ? at : endOfFence(raw, at);
    if (end > at) {
      for (const one of raw.slice(at, end)) lines.push({ raw: one, text: "", isCode: true });
      at = end;
      continue;
    }
    const read = withoutComments(line, comment);
    comment = read.open;
    lines.push({ raw: line, text: line.length > LONGEST ? "" : read.text, isCode: false });
    at += 1;
  }
  return lines;
}

/** `---` on the very first line opens what site generators read. */
function endOfFrontMatter(raw: readonly string[]): number {
  if (!/^\ufeff?---\s*$/.test(raw[0] ?? "")) return 0;
  const end = raw.findIndex((line, at) => at > 0 && /^(---|\.\.\.)\s*$/.test(line));
  return end > 0 && raw.slice(1, end).every((line) => /^(\s*$|\s|#|-\s|[\w-]+\s*:)/.test(line)) ? end + 1 : 0;
}

/** Line behind a fenced block of code that opens at a line; the same line where none does. */
function endOfFence(raw: readonly string[], at: number): number {
  const [, indent = "", mark = "", info = ""] = /^(\s*)(`{3,}|~{3,})(.*)$/.exec(raw[at]?.slice(0, LONGEST) ?? "") ?? [];
  if (mark === "" || (mark.startsWith("`") && info.includes("`"))) return at;
  const close = new RegExp(`^\\s*${mark.charAt(0)}{${mark.length},}\\s*$`);
  for (let end = at + 1; end < raw.length; end++) if (close.test(raw[end]?.slice(0, LONGEST) ?? "")) return end + 1;
  // Deeper in, it may be an example of a fence; else the rest of the file is code.
  return indent.length > 3 ? at : raw.length;
}

/** A line without HTML comments, which can go over many lines. What stands in a code span opens none. */
function withoutComments(line: string, isOpen: boolean): { readonly text: string; readonly open: boolean } {
  let [text, open, from] = ["", isOpen, 0];
  const spans = open || !line.includes("<!--") ? [] : [...line.matchAll(/`+[^`]*`+/g)];
  const isQuoted = (at: number): boolean =>
    spans.some(({ index, 0: { length } }) => at >= index && at < index + length);
  while (from < line.length) {
    const end = line.indexOf(open ? "-->" : "<!--", from);
    if (!open) text += line.slice(from, end < 0 ? undefined : isQuoted(end) ? end + 4 : end);
    if (end < 0) break;
    from = end + (open ? 3 : 4);
    if (open || !isQuoted(end)) open = !open;
  }
  return { text, open };
}
