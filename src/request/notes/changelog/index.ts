import type { Names } from "../../entries/names";
import { InputError } from "../../problems";
import { readNamed } from "../named-text";
import type { Reading } from "../text-file";
import { type Section, sectionOf } from "./section";

/** A changelog that was read. */
export interface Changelog {
  readonly content: string;
  /**
   * The section of a tag's version, without its heading.
   *
   * @throws InputError where there is none, with the versions that stand near it.
   */
  section(tag: string): Taken;
}

interface Taken {
  readonly text: string;
  readonly notices: readonly string[];
}

/**
 * Reads the changelog that the input `changelog_path` names, through the one reader of texts.
 *
 * @throws InputError where it cannot be read.
 */
export async function readChangelog(
  path: string,
  { reading, names }: { readonly reading: Reading; readonly names: Names },
): Promise<Changelog> {
  const input = names.of("changelog_path");
  const where = path === "-" ? "standard input" : path;
  const read = await readNamed(input, path, reading);
  if ("problem" in read) throw new InputError(read.problem);
  const content = read.text;
  const sections = new Map<string, Section>();
  return {
    content,
    section(tag) {
      const found = sections.get(tag) ?? sectionOf({ path, content }, tag);
      sections.set(tag, found);
      if ("refused" in found) throw new InputError(`${input}: ${where} ${found.refused}.`);
      const empty = `The section “${found.heading}” of ${where} (line ${found.line}) is empty.`;
      return { text: found.text, notices: found.text.trim() === "" ? [empty] : [] };
    },
  };
}
