import { UnreadableError } from "../../ci/git/read";
import { ConfigError, orElse } from "../../errors";
import type { TagText } from "../../forges/abilities";
import { putTogether } from "../../model/put-together";
import type { Wanted } from "../../model/request";
import { withoutSignature } from "../../model/tag-text";
import type { Local } from "../../request/notes/local";
import type { Operation } from "../operation";

export interface TagTextAsking extends Pick<Operation, "forge" | "log"> {
  readonly wanted: Wanted;
  readonly local?: Local | undefined;
}

/** What a tag says, and who told it. */
interface Told {
  readonly text: TagText;
  readonly from: string;
}

/**
 * What is wanted, with what the tag says behind the given notes where that was asked for: from the pipeline's variable,
 * the forge, else the checkout.
 *
 * @throws ConfigError for a tag that says nothing, with the way to fetch it where only the checkout was there to ask.
 */
export async function withTagText(at: TagTextAsking): Promise<Wanted> {
  const { wanted, local, log } = at;
  const { text, from } = await ask(at);
  const message = typeof text === "object" ? withoutSignature(text.message) : "";
  if (message === "") return withNewTag(at, saysNothing(at, { text, from }));
  const secret = local?.secretIn(message);
  if (secret !== undefined)
    throw new ConfigError({
      what: `notes_from_tag would publish a secret: the tag ${wanted.tag} says the value of ${secret}.`,
      hint: "Nothing was changed. Replace that secret: whoever can fetch the tag has it.",
    });
  log.info(`notes: what the tag ${wanted.tag} says (${from})`);
  return { ...wanted, notes: putTogether(wanted.notes ?? "", message) };
}

/** A tag that this run makes says what it is given. @throws the error for any other */
function withNewTag({ wanted }: TagTextAsking, error: ConfigError): Wanted {
  const { tagIsThere, target, tagMessage, notes } = wanted;
  if (tagIsThere || target === undefined || tagMessage === undefined) throw error;
  return { ...wanted, notes: putTogether(notes ?? "", tagMessage.trim()) };
}

async function ask({ wanted: { tag }, forge, local }: TagTextAsking): Promise<Told> {
  if (local?.tagMessage !== undefined)
    return { text: { message: local.tagMessage }, from: "told by the pipeline's variable" };
  // A token that may not look at tags can still publish.
  const told = await orElse(async () => forge.can().tagText?.(tag), nothing);
  if (told !== undefined) return { text: told, from: "asked of the forge" };
  // A checkout of another repository may have a tag of that name.
  if (local?.isShared !== true) return { text: undefined, from: "" };
  const text = await askCheckout(local, tag);
  return { text, from: "read from the checkout" };
}

const nothing = (): undefined => undefined;

async function askCheckout(local: Local, tag: string): Promise<TagText> {
  try {
    return await (await local.history())?.messageOfTag(tag);
  } catch (error) {
    if (error instanceof UnreadableError) return undefined;
    throw error;
  }
}

function saysNothing({ wanted: { tag }, local }: TagTextAsking, { text, from }: Told): ConfigError {
  const isLocal = from === "read from the checkout";
  const fetch = local?.fetching.tag(tag) ?? "";
  if (text === "lightweight" && isLocal)
    return new ConfigError({
      what: `The tag ${tag} has no message in the checkout (notes_from_tag).`,
      hint: `Nothing was changed. A checkout can make such a tag of one with a message: ${fetch}. If it has none, make it with git tag -a.`,
    });
  if (text !== undefined)
    return new ConfigError({
      what: `The tag ${tag} says nothing that could be notes (notes_from_tag): it is no annotated tag, or its message is empty.`,
      hint: "Nothing was changed. Make the tag with git tag -a, or give the notes by body_path or changelog_path.",
    });
  return new ConfigError({
    what: `It cannot be told what the tag ${tag} says (notes_from_tag): neither the pipeline nor the forge tells it, and it is not in a checkout of the repository.`,
    hint: `Nothing was changed. Push the tag first; to have it in the checkout, ${fetch === "" ? "fetch it" : fetch}.`,
  });
}
