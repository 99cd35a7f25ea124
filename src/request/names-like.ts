import { ConfigError } from "../errors";
import type { NamePattern } from "../model/request";
import { expandBraces } from "./files/braces";
import { nameTest } from "./files/patterns";
import { InputError } from "./problems";

/**
 * The patterns for names that a text stands for. Names on a release that begin with a dot are as good as others, and a
 * name that is written as it is fits itself.
 *
 * @throws RangeError for more than anyone means
 */
export function expanded(text: string): NamePattern[] {
  return expandBraces(text).map((one) => {
    const test = nameTest(one, { windows: false, hidden: true });
    return { text: one, fits: (name) => name === one || test(name) };
  });
}

/** The test for names that a word of a command line is: of files of a release, or of tags. @throws InputError */
export function namesLike(word: string): (name: string) => boolean {
  try {
    const patterns = expanded(word);
    return (name) => name === word || patterns.some(({ fits }) => fits(name));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new InputError(`“${word.slice(0, 200)}” cannot be read: ${error.message}.`);
  }
}

/** Files that some words may name; all without words. Nothing is said of a word that fits none, or cannot be read. */
export function likelyBy<T extends { readonly name: string }>(words: readonly string[], files: readonly T[]): T[] {
  try {
    const tests = words.map(namesLike);
    return files.filter(({ name }) => tests.length === 0 || tests.some((fits) => fits(name)));
  } catch {
    return [];
  }
}

/** Files that words name, each once; all without words. @throws ConfigError for a word that fits none */
export function chosenBy<T extends { readonly name: string }>(
  words: readonly string[],
  files: readonly T[],
  tag: string,
): readonly T[] {
  if (words.length === 0) return files;
  const tests = words.map((word) => ({ word, fits: namesLike(word) }));
  const lonely = tests.filter(({ fits }) => !files.some(({ name }) => fits(name))).map(({ word }) => word);
  if (lonely.length === 0) return files.filter(({ name }) => tests.some(({ fits }) => fits(name)));
  const names = files.map(({ name }) => name);
  throw new ConfigError({
    what: `${lonely.map((one) => `“${one}”`).join(", ")} fits no file of the release ${tag}.`,
    said:
      names.length === 0
        ? "It has no files."
        : `It has ${names.slice(0, 20).join(", ")}${names.length > 20 ? ", …" : ""}.`,
  });
}
