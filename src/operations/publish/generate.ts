import { CancelledError, ConfigError, PublishError } from "../../errors";
import type { Forge } from "../../forges/forge";
import { refusalOf, statusOf } from "../../forges/kit/rest";
import { NetworkError } from "../../http";
import { withoutMarkers } from "../../model/notes";
import type { Generated } from "../../model/plan";
import type { NotesRange } from "../../model/release";

/**
 * Notes written by the forge, tried again by the client as every request is. They only read, so that a dry run shows
 * them, too.
 *
 * @throws PublishError where they cannot be had and on_unsupported says fail, or for a reason that will not pass.
 */
export async function generate(
  { forge }: { readonly forge: Forge },
  range: NotesRange,
  { fails }: { readonly fails: boolean },
): Promise<Generated> {
  const since = range.previousTag;
  let text: string | undefined;
  let passing = false;
  let missing = "This server cannot generate release notes (generate_release_notes).";
  try {
    text = await forge.can().notes?.generate(range);
  } catch (error) {
    if (fails || !passes(error)) throw explained(range, error);
    const said = error instanceof PublishError ? (error.said ?? error.message) : "";
    passing = true;
    missing = `The notes were not generated, for a reason that may pass; they are left out. ${said}`;
  }
  if (text !== undefined) return { text: withoutMarkers(text), since };
  await requireStart(range, forge);
  if (!fails) return { missing, passes: passing };
  throw new ConfigError({
    what: missing,
    hint: "Nothing was changed. Leave generate_release_notes out, or set on_unsupported: warn.",
  });
}

/** Some servers only say that they cannot where the tag to start from is not there. */
async function requireStart({ previousTag }: NotesRange, forge: Forge): Promise<void> {
  if (previousTag === undefined || !forge.can().tags) return;
  // A tag that cannot be asked for may be there.
  const commit = await forge.tagCommit(previousTag).catch((error: unknown) => {
    if (error instanceof CancelledError) throw error;
    return "";
  });
  if (commit === undefined) throw unknownStart(previousTag, {});
}

function unknownStart(tag: string, about: { readonly said?: string; readonly cause?: unknown }): ConfigError {
  return new ConfigError({
    what: `Notes cannot be generated since ${tag}: the server knows no such tag.`,
    hint: "Nothing was changed. Set previous_tag to a tag that is in the repository, or leave it out.",
    ...about,
  });
}

function passes(error: unknown): boolean {
  const status = statusOf(error);
  if (status !== undefined) return status >= 500 || status === 408;
  return error instanceof PublishError && error.cause instanceof NetworkError;
}

/** A tag that is not there is the most frequent reason, and servers name the parameter and not the input. */
function explained({ previousTag }: NotesRange, error: unknown): unknown {
  const refusal = refusalOf(error);
  if (previousTag === undefined || refusal === undefined) return error;
  if (!/previous[_ ]?tag/i.test(JSON.stringify(refusal.body ?? ""))) return error;
  return unknownStart(previousTag, { said: `${refusal.request} answered ${refusal.status}.`, cause: error });
}
