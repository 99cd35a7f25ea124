import { type Shown, commitIn } from "../../ci/git/push/refs";
import { unlessStopped } from "../../errors";
import type { Clock, Forge } from "../../forges/forge";
import type { PushWanted } from "../../model/request";
import { createRunMemory } from "../../model/run-memory";
import { words } from "../../model/words";
import { type Log, eachLimited } from "../operation";
import { type PushStep, type Pushing, mayPush, pushTag } from "../publish/push-tag";
import { type Asking, type TagPushing, stepFor } from "./tag-step";

const AT_ONCE = 8;

/** What became of a tag: it was pushed (in a dry run: it could be), or why not. */
export type TagPush =
  { readonly push: PushWanted; readonly error?: undefined } | { readonly push?: undefined; readonly error: Error };

interface Copying {
  readonly from: Forge;
  readonly to: Forge;
  readonly dryRun: boolean;
  readonly clock: Clock;
  readonly log: Log;
  readonly tagPushing?: TagPushing | undefined;
}

/**
 * Pushes the tags of the releases that the target lacks, one after the other in the order given, each only if the
 * checkout has it on the commit that it has where it is copied from. One that cannot be pushed does not stop the others.
 *
 * @returns those that had to be pushed
 */
export async function pushTags(copying: Copying, tags: readonly string[]): Promise<ReadonlyMap<string, TagPush>> {
  const { from, tagPushing } = copying;
  const done = new Map<string, TagPush>();
  if (tagPushing === undefined || tags.length === 0) return done;
  const asking = { ...tagPushing, from, ...(await lookThere(copying, tagPushing)) };
  const due = await eachLimited(tags, AT_ONCE, (tag) => attempt(() => stepFor(asking, tag)));
  const memory = createRunMemory("");
  for (const [at, tag] of tags.entries()) {
    const found = due[at];
    if (found === undefined || "error" in found) {
      if (found !== undefined) done.set(tag, found);
      continue;
    }
    const step = found.value;
    if (step === undefined) continue;
    const pushed = await attempt(() => carryOut({ ...copying, memory }, tagPushing.pushing, step));
    const { id, commit, moves: force } = step;
    done.set(tag, "error" in pushed ? pushed : { push: { id, commit, force } });
  }
  return done;
}

function attempt<T>(work: () => Promise<T>): Promise<{ readonly value: T } | { readonly error: Error }> {
  return unlessStopped(
    async () => ({ value: await work() }),
    (error) => ({ error: error instanceof Error ? error : new Error(String(error)) }),
  );
}

/** All tags with one question to git; without git each is asked for. */
async function lookThere({ to }: Copying, { pushing }: TagPushing): Promise<Pick<Asking, "there" | "trouble">> {
  const ask: Asking["there"] = async (tag) => {
    const commit = await to.tagCommit(tag);
    return commit === undefined ? undefined : { commit };
  };
  if (pushing === undefined) return { there: ask, trouble: undefined };
  const shown = await attempt(() =>
    to.attempt(() => pushing.remote.shown(), { doing: "asking for the tags that are there" }),
  );
  if ("error" in shown) return { there: ask, trouble: shown.error };
  return { there: (tag) => Promise.resolve(shownIn(shown.value, tag)), trouble: undefined };
}

function shownIn(shown: Shown, tag: string): { readonly commit: string; readonly id?: string | undefined } | undefined {
  const commit = commitIn(shown, tag);
  return commit === undefined ? undefined : { commit, id: shown.refs.get(`refs/tags/${tag}`) };
}

async function carryOut(
  at: Copying & { readonly memory: ReturnType<typeof createRunMemory> },
  pushing: Pushing | undefined,
  step: PushStep,
): Promise<void> {
  const { to: forge, clock, log, memory, dryRun } = at;
  if (pushing === undefined) return;
  const started = clock.now();
  const { tag, commit, from } = step;
  if (!dryRun) {
    const said = await pushTag({ forge, clock, memory }, pushing, step);
    log.info(`${said ?? ""}, ${words.duration(clock.now() - started)}`);
    return;
  }
  await mayPush({ forge }, pushing, step);
  log.info(
    from === undefined
      ? `the tag ${tag} would be pushed to ${commit}`
      : `the tag ${tag} would be moved from ${from} to ${commit}`,
  );
}

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
