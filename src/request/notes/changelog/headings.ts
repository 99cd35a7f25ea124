import { type Line, type Markup, linesOf } from "./lines";
import { type Said, readHeading } from "./said";

/** A heading of a changelog. */
export interface Heading {
  /** Index of its first line, and of the first one behind it. */
  readonly line: number;
  readonly after: number;
  /** 1 is the highest. */
  readonly level: number;
  /** `marked` by the markup; a `plain` line is one only by what it says. */
  readonly kind: "marked" | "plain";
  readonly said: Said;
}

/** A changelog as far as it is read. */
export interface Changelog {
  readonly lines: readonly Line[];
  /** In order. */
  readonly headings: readonly Heading[];
}

type Found = Omit<Heading, "line" | "said"> & { readonly text: string; readonly over?: true };

/** What a way to write headings looks at. */
interface At {
  readonly lines: readonly Line[];
  readonly at: number;
  readonly markup: Markup;
  /** Underlines in the order in which they were met first: that is their level, but in Markdown. */
  readonly underlines: string[];
  /** A plugin's readme.txt for WordPress, whose `= 1.0 =` stands below `== Changelog ==`. */
  readonly isReadme: boolean;
}

export function headingsIn(content: string, markup: Markup): Changelog {
  const lines = linesOf(content);
  const headings: Heading[] = [];
  const isReadme = lines.some(({ text }) => /^==\s*change ?log\s*==/i.test(text));
  const underlines: string[] = [];
  for (let at = 0; at < lines.length; at++) {
    const found = headingAt({ lines, at, markup, underlines, isReadme });
    if (found === undefined) continue;
    const said = readHeading(found.text);
    // A line that is no heading by its markup has to be nothing but a version's.
    if (found.kind === "plain" && !said.isOnlyVersion) continue;
    headings.push({
      line: found.over === true ? at - 1 : at,
      after: found.after,
      level: found.level,
      kind: found.kind,
      said,
    });
    at = found.after - 1;
  }
  return { lines, headings };
}

function headingAt(at: At): Found | undefined {
  if (textAt(at).trim() === "") return undefined;
  return hashes(at) ?? underlined(at) ?? equals(at) ?? elements(at) ?? stars(at) ?? lineAlone(at);
}

const textAt = ({ lines, at }: Pick<At, "lines" | "at">): string => lines[at]?.text ?? "";

/** `## 1.2.0`, closed or not; without the blank, as people write it, only two and more: `#12` is an issue. */
function hashes(at: At): Found | undefined {
  if (at.markup === "rst" || at.markup === "org") return undefined;
  const [, marks = "", text = ""] = /^ {0,3}(#{1,6}(?=[ \t])|#{2,6}(?=[\w[]))(.*)$/.exec(textAt(at)) ?? [];
  if (marks === "") return undefined;
  return { after: at.at + 1, level: marks.length, kind: "marked", text: text.replace(/[ \t]+#+[ \t]*$/, "") };
}

const UNDERLINE = /^([=\-~^"'*+#<>:._`])\1+\s*$/;

/** A line above a line of one sign; in other markups than Markdown there may be the same line over it. */
function underlined(at: At): Found | undefined {
  const { lines, markup, underlines } = at;
  const isMarkdown = markup === "markdown";
  const text = textAt(at);
  const below = textAt({ lines, at: at.at + 1 });
  const [under, sign = ""] = UNDERLINE.exec(below) ?? [];
  if (under === undefined || UNDERLINE.test(text) || (isMarkdown ? !/[=-]/.test(sign) : under.trim().length < 3))
    return undefined;
  if (/^\s{4,}|^ *([-*+>|]|\d+[.)]) /.test(text)) return undefined;
  const before = textAt({ lines, at: at.at - 1 });
  const over = !isMarkdown && UNDERLINE.test(before) && before.trim() === under.trim();
  if (!over && before.trim() !== "" && !/^\s*(<a\b.*>|\[[^\]]+\]:.*|#{1,6}\s.*|.*-->)\s*$/.test(before))
    return undefined;
  const style = over ? `over${sign}` : sign;
  if (!underlines.includes(style)) underlines.push(style);
  const level = isMarkdown ? (sign === "=" ? 1 : 2) : underlines.indexOf(style) + 1;
  const found = { after: at.at + 2, level, kind: "marked", text } as const;
  return over ? { ...found, over } : found;
}

/** `== 1.2.0` of AsciiDoc, `= 1.2.0 =` of wikis. */
function equals({ lines, at, markup, isReadme }: At): Found | undefined {
  if (markup !== "asciidoc" && markup !== "plain") return undefined;
  const [, marks = "", text = "", close] = /^(={1,6})\s*([^=\s].*?)\s*(={1,6})?\s*$/.exec(textAt({ lines, at })) ?? [];
  if (marks === "" || (markup === "plain" && close !== marks)) return undefined;
  return { after: at + 1, level: isReadme ? 7 - marks.length : marks.length, kind: "marked", text };
}

/** `<h2>1.2.0</h2>` in Markdown, and `h2. 1.2.0` of Textile. */
function elements(at: At): Found | undefined {
  if (at.markup === "rst" || at.markup === "org") return undefined;
  const text = textAt(at);
  const [, level, inner = ""] =
    /^\s{0,3}<h([1-6])\b[^>]*>(.*?)<\/h\1>/i.exec(text) ?? /^h([1-6])\. +(.*)$/.exec(text) ?? [];
  return level === undefined ? undefined : { after: at.at + 1, level: Number(level), kind: "marked", text: inner };
}

/** `* 1.2.0` of Org, and `* Noteworthy changes in release 1.2.0` of GNU's NEWS, where other stars are lists. */
function stars(at: At): Found | undefined {
  if (at.markup !== "org" && at.markup !== "plain") return undefined;
  const [, marks = "", text = ""] = /^(\*{1,6}) +(.*)$/.exec(textAt(at)) ?? [];
  if (marks === "") return undefined;
  const spec = /^(?:mon|tue|wed|thu|fri|sat|sun) .* ([0-9][\w.~+:-]*)$/i.exec(text);
  if (spec !== null && at.markup === "plain")
    return { after: at.at + 1, level: 1, kind: "plain", text: upstream(spec[1]) };
  return { after: at.at + 1, level: marks.length, kind: at.markup === "org" ? "marked" : "plain", text };
}

/** A version of a distribution's package without its epoch and revision. */
function upstream(version = ""): string {
  return version.replace(/^\d+:/, "").replace(/-[^-]*$/, "");
}

/** A line that says nothing but a version, at the very left or in bold letters; and the first line of a Debian entry. */
function lineAlone(at: At): Found | undefined {
  const text = textAt(at);
  const found = { after: at.at + 1, level: 1, kind: "plain" } as const;
  const debian = /^[a-z0-9][a-z0-9+.-]* \(([0-9][^()\s]*)\) ([^;]*);/.exec(text);
  if (debian !== null)
    return { ...found, text: `${upstream(debian[1])}${/unreleased/i.test(debian[2] ?? "") ? " unreleased" : ""}` };
  const bold = /^(\*\*|__)(.+?)\1(.*)$/.exec(text);
  if (bold !== null) return { ...found, text: `${bold[2] ?? ""} ${bold[3] ?? ""}` };
  return /^[^\s\-*+>|#]/.test(text) && text.length <= 120 ? { ...found, text: text.replace(/:\s*$/, "") } : undefined;
}
