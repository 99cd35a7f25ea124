import type { Repository } from "./find";
import type { Store } from "./store";

/** Tags may name tags. */
const DEEPEST = 10;

/** What an annotated tag names. */
export function namedBy(tag: Buffer): string | undefined {
  return /^object ([0-9a-f]{64}|[0-9a-f]{40})\n/.exec(tag.toString("latin1", 0, 128))?.[1];
}

/**
 * The commit behind an id: itself, or what an annotated tag of this id names. `undefined` where that cannot be told:
 * objects that are not here (shallow and partial clones) or damaged.
 */
export async function peel(repository: Repository, id: string): Promise<string | undefined> {
  const { openStore } = await import("./store");
  return peelIn(openStore(repository), id).catch(() => undefined);
}

/** The same with the objects that are open. @throws UnreadableError for what is damaged. */
export async function peelIn(store: Store, id: string): Promise<string | undefined> {
  let at: string | undefined = id.toLowerCase();
  for (let depth = 0; depth < DEEPEST && at !== undefined; depth++) {
    const found = await store.read(at);
    if (found?.kind === "commit") return at;
    at = found?.kind === "tag" ? namedBy(found.bytes) : undefined;
  }
  return undefined;
}
