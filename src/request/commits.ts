import type { Pipeline } from "../ci/ci";
import type { Checkout } from "../ci/git/checkout";
import type { Wanted } from "../model/request";
import { isCheckoutOf } from "./checked-out";
import type { Inputs } from "./inputs";
import type { Target } from "./target";

export type Commits = Pick<
  Wanted,
  | "target"
  | "targetIsLocal"
  | "noTarget"
  | "tagIsThere"
  | "expectedCommit"
  | "otherCommit"
  | "unchecked"
  | "isBranch"
  | "releaseId"
>;

export interface Asking {
  readonly inputs: Inputs;
  readonly pipeline: Pipeline;
  readonly target: Target;
  readonly checkout: Checkout;
  /** The CI's. */
  readonly workspace: string | undefined;
  readonly tag: string;
}

/** What is known of the tag's commit: only of the repository that is built or checked out here; and what the log says. */
export async function commitsOf(at: Asking): Promise<{ readonly commits: Commits; readonly told: readonly string[] }> {
  const { inputs, pipeline, target, checkout, tag } = at;
  const given = { target: inputs.target_commitish, releaseId: inputs.release_id };
  const tells = pipeline.repository !== undefined || pipeline.remote !== undefined;
  const own = isOwn(target, pipeline);
  const nothing = { ...given, tagIsThere: false, expectedCommit: undefined };
  if (tells && !own) return { commits: { ...nothing, noTarget: "foreign" }, told: [] };
  const sought = {
    repository: (own ? pipeline.repository : undefined) ?? target.repository,
    below: new URL(target.serverUrl).pathname,
  };
  const counts = await isCheckoutOf(checkout, sought, at.workspace);
  const told = tellCheckout(checkout, counts, sought.repository);
  if (!own && !counts) return { commits: { ...nothing, unchecked: uncheckedUnless(inputs, undefined) }, told };
  const head = counts ? checkout.commit : undefined;
  const isBranch = (pipeline.branches ?? []).includes(tag) || (counts && checkout.branch === tag);
  const built = await builtCommit(at, head);
  const fallback = pipeline.event === "pull-request" ? undefined : built.commit;
  const { expected } = built;
  return {
    commits: {
      target: given.target ?? fallback,
      targetIsLocal: given.target === undefined && fallback === head && head !== pipeline.commit,
      noTarget: pipeline.event === "pull-request" ? "pull-request" : undefined,
      tagIsThere: built.tagIsThere,
      expectedCommit: inputs.allow_tag_mismatch ? undefined : expected,
      otherCommit: built.other,
      unchecked: expected === undefined ? uncheckedUnless(inputs, pipeline.commit) : undefined,
      isBranch: isBranch && given.target === undefined,
      releaseId: given.releaseId ?? (pipeline.tag === tag ? pipeline.release?.id : undefined),
    },
    told,
  };
}

interface Built {
  /** The tag started the pipeline, so it was there then. */
  readonly tagIsThere: boolean;
  readonly commit: string | undefined;
  /** What an existing tag has to be on; `undefined` where there is nothing to go by. */
  readonly expected: string | undefined;
  readonly other?: string | undefined;
}

/** The commit that is being built: that of the tag or the merge that started the pipeline, else of the checkout. */
async function builtCommit({ pipeline, checkout, tag }: Asking, head: string | undefined): Promise<Built> {
  const { event, commit, release } = pipeline;
  if (pipeline.tag === tag && release?.draft !== true && (event === "tag" || event === "release")) {
    const peeled = commit === undefined ? undefined : await checkout.peel(commit);
    // What may be a tag's own id, and its objects do not tell, is as good as what is checked out.
    const other = peeled === undefined && pipeline.commitMayBeTag === true ? head : undefined;
    return { tagIsThere: true, commit: peeled ?? other ?? commit ?? head, expected: peeled ?? commit ?? head, other };
  }
  // The job may have added commits of its own to the merged ones, and have tagged them.
  if (event === "merge")
    return { tagIsThere: false, commit, expected: head === undefined ? undefined : commit, other: head };
  return { tagIsThere: false, commit: head ?? commit, expected: head };
}

/** The repository whose pipeline this is; on some forges a number names it, too. */
function isOwn({ ownRepository, ownServer, repository }: Target, { repositoryId }: Pipeline): boolean {
  return ownRepository || (ownServer && repository === repositoryId);
}

function uncheckedUnless({ allow_tag_mismatch }: Inputs, commit: string | undefined): Wanted["unchecked"] {
  return allow_tag_mismatch ? undefined : { commit };
}

function tellCheckout({ top, trouble }: Checkout, counts: boolean, repository: string): string[] {
  if (trouble !== undefined) return [`no checkout is looked at: ${trouble}`];
  if (top === undefined || counts) return [];
  return [`the checkout in ${top} is not one of ${repository}: it says nothing about the commit`];
}
