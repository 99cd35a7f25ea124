import type { Generated, Plan, Seen } from "../../model/plan";
import type { NotesRange } from "../../model/release";
import type { Wanted } from "../../model/request";
import type { Operation } from "../operation";
import type { PushStep, Pushing } from "./push-tag";
import type { ElsewhereToLook } from "./elsewhere";
import type { Generating } from "./generate";
import type { TagTextAsking } from "./tag-text";

// Each loads what only runs need that ask for it.

/** Waits for a tag that a mirror has yet to pull. */
export async function waitUntilTagged(at: Operation & { readonly wanted: Wanted }): Promise<void> {
  const { tag, waitForTag = 0 } = at.wanted;
  if (waitForTag === 0 || !at.forge.can().tags) return;
  await (await import("../wait-for-tag")).waitForTag(at, tag, waitForTag);
}

/** What is wanted, with what the tag says behind the given notes. */
export async function withTagText(at: TagTextAsking): Promise<Wanted> {
  if (!at.wanted.notesFromTag || at.forge.can().releases === "tags") return at.wanted;
  return (await import("./tag-text")).withTagText(at);
}

/** Notes that are made for this release. */
export async function generate(at: Generating, range: NotesRange): Promise<Generated> {
  return (await import("./generate")).generate(at, range);
}

/** Looks whether a tag may be pushed, before anything is changed. */
export async function mayPushFirst(
  at: Operation & { readonly pushing?: Pushing | undefined },
  step: PushStep,
): Promise<void> {
  if (at.pushing !== undefined) await (await import("./push-tag")).mayPush(at, at.pushing, step);
}

/** What is known of files of another target. */
export async function withElsewhere(
  at: Operation & { readonly wanted: Wanted; readonly elsewhere?: ElsewhereToLook | undefined },
  seen: Seen,
): Promise<Seen> {
  const { elsewhere } = at;
  if (elsewhere === undefined) return seen;
  return (await import("./elsewhere")).lookElsewhere({ ...at, elsewhere }, seen);
}

/** Moves shorter tags. */
export async function float(
  operation: Operation & { readonly pushing?: Pushing | undefined },
  { steps }: Pick<Plan, "steps">,
): Promise<void> {
  const step = steps.find((one) => one.do === "float-tags");
  if (step === undefined) return;
  const { floatTags, moverByGit } = await import("../floating");
  const { pushing } = operation;
  const mover = operation.forge.can().moveTag ?? (pushing && moverByGit(operation, pushing.remote));
  if (mover === undefined) return;
  await floatTags(operation, { ...step, mover });
}
