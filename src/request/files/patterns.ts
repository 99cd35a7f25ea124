import { resolve } from "node:path";

import { expandBraces } from "./braces";

/** One segment of a pattern. */
export interface Step {
  /** As written; `**` stands for any number of folders. */
  readonly text: string;
  /** The only name that fits; undefined where wildcards stand. */
  readonly name: string | undefined;
  readonly fits: (name: string) => boolean;
}

/** One pattern in an absolute place: braces expanded, its literal start cut off. */
export interface Pattern {
  /** As written, with its braces expanded. */
  readonly text: string;
  /** Absolute folder or path that its wildcards start from. */
  readonly dir: string;
  /** Absolute: how much of that the line gives without braces. Links up to there were named. */
  readonly literal: string;
  /** What is still to be followed from there; empty for a path without wildcards. */
  readonly steps: readonly Step[];
  /** Written with a slash at its end, so no file is meant. */
  readonly foldersOnly: boolean;
}

/** How far a pattern was followed: to its next step, or to its end, where there is none. */
export interface Position {
  readonly pattern: Pattern;
  readonly step: Step | undefined;
  readonly next: Position | undefined;
}

/** How a pattern is read. */
export interface Reading {
  /** Absolute folder that relative ones start from. */
  readonly base: string;
  /** `\` separates folders, and capitals do not count. */
  readonly windows: boolean;
  /** Wildcards take names that begin with a dot, too. */
  readonly hidden: boolean;
}

/** A path cannot be longer on any system; more braces than that are no list that people wrote. */
const LONGEST_PATTERN = 8192;

/** A `[class]`: a first character, which may be `]`, then all up to `]`. What is longer is no list of characters. */
const CLASS = /\[(?:[!^]|(?![!^]))(?:\\.|[^\\/])(?:\\.|[^\]\\/]){0,100}\]/;
const CLASS_HERE = new RegExp(CLASS, "suy");
const TOKEN = new RegExp(`\\*+|${CLASS.source}|\\\\.|.`, "gsu");

/** Where a `[class]` that begins at a place of a text ends; undefined when none does. */
export function classEnd(text: string, at: number): number | undefined {
  CLASS_HERE.lastIndex = at;
  return CLASS_HERE.test(text) ? CLASS_HERE.lastIndex : undefined;
}

