import { stat } from "node:fs/promises";
import { resolve } from "node:path";

import type { Pace } from "./file-pace";
import { readings, splitCommas, type Reading } from "./patterns";

/** One piece of the `files` input, read. */
export interface Wish {
  /** As written. */
  readonly text: string;
  readonly reading: Reading;
  /** Absolute path of the existing file that the piece names, whatever characters it holds; undefined: a pattern. */
  readonly literal: string | undefined;
}

/** Where lines are read. */
export interface Place {
  readonly base: string;
  readonly windows: boolean;
  readonly pace: Pace;
}

async function fileAt(path: string, at: Place): Promise<string | undefined> {
  await at.pace.step();
  if (path.includes("\0")) return undefined;
  const absolute = resolve(at.base, path);
  return stat(absolute).then(
    (there) => (there.isFile() ? absolute : undefined),
    () => undefined,
  );
}

const asPath = (text: string): Reading => ({ negated: false, path: text, name: undefined, label: "", spaced: false });

async function readPiece(piece: string, at: Place): Promise<Wish> {
  const whole = await fileAt(piece, at);
  if (whole !== undefined) return { text: piece, reading: asPath(piece), literal: whole };
  const { plain, ifThere } = readings(piece, at.windows);
  for (const reading of ifThere) {
    const literal = reading.path === "" ? undefined : await fileAt(reading.path, at);
    if (literal !== undefined) return { text: piece, reading, literal };
  }
  return { text: piece, reading: plain, literal: undefined };
}

/** A comment, or a list as JSON writes it: no commas are looked for in those, so that one mistake is one message. */
const ONE_PIECE = /^(?:#\s|\/\/\s|\[\s*["'])/;

/**
 * Reads one line: an existing file if it names one; else the pieces between its commas, each again an existing file
 * first. A line whose path is an existing file with a comma in it (`a,b.txt#label`) is one piece as well.
 */
export async function readLine(line: string, at: Place): Promise<readonly Wish[]> {
  const text = line.trim();
  const whole = (await fileAt(line, at)) ?? (await fileAt(text, at));
  if (whole !== undefined && text !== "") return [{ text, reading: asPath(text), literal: whole }];
  for (const reading of readings(text, at.windows).ifThere) {
    const literal = reading.path.includes(",") ? await fileAt(reading.path, at) : undefined;
    if (literal !== undefined) return [{ text, reading, literal }];
  }
  if (ONE_PIECE.test(text)) return [{ text, reading: readings(text, at.windows).plain, literal: undefined }];
  const wishes: Wish[] = [];
  for (const piece of splitCommas(text, at.windows)) wishes.push(await readPiece(piece, at));
  return wishes;
}
