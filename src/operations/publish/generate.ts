import { ConfigError, PublishError, unlessStopped } from "../../errors";
import type { Forge } from "../../forges/forge";
import { refusalOf, statusOf } from "../../forges/kit/rest";
import { NetworkError } from "../../http";
import { withoutMarkers } from "../../model/notes";
import type { Generated, Seen } from "../../model/plan";
import type { NotesRange } from "../../model/release";
import type { Wanted } from "../../model/request";
import type { Local } from "../../request/notes/local";
import type { Operation } from "../operation";

export interface Generating extends Pick<Operation, "forge" | "log"> {
  readonly wanted: Wanted;
  readonly local?: Local | undefined;
  readonly tag: Seen["tag"];
}

/**
 * Notes written by the forge, else made of the commits: those of the checkout, or those that the forge lists. Requests
 * are tried again by the client as all are. They only read, so that a dry run shows the notes, too.
 *
 * @throws PublishError for a refusal that will not pass, or that may pass where on_unsupported says fail.
 */
export async function generate(at: Generating, range: NotesRange): Promise<Generated> {
  const fails = at.wanted.onUnsupported === "fail";
  try {
    const text = await at.forge.can().notes?.generate(range);
    if (text !== undefined) return checked(at, { text: withoutMarkers(text), since: range.previousTag });
  } catch (error) {
    if (fails || !passes(error)) throw explained(range, error);
    const said = error instanceof PublishError ? (error.said ?? error.message) : "";
    return {
      missing: `The notes were not generated, for a reason that may pass; they are left out. ${said}`,
      passes: true,
    };
  }
  // What makes notes of commits is loaded only where it is needed.
  const { fromCommits } = await import("./from-commits");
  const made = await fromCommits(at, range);
  return "text" in made ? checked(at, { ...made, text: withoutMarkers(made.text) }) : made;
}

/** What others have written goes out as well. @throws ConfigError for what holds a secret */
function checked({ local }: Generating, generated: Extract<Generated, { readonly text: string }>): Generated {
  refuseSecrets(local?.secretIn(generated.text));
  return generated;
}

/** @param secret name of what holds the secret that was found, if one was. @throws ConfigError for one */
export function refuseSecrets(secret: string | undefined): void {
  if (secret === undefined) return;
  throw new ConfigError({
    what: `The generated notes would publish a secret: the value of ${secret} stands in a commit or a title that they are made of.`,
    hint: "Nothing was changed. Replace that secret: whoever can read the repository has it.",
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

/** Some servers only say that they cannot where the tag to start from is not there. @throws ConfigError */
export async function requireStart(previousTag: string | undefined, forge: Forge): Promise<string | undefined> {
  if (previousTag === undefined || !forge.can().tags) return undefined;
  // A tag that cannot be asked for may be there.
  const commit = await unlessStopped(
    () => forge.tagCommit(previousTag),
    () => "",
  );
  if (commit === undefined) throw unknownStart(previousTag, {});
  return commit === "" ? undefined : commit;
}

function unknownStart(tag: string, about: { readonly said?: string; readonly cause?: unknown }): ConfigError {
  return new ConfigError({
    what: `Notes cannot be generated since ${tag}: the server knows no such tag.`,
    hint: "Nothing was changed. Set previous_tag to a tag that is in the repository, or leave it out.",
    ...about,
  });
}
