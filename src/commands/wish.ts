import type { Wish } from "../operations/releases";
import { isPattern } from "../request/commands/specs";
import type { Context } from "../request/context";
import { InputError } from "../request/problems";
import { isTagName } from "../request/tag";

type Told = Pick<Context, "inputs" | "problems">;

/** Which release is meant: by a word, by `tag_name`, by `release_id`; else the latest. @throws InputError */
export function wishOf(word: string | undefined, { inputs, problems }: Told): Wish {
  const { release_id: id } = inputs;
  const told = tagIn(word, inputs.tag_name);
  if ("problem" in told) throw new InputError(...problems, told.problem);
  const { tag } = told;
  if (id !== undefined && tag !== undefined)
    throw new InputError(...problems, "release_id and a tag are both given: only one of them can be meant.");
  if (id !== undefined) return { id };
  return tag === undefined ? "latest" : { tag };
}

/** The tag that a command needs. @throws InputError */
export function tagOf(word: string | undefined, { inputs, problems }: Told): string {
  const told = tagIn(word, inputs.tag_name);
  if ("problem" in told) throw new InputError(...problems, told.problem);
  if (told.tag === undefined) throw new InputError(...problems, "There is no tag: name it as the first word.");
  return told.tag;
}

/** The words of `[TAG] [PATTERN…]`: the tag, where the first one can be one, and the patterns. */
export function tagAndPatterns(words: readonly string[]): {
  readonly word: string | undefined;
  readonly patterns: readonly string[];
} {
  const [first, ...others] = words;
  return first !== undefined && isPattern(first)
    ? { word: undefined, patterns: words }
    : { word: first, patterns: others };
}

function tagIn(
  word: string | undefined,
  input: string | undefined,
): { readonly tag: string | undefined } | { readonly problem: string } {
  const plain = (text: string | undefined): string | undefined => text?.replace(/^refs\/tags\//, "");
  const [a, b] = [plain(word), plain(input)];
  if (a !== undefined && b !== undefined && a !== b)
    return { problem: `The tag is given twice: “${a}” as a word, “${b}” as tag_name.` };
  const tag = a ?? b;
  if (tag === undefined || isTagName(tag)) return { tag };
  return { problem: `“${tag}” is not a name that git accepts for a tag.` };
}
