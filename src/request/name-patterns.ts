import type { NamePattern } from "../model/request";
import { expandBraces } from "./files/braces";
import { splitCommas } from "./files/lines";
import { expanded } from "./names-like";

/** One pattern for names, read. */
export interface ReadPattern extends NamePattern {
  /** Takes away from everything above it. */
  readonly negated: boolean;
}

/**
 * Reads patterns for names of files as they are on a release: one a line, commas separate outside of braces; `*`, `?`,
 * `[…]`, `{a,b}`. Each alternative of braces is a pattern of its own. Names have no folders.
 *
 * @param input name of the input, for messages
 * @returns the patterns in their order, and what is wrong with them
 */
export function readNamePatterns(
  input: string,
  lines: readonly string[],
): { readonly patterns: readonly ReadPattern[]; readonly problems: readonly string[] } {
  const patterns: ReadPattern[] = [];
  const problems: string[] = [];
  for (const written of lines.flatMap((line) => splitCommas(line, false))) {
    const negated = written.startsWith("!");
    const text = written.slice(negated ? 1 : 0).trim();
    const wrong = whatIsWrong(text);
    if (wrong === undefined) patterns.push(...expanded(text).map((one) => ({ ...one, negated })));
    else problems.push(`${input}: “${written.slice(0, 200)}” ${wrong}`);
  }
  return { patterns, problems };
}

function whatIsWrong(text: string): string | undefined {
  if (text === "") return "names nothing.";
  const [last = "", ...folders] = text.split("/").reverse();
  if (folders.length > 0)
    return `names a folder, and files of a release lie in none: write ${last === "" ? "the file's name" : last}.`;
  try {
    expandBraces(text);
    return undefined;
  } catch (error) {
    if (error instanceof RangeError) return `cannot be read: ${error.message}.`;
    throw error;
  }
}
