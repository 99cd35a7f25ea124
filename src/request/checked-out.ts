import { realpath } from "node:fs/promises";
import type { Ci, Pipeline } from "../ci/ci";
import type { Checkout } from "../ci/git/checkout";
import { parseRemote } from "../ci/local-git";

/** A repository to look for among the remotes of a checkout. */
export interface Sought {
  /** `owner/name`; in capitals or not. */
  readonly repository: string;
  /** Path below which its server lives; remotes of the web have it before the repository. */
  readonly below?: string | undefined;
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
  if (workspace === undefined) return false;
  return checkout.top === (await realpath(workspace).catch(() => undefined));
}

function leadsTo(url: string, { repository, below = "" }: Sought): boolean {
  const path = plain(repository);
  const remote = parseRemote(url);
  if (remote !== undefined) return [path, plain(`${below}/${repository}`)].includes(plain(remote.repository));
  // A path on this machine, or `file://`: what stands before the repository is the disk's business.
  return path !== "" && `/${plain(url.replace(/^file:\/\//i, "").replaceAll("\\", "/"))}`.endsWith(`/${path}`);
}

function plain(path: string): string {
  return path
    .split("/")
    .filter((part) => part !== "")
    .join("/")
    .replace(/\.git$/i, "")
    .toLowerCase();
}

/** The CI's workspace; one that tells none starts the program in it. A shell has none. */
export function workspaceOf(
  { workspace }: Pick<Pipeline, "workspace">,
  { found, folder }: { readonly found: { readonly ci: Ci }; readonly folder: string },
): string | undefined {
  return workspace ?? (found.ci.tellsNothing === true ? undefined : folder);
}