const tokensOf = (segment: string): string[] => segment.match(TOKEN) ?? [];
const isWild = (segment: string): boolean => tokensOf(segment).some((token) => /^(?:\*|\?|\[.)/su.test(token));
/** `\x` is `x`. */
const plainName = (segment: string): string => segment.replace(/\\(.)/gsu, "$1");

/** The regular expression for a token that is no star. */
function sourceOf(token: string): string {
  if (token === "?") return ".";
  const pointOf = (character: string): number => plainName(character).codePointAt(0) ?? 0;
  const written = (character: string): string => `\\u{${pointOf(character).toString(16)}}`;
  const [, not = "", inside] = /^\[([!^]?)(.+)\]$/su.exec(token) ?? [];
  if (inside === undefined) return written(token);
  const ranges = [...inside.matchAll(/(\\.|.)(?:-(\\.|.))?/gsu)].map(([, from = "", to = from]) =>
    pointOf(from) <= pointOf(to) ? `${written(from)}-${written(to)}` : "",
  );
  return `[${not && "^"}${ranges.join("")}]`;
}

/**
 * A test for one segment with `*`, `?`, `[…]` and escapes. What stands between two stars is looked for once, from left
 * to right, and has a fixed length: a name of n characters costs at most n times the length of the segment. One
 * expression for all of it would backtrack, which costs exponentially more (https://research.swtch.com/glob).
 */
export function nameTest(segment: string, { windows, hidden }: Omit<Reading, "base">): (name: string) => boolean {
  const pieces = [""];
  for (const token of tokensOf(segment)) {
    if (token.startsWith("*")) pieces.push("");
    else pieces.push((pieces.pop() ?? "") + sourceOf(token));
  }
  const parts = pieces.map((piece, index) => {
    const [start, end] = [index === 0 ? "^" : "", index === pieces.length - 1 ? "$" : ""];
    return new RegExp(start + piece + end, windows ? "gisu" : "gsu");
  });
  const takesHidden = hidden || /^\\?\./.test(segment);
  return (name) => {
    if (!takesHidden && name.startsWith(".")) return false;
    let at = 0;
    for (const part of parts) {
      part.lastIndex = at;
      if (!part.test(name)) return false;
      at = part.lastIndex;
    }
    return true;
  };
}

function stepOf(text: string, reading: Reading): Step {
  if (text === "**") return { text, name: undefined, fits: (name) => reading.hidden || !name.startsWith(".") };
  if (isWild(text)) return { text, name: undefined, fits: nameTest(text, reading) };
  const own = plainName(text);
  const folded = own.toLowerCase();
  return { text, name: own, fits: (name) => name === own || (reading.windows && name.toLowerCase() === folded) };
}

/** A pattern, taken apart at the first segment that stands for several names. */
export interface Parts {
  /** Folder to start from: absolute, or relative to the base; empty for the base itself. */
  readonly start: string;
  /** What follows; empty for a plain path. */
  readonly rest: readonly string[];
  readonly foldersOnly: boolean;
}

/** Takes a pattern apart that has `/` between its folders and no braces. */
export function takeApart(text: string): Parts {
  const [root = ""] = /^(?:[A-Za-z]:)?\/+/.exec(text) ?? [];
  const segments = text
    .slice(root.length)
    .split("/")
    .filter((segment) => segment !== "" && segment !== ".");
  const found = segments.findIndex(isWild);
  const wild = found < 0 ? segments.length : found;
  const start = root + segments.slice(0, wild).map(plainName).join("/");
  return { start, rest: segments.slice(wild), foldersOnly: /(?:^|\/)\.?$/.test(text) };
}

/** With `/` between folders, whatever system it was written on. */
export function slashed(text: string, windows: boolean): string {
  return windows ? text.replaceAll("\\", "/") : text;
}

/**
 * The patterns that a path stands for.
 * @throws RangeError for what cannot be read or is more than anyone means.
 */
export function readPattern(path: string, reading: Reading): Pattern[] {
  if (path.length > LONGEST_PATTERN) throw new RangeError(`it is longer than ${LONGEST_PATTERN} characters`);
  const text = slashed(path, reading.windows);
  const brace = text.indexOf("{");
  const before = resolve(reading.base, takeApart(text.slice(0, text.lastIndexOf("/", brace) + 1)).start);
  return expandBraces(text).map((one) => {
    const { start, rest, foldersOnly } = takeApart(one);
    if (rest.includes("..")) throw new RangeError('".." cannot follow a wildcard');
    const dir = resolve(reading.base, start);
    const segments = rest.filter((segment, index) => segment !== "**" || rest[index - 1] !== "**");
    const steps = segments.map((segment) => stepOf(segment, reading));
    return { text: one, dir, literal: brace < 0 ? dir : before, steps, foldersOnly };
  });
}

/** Adds a position; where `**` may stand for no folder at all, the one after it as well. */
function add(to: Position[], position: Position): void {
  to.push(position);
  if (isDeep(position) && position.next !== undefined) to.push(position.next);
}

/** Whether a position stands at a `**`. */
export function isDeep({ step }: Position): boolean {
  return step?.text === "**";
}

/** Where following a pattern begins. */
export function startOf(pattern: Pattern): Position {
  const end: Position = { pattern, step: undefined, next: undefined };
  return pattern.steps.reduceRight<Position>((next, step) => ({ pattern, step, next }), end);
}

/** Positions with those that a `**` among them may be passed over to. */
export function skipping(positions: readonly Position[]): Position[] {
  const all: Position[] = [];
  for (const position of positions) add(all, position);
  return all;
}

/** Follows positions by one name: a `**` stays where it is. */
export function reach(positions: readonly Position[], name: string): Position[] {
  const reached: Position[] = [];
  for (const position of positions) {
    const to = isDeep(position) ? position : position.next;
    if (to !== undefined && position.step?.fits(name) === true) add(reached, to);
  }
  return reached;
}
