import { PublishError } from "../errors";
import { isOwnDraft } from "../model/drafts";
import type { Release, ReleaseFields } from "../model/release";
import { words } from "../model/words";
import { reread } from "./find";
import type { Operation } from "./operation";

/*
 * Gitea and Forgejo handle a pushed tag from a queue, some time after `git push` has ended, and what is handled last of
 * all is this: whatever release the tag has by then is made public, a draft as well, with the files that it has by then.
 */

/** The queue looks for work at least every 2 seconds; 0.5 to 2.3 were measured on idle servers. Milliseconds. */
const QUEUE = 4000;

/** How often a draft is looked at while the queue may still come to it, and while files are on their way. */
const LOOK = { waiting: 500, uploading: 5000 };

/** Longest wait for a push that is known not to be handled yet. */
const PATIENCE = 20_000;

function pushOf({ forge }: Pick<Operation, "forge">): { handled(): Promise<string> } | undefined {
  const { order } = forge.can();
  return order.first === "draft" ? order.push : undefined;
}

/**
 * Gives the server the time to handle the push of a tag, from the moment on in which the tag was first seen. A draft of
 * this program that is there already is hidden again when the push publishes it.
 */
export async function awaitPush(operation: Operation, tag: string, draft: Release | undefined): Promise<void> {
  const { clock, forge, log, memory } = operation;
  const due = (memory.tagsSeen.get(tag) ?? clock.now()) + QUEUE;
  if (pushOf(operation) === undefined || clock.now() >= due) return;
  // Whoever may not write anyway hears that at once.
  const rights = await Promise.resolve(forge.rights?.()).catch(() => undefined);
  if (rights?.writes === false || clock.now() >= due) return;
  log.info(
    `waiting ${words.duration(due - clock.now())}: the tag ${tag} may have been pushed a moment ago, and a server of this kind publishes the drafts of a tag while it handles its push`,
  );
  while (clock.now() < due) {
    await clock.sleep(Math.min(draft === undefined ? QUEUE : LOOK.waiting, due - clock.now()));
    if (draft !== undefined) await standing(operation, draft);
  }
}

/**
 * The release as it is now; a draft is hidden again where a push of its tag has published it before its time.
 *
 * @throws ConflictError when it is gone.
 */
export async function standing(operation: Operation, release: Release): Promise<Release> {
  const now = await reread(operation, release);
  // A draft of somebody else, or one that was published on purpose, has no marker.
  if (pushOf(operation) === undefined || !release.draft || now.draft || !isOurs(now)) return now;
  const hidden = await operation.forge.update(now, { draft: true });
  operation.log.notice(
    `The server published the draft ${now.tag} because its tag was pushed meanwhile; it was hidden again at once.`,
  );
  return hidden;
}

/** Proved as for a draft, which it was until a moment ago. */
const isOurs = (release: Release): boolean => isOwnDraft({ ...release, draft: true }, release.tag);

/** Keeps a draft of this program hidden while its files are on their way: call it before each of them. */
export function draftKeeper(operation: Operation, release: Release | undefined): () => Promise<void> {
  if (release?.draft !== true || pushOf(operation) === undefined || !isOurs(release)) return () => Promise.resolve();
  let seen = operation.clock.now();
  return async () => {
    if (operation.clock.now() - seen < LOOK.uploading) return;
    seen = operation.clock.now();
    await standing(operation, release);
  };
}

/**
 * Makes a draft only when the server has handled the push of its tag. The answer tells: the server knows a handled tag,
 * and turns what it knows into the release, with the target that was sent, which is none (up to Gitea 1.16 the commit).
 * A tag that it does not know yet is given the default branch. Such a draft is taken away at once, and made again later.
 *
 * @param make sends the request
 */
export async function behindPush(
  operation: Operation,
  { tag, target, draft }: Pick<ReleaseFields, "tag" | "target" | "draft">,
  make: () => Promise<Release>,
): Promise<Release> {
  const early = await make();
  const push = pushOf(operation);
  if (push === undefined || !draft || target !== undefined || !isAhead(early)) return early;
  await operation.forge.can().remove?.(early);
  if ((await operation.forge.tagCommit(tag)) === undefined)
    throw new PublishError({
      what: `The tag ${tag} is not on the server.`,
      hint: "Push the tag first; a mirror may need a while until it has it. The same command goes on from here.",
    });
  operation.log.info(`the server has not handled the push of ${tag} yet: waiting until it has`);
  const { clock } = operation;
  const before = await push.handled();
  for (const due = clock.now() + PATIENCE; clock.now() < due;) {
    await clock.sleep(1000);
    if ((await push.handled()) !== before) break;
  }
  return make();
}

const isAhead = ({ target }: Release): boolean => target !== undefined && !/^([0-9a-f]{40}|[0-9a-f]{64})$/.test(target);
