import type { Checkout } from "../../ci/git/checkout";
import { ConfigError } from "../../errors";
import type { Forge } from "../../forges/forge";
import { CLOSED, statusOf } from "../../forges/kit/rest";
import { sameCommit } from "../../model/commit";
import { versionOf } from "../../model/version";
import type { PushStep, Pushing } from "../publish/push-tag";

/** Where tags are pushed from, and to. */
export interface TagPushing {
  /** A tag that is elsewhere there is moved, if it is no version. */
  readonly force: boolean;
  readonly checkout: Pick<Checkout, "ref" | "peel" | "top" | "trouble">;
  /** The checkout is one of the repository that is copied from. */
  readonly isOfSource: boolean;
  /** Web address of that repository. */
  readonly address: string;
  /** `undefined` without a checkout. */
  readonly pushing: Pushing | undefined;
}

/** What is known of the tags on all sides. */
export interface Asking extends TagPushing {
  readonly from: Forge;
  /** The commit of a tag, and what its ref holds where that is told. */
  readonly there: (tag: string) => Promise<{ readonly commit: string; readonly id?: string | undefined } | undefined>;
  /** Why nothing can be pushed, though there is a checkout. */
  readonly trouble: Error | undefined;
}

/**
 * What is to be pushed; `undefined` where the tag is there as it should be. The source is asked only where the checkout
 * and the target do not agree.
 *
 * @throws ConfigError where the tag is missing or elsewhere, and cannot be pushed
 */
export async function stepFor(asking: Asking, tag: string): Promise<PushStep | undefined> {
  const { checkout, from, force, trouble } = asking;
  const moves = force && versionOf(tag) === undefined;
  const [there, id] = await Promise.all([asking.there(tag), checkout.ref(`refs/tags/${tag}`)]);
  if (id !== undefined && id === there?.id) return undefined;
  const local = id === undefined ? undefined : await checkout.peel(id);
  if (there !== undefined && local !== undefined && sameCommit(local, there.commit)) return undefined;
  const source = await told(() => from.tagCommit(tag));
  if (there !== undefined) {
    const due = source ?? (asking.isOfSource ? local : undefined);
    if (due === undefined || sameCommit(due, there.commit)) return undefined;
    if (!moves) throw elsewhere(tag, there.commit, due);
  }
  if (trouble !== undefined) throw trouble;
  if (asking.pushing === undefined || id === undefined) throw notHere(asking, tag);
  if (local === undefined) throw notWhole(asking, tag);
  requireSame(asking, { tag, local, source });
  return { do: "push-tag", tag, id, commit: local, moves, from: there?.commit };
}

/** What a token may not look at is not told. */
async function told(ask: () => Promise<string | undefined>): Promise<string | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (CLOSED.includes(statusOf(error) ?? 0)) return undefined;
    throw error;
  }
}

/** The release says which commit it is of by its tag: what is pushed has to be on that very commit. */
function requireSame(
  { isOfSource, checkout: { top = "" }, address }: Asking,
  { tag, local, source }: { readonly tag: string; readonly local: string; readonly source: string | undefined },
): void {
  if (source === undefined && !isOfSource)
    throw new ConfigError({
      what: `The tag ${tag} was not pushed: the source does not tell its commit, and the checkout in ${top} is not one of that repository.`,
      hint: `Run this in a clone of ${address}, or push the tag before.`,
    });
  if (source === undefined || sameCommit(source, local)) return;
  throw new ConfigError({
    what: `The tag ${tag} was not pushed: it is on ${local} in the checkout, and on ${source} at the source.`,
    hint: `Fetch it again: git fetch --force ${address} tag ${tag}`,
  });
}

function elsewhere(tag: string, there: string, due: string): ConfigError {
  return new ConfigError({
    what: `The tag ${tag} is on ${there} at the target, and on ${due} at the source.`,
    hint: "A tag that is there is moved only by push_tag: force, and then only one that is no version.",
  });
}

function notHere({ pushing, checkout, address }: Asking, tag: string): ConfigError {
  if (pushing === undefined)
    return new ConfigError({
      what: `The target needs the tag ${tag}, and push_tag has nothing to push it from: ${checkout.trouble ?? "there is no checkout here"}.`,
      hint: `Run this in a clone of ${address}, or push the tag before.`,
    });
  return new ConfigError({
    what: `The target needs the tag ${tag}, and the checkout in ${checkout.top ?? ""} does not have it.`,
    hint: `Fetch it first: git fetch ${address} tag ${tag}`,
  });
}

function notWhole({ checkout: { top = "" }, address }: Asking, tag: string): ConfigError {
  return new ConfigError({
    what: `The tag ${tag} was not pushed: the checkout in ${top} does not hold its commit.`,
    hint: `Fetch it first: git fetch ${address} tag ${tag}`,
  });
}
