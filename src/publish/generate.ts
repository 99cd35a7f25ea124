import { ConfigError, PublishError } from "../errors";
import type { Clock, Forge } from "../forges/forge";
import { HttpError, NetworkError } from "../http";
import { withoutMarkers } from "../model/notes";
import type { NotesRange } from "../model/release";
import { words } from "../model/words";
import type { Witness } from "./witness";

interface Generating {
  readonly forge: Forge;
  readonly onUnsupported: "warn" | "fail";
  readonly witness: Witness;
  readonly clock: Clock;
}

/**
 * Notes written by the forge, tried again by the client as every request is; empty where there are none.
 *
 * @throws PublishError where they cannot be had and on_unsupported says fail, or for a reason that will not pass.
 */
export async function generate(range: NotesRange, at: Generating): Promise<string> {
  const { forge, onUnsupported, witness, clock } = at;
  const started = clock.now();
  let notes: string | undefined;
  try {
    notes = await forge.notes?.generate(range);
  } catch (error) {
    if (onUnsupported === "fail" || !passes(error)) throw explained(range, error);
    const said = error instanceof PublishError ? (error.said ?? error.message) : "";
    witness.warning(`The notes were not generated, for a reason that may pass; they are left out. ${said}`);
    return "";
  }
  if (notes !== undefined) {
    const since = range.previousTag === undefined ? "" : ` since ${range.previousTag}`;
    witness.info(
      `generated notes${since}: ${words.count([...notes].length, "character")}, ${words.duration(clock.now() - started)}`,
    );
    return withoutMarkers(notes);
  }
  const what = "This server cannot generate release notes (generate_release_notes).";
  if (onUnsupported === "fail")
    throw new ConfigError({
      what,
      hint: "Nothing was changed. Leave generate_release_notes out, or set on_unsupported: warn.",
    });
  witness.notice(what);
  return "";
}

function passes(error: unknown): boolean {
  const cause = error instanceof PublishError ? error.cause : undefined;
  return cause instanceof HttpError ? cause.status >= 500 || cause.status === 408 : cause instanceof NetworkError;
}

/** A tag that is not there is the most frequent reason, and servers name the parameter and not the input. */
function explained({ previousTag }: NotesRange, error: unknown): unknown {
  const cause = error instanceof PublishError ? error.cause : undefined;
  if (previousTag === undefined || !(error instanceof PublishError) || !(cause instanceof HttpError)) return error;
  if (!/previous[_ ]?tag/i.test(JSON.stringify(cause.body ?? ""))) return error;
  return new ConfigError({
    what: `Notes cannot be generated since ${previousTag}: the server knows no such tag.`,
    said: `${cause.request} answered ${cause.status}.`,
    hint: "Nothing was changed. Set previous_tag to a tag that is in the repository, or leave it out.",
    cause: error,
  });
}
