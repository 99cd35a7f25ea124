import { ConfigError } from "../../errors";
import type { Step } from "../../model/plan";
import { commitIn } from "../../ci/git/push/refs";
import type { GitRemote } from "../../ci/git/push";
import type { Operation } from "../operation";

export type PushStep = Extract<Step, { do: "push-tag" }>;

/** A push on its way: what git is asked with, and what its look has told. */
export interface Pushing {
  readonly remote: GitRemote;
}

/**
 * Looks whether a tag may be pushed: the target holds something of its history, and nobody has set the tag meanwhile.
 * Nothing is changed.
 *
 * @throws ConfigError where it may not
 */
export function mayPush(
  { forge }: Pick<Operation, "forge">,
  pushing: Pushing,
  step: PushStep,
): Promise<{ readonly from: string | undefined }> {
  return forge.attempt(() => lookOnce(pushing, step), { doing: `looking whether the tag ${step.tag} may be pushed` });
}

async function lookOnce(
  { remote }: Pushing,
  { tag, commit, moves }: PushStep,
): Promise<{ readonly from: string | undefined }> {
  const shown = await remote.shown();
  const from = shown.refs.get(`refs/tags/${tag}`);
  const stands = commitIn(shown, tag);
  if (from !== undefined && !moves && stands !== commit)
    throw new ConfigError({
      what: `The tag ${tag} is on ${stands ?? from} there, and ${commit} was to be pushed.`,
      hint: "Nothing was changed. A tag that is there is never moved, but by push_tag: force, and then only one that is no version.",
    });
  await remote.requireAncestor(shown, commit);
  return { from };
}

/**
 * Pushes the tag, tried again as requests are.
 *
 * @returns what was done, for the log
 * @throws ConflictError where somebody else has set it meanwhile
 */
export async function pushTag(
  { forge, memory, clock }: Pick<Operation, "forge" | "memory" | "clock">,
  pushing: Pushing | undefined,
  step: PushStep,
): Promise<string | undefined> {
  if (pushing === undefined) return undefined;
  const { tag, id, commit } = step;
  const done = await forge.attempt(
    async () => {
      const { from } = await lookOnce(pushing, step);
      if (from === id) return "was there already";
      await pushing.remote.push({ tag, id, commit, from });
      return from === undefined ? `was pushed to ${commit}` : `was moved from ${from} to ${commit}`;
    },
    { doing: `pushing the tag ${tag}` },
  );
  memory.tagsSeen.set(tag, clock.now());
  return `the tag ${tag} ${done}`;
}

/** Makes a tag with a message, and says what became of that. */
export async function makeTag(
  { tag, target, message }: Extract<Step, { do: "make-tag" }>,
  { forge, log }: Pick<Operation, "forge" | "log">,
): Promise<void> {
  const { tagMessages } = forge.can();
  if (tagMessages?.by !== "tag") return;
  if ((await tagMessages.make({ tag, target, message })) === "made") log.info(`made the annotated tag ${tag}`);
  else if ((await forge.tagCommit(tag)) === undefined)
    log.notice(
      `The tag ${tag} will have no message: the server keeps its name for a draft, also for one that was deleted. Push the tag first to have one (tag_message).`,
    );
}
