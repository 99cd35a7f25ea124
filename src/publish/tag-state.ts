import { PublishError } from "../errors";
import { HttpError } from "../http";
import type { Forge } from "../forges/forge";
import type { Seen } from "../model/plan";
import type { Wanted } from "../model/request";

/**
 * Looks at the tag. One that started the pipeline was there: it is looked at only for its commit, and a token that may
 * not do that can still publish.
 */
export async function lookAtTag(forge: Forge, wanted: Wanted): Promise<Seen["tag"]> {
  if (wanted.tagIsThere && wanted.expectedCommit === undefined) return "unseen";
  if (!forge.can().tags) return wanted.tagIsThere ? "unseen" : "unknown";
  try {
    const commit = await forge.tagCommit(wanted.tag);
    // Asking may have shown that the server cannot tell.
    if (commit === undefined && !forge.can().tags) return wanted.tagIsThere ? "unseen" : "unknown";
    return commit === undefined ? "absent" : { commit };
  } catch (error) {
    if (wanted.tagIsThere && isClosed(error)) return "unseen";
    throw error;
  }
}

function isClosed(error: unknown): boolean {
  return (
    error instanceof PublishError && error.cause instanceof HttpError && [401, 403, 404].includes(error.cause.status)
  );
}
