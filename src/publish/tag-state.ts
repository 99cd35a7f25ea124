import { PublishError } from "../errors";
import type { Forge } from "../forges/forge";
import { HttpError } from "../http";
import type { Seen } from "../model/plan";
import type { Release } from "../model/release";
import type { Wanted } from "../model/request";

/**
 * Where the tag is. A job that its tag started has to look at it only where it is going to change something, which is not
 * known of a published release yet: see `withTag`.
 */
export async function tagOf(forge: Forge, wanted: Wanted, release: Release | undefined): Promise<Seen["tag"]> {
  const checks = wanted.expectedCommit !== undefined && release?.draft !== false;
  return wanted.tagIsThere && !checks ? "unseen" : lookAtTag(forge, wanted);
}

/** The same with the tag's commit, where it was left unseen and can be asked for. */
export async function withTag(forge: Forge, wanted: Wanted, seen: Seen): Promise<Seen> {
  if (seen.tag !== "unseen" || wanted.expectedCommit === undefined) return seen;
  return { ...seen, tag: await lookAtTag(forge, wanted) };
}

async function lookAtTag(forge: Forge, wanted: Wanted): Promise<Seen["tag"]> {
  const silent = wanted.tagIsThere ? "unseen" : "unknown";
  if (!forge.can().tags) return silent;
  try {
    const commit = await forge.tagCommit(wanted.tag);
    if (commit !== undefined) return { commit };
    // Asking may have shown that the server cannot tell; and it may show a tag later than it starts a job for it.
    return forge.can().tags && !(wanted.tagIsThere && wanted.target === undefined) ? "absent" : silent;
  } catch (error) {
    // A token that may not look at the tag that started its job can still publish.
    if (wanted.tagIsThere && isClosed(error)) return "closed";
    throw error;
  }
}

function isClosed(error: unknown): boolean {
  return (
    error instanceof PublishError && error.cause instanceof HttpError && [401, 403, 404].includes(error.cause.status)
  );
}
