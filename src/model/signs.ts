/** Marks that turn the direction of writing: what is read behind them is not what is there. */
const DIRECTION = "\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069";

/** Control characters, ends of lines of other systems, and marks of direction: nothing of that is text. */
const NO_TEXT = new RegExp(`[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029${DIRECTION}]`, "g");

// eslint-disable-next-line no-control-regex -- commands of terminals are what is taken out
const TERMINAL = /\x1b\[[0-?]*[ -/]*[@-~]/g;

/** A line without what no text has. */
export function plainLine(line: string): string {
  return line.replaceAll("\t", "  ").replace(TERMINAL, "").replace(NO_TEXT, "");
}

/** Whether a text is one plain line; a tab is no harm. */
export function isPlainLine(text: string): boolean {
  return text.replaceAll("\t", "").search(NO_TEXT) < 0;
}

/**
 * A line that is only text: plain, and without the two signs that runners take for a command at its start (`::`, for
 * BK-CI behind a quotation mark, too) or anywhere (`##[`).
 */
export function harmless(line: string): string {
  return plainLine(line)
    .replace(/^([\s"]*):(?=:)/, "$1: ")
    .replaceAll("##[", "## [");
}

/** JSON of one plain line: the same value, but nothing in it is a command for whoever reads it as text. */
export function plainJson(value: unknown): string {
  return JSON.stringify(value)
    .replace(NO_TEXT, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .replaceAll("##[", "##\\u005b");
}
