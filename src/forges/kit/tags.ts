import { AnswerError, type Decoded, either, list, loose, optional, record, text } from "../../http";
import type { TagText } from "../abilities";
import { type Read, type Rest, firstOf } from "./rest";

/** A tag with its commit, which servers call `sha` or `id`. */
export const TagWire = record({ name: text, commit: loose(either(record({ sha: text }), record({ id: text }))) });
const TagsWire = optional(list(TagWire), []);

/** @throws AnswerError for none: the tag is there, and what it is on decides whether it may be published. */
export function commitOf({ commit }: Decoded<typeof TagWire>, request: string): string {
  if (commit === undefined) throw new AnswerError(request, "the server's answer names no commit of the tag");
  return "sha" in commit ? commit.sha : commit.id;
}

/** A tag with its message, where servers tell one. */
export const TextWire = record({ name: text, message: loose(optional(text, ""), "") });

/** What a tag says by the message beside it. Where there is none, it may only not be told. */
export function textOf(wire: Decoded<typeof TextWire> | undefined): TagText {
  return wire === undefined || wire.message.trim() === "" ? undefined : { message: wire.message };
}

/** The same, where there is no route for a single tag: the list is gone through. */
export async function textInList(
  api: Pick<Rest, "pages">,
  tag: string,
  call: Pick<Read, "at" | "query">,
): Promise<TagText> {
  const doing = `reading the message of the tag ${tag}`;
  const pages = api.pages(optional(list(TextWire), []), { ...call, doing }, () => undefined);
  return textOf(await firstOf(pages, ({ name }) => name === tag));
}

/** Commit of a tag, where there is no route for a single one: the list is gone through. */
export async function commitInList(
  api: Pick<Rest, "pages">,
  tag: string,
  call: Pick<Read, "at" | "query">,
): Promise<string | undefined> {
  const doing = `looking for the tag ${tag}`;
  const pages = api.pages(TagsWire, { ...call, doing }, () => undefined);
  const found = await firstOf(pages, ({ name }) => name === tag);
  return found && commitOf(found, doing);
}
