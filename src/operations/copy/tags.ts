import { unlessStopped } from "../../errors";
import type { Clock, Forge } from "../../forges/forge";
import { eachLimited } from "../operation";

const AT_ONCE = 8;

/**
 * Where a server publishes drafts while it handles the push of their tags, a tag is given time from the moment on in
 * which it was first seen. All tags of a copy are looked for at the same time, with the first release that is missing:
 * one wait is enough for all.
 *
 * @returns when tags were seen first, milliseconds since the epoch
 */
export function tagsAhead(
  { to, clock }: { readonly to: Forge; readonly clock: Clock },
  tags: readonly string[],
): () => Promise<ReadonlyMap<string, number>> {
  let looking: Promise<ReadonlyMap<string, number>> | undefined;
  const look = async (): Promise<ReadonlyMap<string, number>> => {
    const seen = new Map<string, number>();
    await eachLimited(tags, AT_ONCE, async (tag) => {
      // What keeps a tag from being seen is told with its release.
      const commit = await unlessStopped(
        () => to.tagCommit(tag),
        () => undefined,
      );
      if (commit !== undefined) seen.set(tag, clock.now());
    });
    return seen;
  };
  return () => {
    const { order } = to.can();
    const waits = order.first === "draft" && order.push !== undefined && tags.length > 1;
    return (looking ??= waits ? look() : Promise.resolve(new Map()));
  };
}
