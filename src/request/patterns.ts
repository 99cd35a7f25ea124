import { braceTexts } from "./file-braces";
import { classLength, plainName } from "./file-match";

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
  /** A blank stands before that `#`, as before a comment. */
  readonly spaced: boolean;
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

/** A path cannot be longer on any system; more braces or labels than that are no list that people wrote. */
export const LONGEST_PATTERN = 8192;

/** Where each balanced `{group}` ends, by where it begins. */
function groupEnds(text: string, windows: boolean): Map<number, number> {
  const ends = new Map<number, number>();
  const open: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === "\\" && !windows) at += 1;
    else if (char === "{") open.push(at);
    else if (char === "}") {
      const start = open.pop();
      if (start !== undefined) ends.set(start, at + 1);
    }
  }
  return ends;
}

/** Positions in `text` that lie outside braces and brackets and are not escaped. */
function openPositions(text: string, windows: boolean): number[] {
  const open: number[] = [];
  const ends = groupEnds(text, windows);
  const lastClose = text.lastIndexOf("]");
  let noClassBefore = 0;
  for (let at = 0; at < text.length;) {
    const char = text.charAt(at);
    let length = 0;
    if (char === "\\" && !windows) length = Math.min(2, text.length - at);
    else if (char === "{") length = (ends.get(at) ?? at) - at;
    else if (char === "[" && at < lastClose && at >= noClassBefore) {
      // No class holds a slash or is longer than a path. Where one does not end, the next one does not end earlier.
      const slash = text.indexOf("/", at);
      const end = Math.min(slash < 0 ? text.length : slash, at + LONGEST_PATTERN);
      length = classLength(text.slice(at, end), windows);
      if (length === 0) noClassBefore = end;
    }
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
  const before = piece.slice(0, at);
  const path = before.trim();
  if (piece.charAt(at) === "#") {
    const label = piece.slice(at + 1).trim();
    return { negated: false, path, name: undefined, label, spaced: /\s$/.test(before) };
  }
  const after = piece.slice(at + 2);
  const hash = after.includes("#") ? after.indexOf("#") : after.length;
  const name = after.slice(0, hash);
  const spaced = hash < after.length && /\s$/.test(name) && name.trim() !== "";
  return { negated: false, path, name: name.trim(), label: after.slice(hash + 1).trim(), spaced };
}

/** More cuts than a path with a label has. */
const MOST_CUTS = 100;

/**
 * The ways to read one piece. `plain` cuts at the first `#` or `=>` outside braces and brackets. `ifThere` holds every
 * other cut as well, shortest path first: one whose path is an existing file is what was meant (`a#1.txt#label`).
 */
export function readings(piece: string, windows: boolean): { plain: Reading; ifThere: readonly Reading[] } {
  if (piece.startsWith("!")) {
    const path = piece.slice(1).trim();
    const taken: Reading = { negated: true, path, name: undefined, label: "", spaced: false };
    return { plain: taken, ifThere: [taken] };
  }
  const cuts = [...piece.matchAll(/#|=>/g)].map((match) => match.index);
  const open = new Set(openPositions(piece, windows));
  const first = cuts.find((at) => open.has(at));
  const whole: Reading = { negated: false, path: piece.trim(), name: undefined, label: "", spaced: false };
  return {
    plain: first === undefined ? whole : readingCutAt(piece, first),
    ifThere: cuts.slice(0, MOST_CUTS).map((at) => readingCutAt(piece, at)),
  };
}

/**
 * Every pattern that `{a,b}` and `{1..3}` stand for, with `/` between folders; the pattern itself when it has none.
 * @throws RangeError for more than 10,000 of them.
 */
export function expandBraces(pattern: string, windows: boolean): string[] {
  return braceTexts(windows ? pattern.replaceAll("\\", "/") : pattern, windows);
}

/** Whether a path segment stands for more than one name: `*`, `?`, `[…]`. */
export function isMagic(segment: string, windows: boolean): boolean {
  const bare = windows ? segment : segment.replace(/\\./gsu, "");
  const bracket = bare.indexOf("[");
  return /[*?]/.test(bare) || (bracket >= 0 && bare.lastIndexOf("]") > bracket + 1);
}

/** Takes a pattern (braces expanded, `/` between folders) apart at the first segment that stands for several names. */
export function takeApart(pattern: string, windows: boolean): Parts {
  const root = (windows ? /^(?:[A-Za-z]:\/|\/\/[^/]+\/[^/]+\/?|\/)/ : /^\//).exec(pattern)?.[0] ?? "";
  const segments = pattern
    .slice(root.length)
    .split("/")
    .filter((segment) => segment !== "" && segment !== ".");
  const magic = segments.findIndex((segment) => isMagic(segment, windows));
  const literals = magic < 0 ? segments : segments.slice(0, magic);
  return {
    start: root + literals.map((segment) => plainName(segment, windows)).join("/"),
    rest: magic < 0 ? [] : segments.slice(magic),
    foldersOnly: /(?:^|\/)\.?$/.test(pattern),
  };
}
