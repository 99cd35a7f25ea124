import { resolve } from "node:path";

import { lookup, type Match } from "./file-lookup";
import { readings, splitCommas, type Reading } from "./patterns";

/** One piece of the `files` input, read. */
export interface Wish {
  /** As written. */
  readonly text: string;
  readonly reading: Reading;
  /** The existing file that the path names, whatever characters it holds; undefined: a pattern. */
  readonly literal: Match | undefined;
}

async function fileAt(path: string, base: string): Promise<Match | undefined> {
  const there = await lookup(resolve(base, path));
  return there.kind === "file" ? there.match : undefined;
}

const plainly = (text: string, literal: Match): Wish => ({
  text,
  reading: { negated: false, path: text, name: undefined, label: "" },
  literal,
});

async function readPiece(piece: string, at: { readonly base: string; readonly windows: boolean }): Promise<Wish> {
  const whole = await fileAt(piece, at.base);
  if (whole !== undefined) return plainly(piece, whole);
  const { plain, ifThere } = readings(piece, at.windows);
  for (const reading of ifThere) {
    const literal = reading.path === "" ? undefined : await fileAt(reading.path, at.base);
    if (literal !== undefined) return { text: piece, reading, literal };
  }
  return { text: piece, reading: plain, literal: undefined };
}

/**
 * Reads one line: an existing file if it names one; else the pieces between its commas, each again an existing file
 * first. A line whose path is an existing file with a comma in it (`a,b.txt#label`) is one piece as well.
 */
export async function readLine(
  line: string,
  at: { readonly base: string; readonly windows: boolean },
): Promise<readonly Wish[]> {
  const text = line.trim();
  const whole = (await fileAt(line, at.base)) ?? (await fileAt(text, at.base));
  if (whole !== undefined && text !== "") return [plainly(text, whole)];
  for (const reading of readings(text, at.windows).ifThere) {
    const literal = reading.path.includes(",") ? await fileAt(reading.path, at.base) : undefined;
    if (literal !== undefined) return [{ text, reading, literal }];
  }
  return Promise.all(splitCommas(text, at.windows).map((piece) => readPiece(piece, at)));
}
