import type { Pages } from "./generated";
import { pagesOf } from "./generated/pages";
import { type Fetching, fetchingOf } from "../../ci/fetching";
import type { History } from "../../ci/git/history";
import type { Context } from "../context";
import type { Target } from "../target/target";

/** What this machine knows for notes that are made of commits or of a tag's message. Nothing is read before it is asked. */
export interface Local {
  /** The checkout's history; `undefined` where there is no checkout. @throws UnreadableError for one that cannot be read */
  history(): Promise<History | undefined>;
  /** The checkout is one of the target repository. */
  readonly isOwn: boolean;
  /** It is that, or what is in it is going to be pushed to the target. */
  readonly isShared: boolean;
  /** Why a checkout that is there is not looked at. */
  readonly trouble: string | undefined;
  /** What the pipeline's own variable says of the tag. */
  readonly tagMessage: string | undefined;
  readonly fetching: Fetching;
  readonly pages: Pages;
  /** Which known secret stands in a text that is to be published, by the name of what holds it. */
  secretIn(text: string): string | undefined;
}

/** @param at.isOwn whether the checkout is one of the target repository */
export function localOf(
  { ci, pipeline, checkout }: Pick<Context, "ci" | "pipeline" | "checkout">,
  at: {
    readonly target: Target;
    readonly tag: string;
    readonly isOwn: boolean;
    readonly isShared: boolean;
    readonly secretIn: Local["secretIn"];
  },
): Local {
  const { repository, trouble } = checkout;
  const { target, tag, isOwn, isShared, secretIn } = at;
  const open = async (): Promise<History | undefined> =>
    repository === undefined ? undefined : (await import("../../ci/git/history")).openHistory(repository);
  let history: Promise<History | undefined> | undefined;
  return {
    history: () => (history ??= open()),
    isOwn,
    isShared,
    trouble,
    // Only of the tag that the pipeline is about.
    tagMessage: pipeline.tag === tag ? pipeline.tagMessage : undefined,
    fetching: fetchingOf(ci.ci),
    pages: pagesOf(target),
    secretIn,
  };
}
