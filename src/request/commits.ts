import { realpath } from "node:fs/promises";
import type { Pipeline } from "../ci/ci";
import type { Checkout } from "../ci/git/checkout";
import { parseRemote } from "../ci/remote";
import type { Wanted } from "../model/request";
import type { Context } from "./context";
import type { Inputs } from "./inputs";
import type { Target } from "./target/target";

export type Commits = Pick<
  Wanted,
  | "target"
  | "targetIsLocal"
  | "noTarget"
  | "tagIsThere"
  | "isRepeated"
  | "expectedCommit"
  | "otherCommit"
  | "unchecked"
  | "isBranch"
  | "releaseId"
>;

interface Asking extends Pick<Context, "inputs" | "pipeline" | "checkout" | "folders"> {
  readonly target: Target;
  readonly tag: string;
}

interface Known {
  readonly commits: Commits;
  readonly told: readonly string[];
  /** The checkout is one of the target repository. */
  readonly isCheckout: boolean;
}

/** What is known of the tag's commit: only of the repository that is built or checked out here; and what the log says. */
export async function commitsOf(at: Asking): Promise<Known> {
  const { inputs, pipeline, target, checkout, tag, folders } = at;
  const isToldByCi = pipeline.repository !== undefined || pipeline.remote !== undefined;
  const isOwn = isOwnRepository(target, pipeline);
  const given = { target: inputs.target_commitish, releaseId: inputs.release_id };
  const nothing = { ...given, tagIsThere: false };
  if (isToldByCi && !isOwn) return { commits: { ...nothing, noTarget: "foreign" }, told: [], isCheckout: false };
  const repository = (isOwn ? pipeline.repository : undefined) ?? target.repository;
  const { serverUrl } = target;
  const counts = await isCheckoutOf(checkout, { repository, serverUrl }, folders.workspace);
  const told = tellCheckout(checkout, counts, repository);
  if (!isOwn && !counts)
    return { commits: { ...nothing, unchecked: uncheckedUnless(inputs, undefined) }, told, isCheckout: false };
  const head = counts ? checkout.commit : undefined;
  const isBranch = (pipeline.branches ?? []).includes(tag) || (counts && checkout.branch === tag);
  const { tagIsThere, commit, expected, other } = await builtCommit(at, head);
  const isPullRequest = pipeline.event === "pull-request";
  const fallback = isPullRequest ? undefined : commit;
  return {
    commits: {
      target: given.target ?? fallback,
      targetIsLocal: given.target === undefined && fallback === head && head !== pipeline.commit,
      noTarget: isPullRequest ? "pull-request" : undefined,
      tagIsThere,
      isRepeated: pipeline.isRepeated,
      expectedCommit: inputs.allow_tag_mismatch ? undefined : expected,
      otherCommit: other,
      unchecked: expected === undefined ? uncheckedUnless(inputs, pipeline.commit) : undefined,
      isBranch: isBranch && given.target === undefined,
      releaseId: given.releaseId ?? (pipeline.tag === tag ? pipeline.release?.id : undefined),
    },
    told,
    isCheckout: counts,
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
function isOwnRepository({ ownRepository, ownServer, repository }: Target, { repositoryId }: Pipeline): boolean {
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

/** A repository to look for among the remotes of a checkout. */
interface Sought {
  /** `owner/name`, in any case. */
  readonly repository: string;
  /** Remotes of the web have the path below which its server lives before the repository. */
  readonly serverUrl: string | undefined;
}

/**
 * Whether a checkout is of a repository: one of its remotes has the repository's path, whatever the host, which may be
 * an alias; or it has no remote, and it is the CI's workspace itself. A submodule, the clone of another project and a
 * repository that happens to lie above say nothing.
 */
export async function isCheckoutOf(
  checkout: Checkout,
  sought: Sought,
  workspace: string | undefined,
): Promise<boolean> {
  if (checkout.top === undefined || checkout.trouble !== undefined) return false;
  if (checkout.remotes.size > 0) return [...checkout.remotes.values()].flat().some((url) => leadsTo(url, sought));
  return workspace !== undefined && checkout.top === (await realpath(workspace).catch(() => undefined));
}

function leadsTo(url: string, { repository, serverUrl = "" }: Sought): boolean {
  const below = URL.canParse(serverUrl) ? new URL(serverUrl).pathname : "";
  const path = plain(repository);
  const remote = parseRemote(url);
  if (remote !== undefined) return [path, plain(`${below}/${repository}`)].includes(plain(remote.repository));
  // A path on this machine, or `file://`: what stands before the repository is the disk's business.
  return path !== "" && `/${plain(url.replace(/^file:\/\//i, "").replaceAll("\\", "/"))}`.endsWith(`/${path}`);
}

function plain(path: string): string {
  const parts = path.split("/").filter((part) => part !== "");
  return parts
    .join("/")
    .replace(/\.git$/i, "")
    .toLowerCase();
}
