import { stat } from "node:fs/promises";
import { resolve } from "node:path";

import { classEnd, slashed } from "./patterns";
import type { Search } from "./walk";

/** One piece of the `files` input, read. */
export interface Piece {
  /** As written. */
  readonly text: string;
  /** Takes away from everything above it. */
  readonly negated: boolean;
  /** A path or a pattern, as written. */
  readonly path: string;
  /** Right side of `path => name`. */
  readonly name: string | undefined;
  /** Everything after the first `#` that belongs to no path. */
  readonly label: string | undefined;
  /** A blank stands before that `#`, as before a comment. */
  readonly spaced: boolean;
  /** Absolute path of the existing file that the piece names, whatever characters it holds; undefined: a pattern. */
  readonly literal: string | undefined;
}

function asPath(text: string, path = text): Piece {
  return { text, negated: false, path, name: undefined, label: undefined, spaced: false, literal: undefined };
}

/** Positions in `text` that lie outside braces and brackets and are not escaped. */
function openPositions(text: string, windows: boolean): number[] {
  const written = slashed(text, windows);
  const open: number[] = [];
  /** For each brace that is not closed yet: how many positions lay open before it. */
  const braces: number[] = [];
  for (let at = 0; at < written.length; at += 1) {
    const char = written.charAt(at);
    if (char === "\\") at += 1;
    else if (char === "[") at = (classEnd(written, at) ?? at + 1) - 1;
    else if (char === "{") braces.push(open.length);
    else if (char === "}") open.length = braces.pop() ?? open.length;
    else open.push(at);
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

/** Reads a piece whose path ends at a `#` or `=>`. */
function cutAt(text: string, at: number): Piece {
  const path = text.slice(0, at);
  const [, name, hash = "", label = ""] = /^(?:=>([^#]*))?(#?)(.*)$/s.exec(text.slice(at)) ?? [];
  return {
    ...asPath(text, path.trim()),
    name: name?.trim(),
    label: label.trim() === "" ? undefined : label.trim(),
    spaced: hash !== "" && /\s$/.test(name ?? path),
  };
}

/** More cuts than a path with a label has. */
const MOST_CUTS = 100;

/**
 * The ways to read one piece. `plain` cuts at the first `#` or `=>` outside braces and brackets. `ifThere` holds every
 * other cut as well, shortest path first: one whose path is an existing file is what was meant (`a#1.txt#label`).
 */
export function readings(text: string, windows: boolean): { plain: Piece; ifThere: readonly Piece[] } {
  if (text.startsWith("!")) {
    const plain = { ...asPath(text, text.slice(1).trim()), negated: true };
    return { plain, ifThere: [plain] };
  }
  const cuts: number[] = [];
  for (const { index } of text.matchAll(/#|=>/g)) if (cuts.push(index) === MOST_CUTS) break;
  const open = cuts.length === 0 ? [] : openPositions(text, windows);
  const first = open.find((at) => text.charAt(at) === "#" || text.startsWith("=>", at));
  return {
    plain: first === undefined ? asPath(text, text.trim()) : cutAt(text, first),
    ifThere: cuts.map((at) => cutAt(text, at)),
  };
}

async function fileAt(path: string, at: Search): Promise<string | undefined> {
  await at.pace.step();
  if (path.includes("\0")) return undefined;
  const absolute = resolve(at.base, path);
  return stat(absolute).then(
    (there) => (there.isFile() ? absolute : undefined),
    () => undefined,
  );
}

/** A text that is the path of an existing file, or begins with one: with `commas` only with one that has a comma. */
async function existing(text: string, { at, commas }: { at: Search; commas: boolean }): Promise<Piece | undefined> {
  const whole = await fileAt(text, at);
  if (whole !== undefined) return { ...asPath(text), literal: whole };
  for (const piece of readings(text, at.windows).ifThere) {
    const isFit = commas ? piece.path.includes(",") : piece.path !== "";
    const literal = isFit ? await fileAt(piece.path, at) : undefined;
    if (literal !== undefined) return { ...piece, literal };
  }
  return undefined;
}

/** A comment, or a list as JSON writes it: no commas are looked for in those, so that one mistake is one message. */
const ONE_PIECE = /^(?:#\s|\/\/\s|\[\s*["'])/;

/**
 * Reads one line: an existing file if it names one; else the pieces between its commas, each again an existing file
 * first. A line whose path is an existing file with a comma in it (`a,b.txt#label`) is one piece as well.
 */
export async function readLine(line: string, at: Search): Promise<readonly Piece[]> {
  const text = line.trim();
  if (text === "") return [];
  const padded = line === text ? undefined : await fileAt(line, at);
  if (padded !== undefined) return [{ ...asPath(text), literal: padded }];
  const commas = text.includes(",");
  const whole = await existing(text, { at, commas });
  if (whole !== undefined) return [whole];
  if (!commas || ONE_PIECE.test(text)) return [readings(text, at.windows).plain];
  const pieces: Piece[] = [];
  for (const piece of splitCommas(text, at.windows))
    pieces.push((await existing(piece, { at, commas: false })) ?? readings(piece, at.windows).plain);
  return pieces;
}
