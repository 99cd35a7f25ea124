import { expand } from "brace-expansion";

/** What one piece of the `files` input asks for. */
export interface Reading {
  /** Takes away from everything above it. */
  readonly negated: boolean;
  /** A path or a pattern, as written. */
  readonly path: string;
  /** Right side of `path => name`; undefined when the piece renames nothing. */
  readonly name: string | undefined;
  /** Everything after the first `#` that belongs to no path; empty when there is none. */
  readonly label: string;
}

/** A pattern taken apart at its folders. */
export interface Parts {
  /** Folder to start from: absolute, or relative to the base; empty for the base itself. */
  readonly start: string;
  /** What follows, from the first segment with glob characters on; empty for a plain path. */
  readonly rest: readonly string[];
  /** Written with a slash at its end, so no file can be meant. */
  readonly foldersOnly: boolean;
}

/** More alternatives than anyone writes by hand; beyond it a pattern is refused instead of being cut short. */
const MOST_ALTERNATIVES = 10_000;

/** Length of the escaped character, `[class]` or balanced `{group}` that starts `text`; 0 when none does. */
function groupLength(text: string, windows: boolean): number {
  if (!windows && text.startsWith("\\")) return Math.min(2, text.length);
  if (text.startsWith("[")) return /^\[[!^]?\]?[^\]/]*\]/.exec(text)?.[0].length ?? 0;
  if (!text.startsWith("{")) return 0;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === "\\" && !windows) at += 1;
    else if (char === "{") depth += 1;
    else if (char === "}" && (depth -= 1) === 0) return at + 1;
  }
  return 0;
}

/** Positions in `text` that lie outside braces and brackets and are not escaped. */
function openPositions(text: string, windows: boolean): number[] {
  const open: number[] = [];
  for (let at = 0; at < text.length;) {
    const length = groupLength(text.slice(at), windows);
    if (length === 0) open.push(at);
    at += Math.max(1, length);
  }
  return open;
}

/** Splits a line at its commas, except those inside braces or brackets; pieces are trimmed, empty ones dropped. */
export function splitCommas(line: string, windows: boolean): string[] {
  const cuts = openPositions(line, windows).filter((at) => line.charAt(at) === ",");
  return [...cuts, line.length]
    .map((end, index) => line.slice(index === 0 ? 0 : (cuts[index - 1] ?? 0) + 1, end).trim())
    .filter((piece) => piece !== "");
}

function readingCutAt(piece: string, at: number): Reading {
  const path = piece.slice(0, at).trim();
  if (piece.charAt(at) === "#") return { negated: false, path, name: undefined, label: piece.slice(at + 1).trim() };
  const after = piece.slice(at + 2);
  const hash = after.includes("#") ? after.indexOf("#") : after.length;
  return { negated: false, path, name: after.slice(0, hash).trim(), label: after.slice(hash + 1).trim() };
}

/**
 * The ways to read one piece. `plain` cuts at the first `#` or `=>` outside braces and brackets. `ifThere` holds every
 * other cut as well, shortest path first: one whose path is an existing file is what was meant (`a#1.txt#label`).
 */
export function readings(piece: string, windows: boolean): { plain: Reading; ifThere: readonly Reading[] } {
  if (piece.startsWith("!")) {
    const taken: Reading = { negated: true, path: piece.slice(1).trim(), name: undefined, label: "" };
    return { plain: taken, ifThere: [taken] };
  }
  const cuts = [...piece.matchAll(/#|=>/g)].map((match) => match.index);
  const open = new Set(openPositions(piece, windows));
  const first = cuts.find((at) => open.has(at));
  const whole: Reading = { negated: false, path: piece.trim(), name: undefined, label: "" };
  return {
    plain: first === undefined ? whole : readingCutAt(piece, first),
    ifThere: cuts.map((at) => readingCutAt(piece, at)),
  };
}

/**
 * Every pattern that `{a,b}` and `{1..3}` stand for, with `/` between folders; the pattern itself when it has none.
 * @throws RangeError for more than 10,000 of them.
 */
export function expandBraces(pattern: string, windows: boolean): string[] {
  const slashed = windows ? pattern.replaceAll("\\", "/") : pattern;
  const all = expand(slashed, { max: MOST_ALTERNATIVES + 1 });
  if (all.length > MOST_ALTERNATIVES) {
    throw new RangeError(`its braces stand for more than ${MOST_ALTERNATIVES} patterns`);
  }
  return [...new Set(all)];
}

/** Whether a path segment needs a glob: `*`, `?`, `[…]`, or outside Windows an escape. */
export function isMagic(segment: string, windows: boolean): boolean {
  return /[*?]|\[.+\]/.test(segment) || (!windows && segment.includes("\\"));
}

/** Takes a pattern (braces expanded, `/` between folders) apart at the first segment that needs a glob. */
export function takeApart(pattern: string, windows: boolean): Parts {
  const root = (windows ? /^(?:[A-Za-z]:\/|\/\/[^/]+\/[^/]+\/?|\/)/ : /^\//).exec(pattern)?.[0] ?? "";
  const segments = pattern
    .slice(root.length)
    .split("/")
    .filter((segment) => segment !== "" && segment !== ".");
  const magic = segments.findIndex((segment) => isMagic(segment, windows));
  const literals = magic < 0 ? segments : segments.slice(0, magic);
  return {
    start: root + literals.join("/"),
    rest: magic < 0 ? [] : segments.slice(magic),
    foldersOnly: /(?:^|\/)\.?$/.test(pattern),
  };
}

/**
 * A path as a pattern for @actions/glob that matches this path and nothing else but, where the path holds a line break,
 * its look-alikes: glob reads one pattern a line and trims it, so a break becomes `?`.
 */
export function escapeGlob(path: string, windows: boolean): string {
  return (windows ? path : path.replaceAll("\\", "\\\\"))
    .replace(/[[*?]/g, "[$&]")
    .replaceAll("\n", "?")
    .replace(/\s$/, "[$&]");
}

/** How many of these path segments are hidden: start with a dot and are neither `.` nor `..`. */
export function countHidden(segments: readonly string[]): number {
  return segments.filter((segment) => /^\.(?!\.?$)/.test(segment)).length;
}
