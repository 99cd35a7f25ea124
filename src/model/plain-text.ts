/** Marks that turn the direction of writing: what is read behind them is not what is there. */
const DIRECTION = "\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069";

/** Control characters, ends of lines of other systems, and marks of direction: nothing of that is text. */
const NO_TEXT = new RegExp(`[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029${DIRECTION}]`, "g");

// eslint-disable-next-line no-control-regex -- commands of terminals are what is taken out
const TERMINAL = /\x1b\[[0-?]*[ -/]*[@-~]/g;

/** A line without what no text has. */
function plainLine(line: string): string {
  return line.replaceAll("\t", "  ").replace(TERMINAL, "").replace(NO_TEXT, "");
}

/** Whether a text is one plain line; a tab is no harm. */
export function isPlainLine(text: string): boolean {
  return text.replaceAll("\t", "").search(NO_TEXT) < 0;
}

/**
 * A line that is only text: plain, and without what runners take for a command at its start (`::`, for BK-CI behind a
 * quotation mark, too) or anywhere (`##[`).
 */
export function harmless(line: string): string {
  return plainLine(line)
    .replace(/^([\s"]*):(?=:)/, "$1: ")
    .replaceAll("##[", "## [");
}

/** JSON of one plain line: the same value, but nothing in it is a command for whoever reads it as text. */
export function plainJson(value: unknown): string {
  return JSON.stringify(value)
    .replace(NO_TEXT, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .replaceAll("##[", "##\\u005b");
}

/** An invisible character that breaks what a page would turn into a link. */
const INVISIBLE = "&#8203;";

/**
 * Text from outside, so that it stays text: no Markdown, no HTML, one line, and nothing of which a page makes a link
 * without being asked: addresses, `www.`, mail, mentions, numbers of issues, commits.
 */
export function plainText(outside: string): string {
  return (
    outside
      .replace(/[\r\n]+/g, " ")
      // eslint-disable-next-line no-control-regex -- control characters are what is taken out
      .replace(/[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, "")
      .replace(/www\.|:(?=\/\/)|@|#(?=\d)|(?<=\bGH)-(?=\d)|!(?=\d)/gi, "$&\u0000")
      .replace(/(?<![\w.])(?=\w*[a-f])[0-9a-f]{4}(?=[0-9a-f]{3,60}(?!\w))/gi, "$&\u0000")
      .replace(/(?<=www)\.|[&<>@#:]/gi, (character) => `&#${character.charCodeAt(0)};`)
      .replace(/[\\`*_[\]|~$]/g, "\\$&")
      .replaceAll("\u0000", INVISIBLE)
  );
}

/** A link, where the address is one of the web. */
export function link(name: string, url: string): string {
  if (!/^https?:\/\//i.test(url)) return plainText(name);
  // eslint-disable-next-line no-control-regex -- control characters are what is taken out
  const safe = url.replace(/[<>\s\\|\x00-\x1f\x7f-\x9f]/g, (character) => encodeURIComponent(character));
  return `[${plainText(name)}](<${safe}>)`;
}
