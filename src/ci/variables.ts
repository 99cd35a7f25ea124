import { withoutSlash } from "../model/address";
import type { Env, Pipeline, Started } from "./ci";

/** Variables and nothing else: what every object has beside its own members (`constructor`) is none of them. */
export function onlyVariables(env: Env): Env {
  const own = { ...env };
  Object.setPrototypeOf(own, null);
  return own;
}

/** A variable without the white space around it; `undefined` where nothing is in it. */
export function filled(text: string | undefined): string | undefined {
  const trimmed = text?.trim() ?? "";
  return trimmed === "" ? undefined : trimmed;
}

/** The first of some variables in which something is, and its name. */
export function firstOf(
  env: Env,
  variables: readonly string[],
): { readonly url: string; readonly variable: string } | undefined {
  for (const variable of variables) {
    const url = filled(env[variable]);
    if (url !== undefined) return { url, variable };
  }
  return undefined;
}

/** An address without a slash at its end. */
export function root(url: string | undefined): string | undefined {
  const address = filled(url);
  return address === undefined ? undefined : withoutSlash(address);
}

/** The tag of `refs/tags/…`; a ref of another kind has none. */
export function tagOf(ref: string | undefined): string | undefined {
  return /^refs\/tags\/(.+)$/.exec(filled(ref) ?? "")?.[1];
}

/** Names of branches and merge refs without what stands before them in full; each once. */
export function branchNames(...names: readonly (string | undefined)[]): string[] {
  const short = names.map((name) => filled(name)?.replace(/^refs\/(heads\/)?/, ""));
  return [...new Set(short.filter((name) => name !== undefined))];
}

/** A commit of zeros stands for what is gone. */
export function isGone(commit: string | undefined): boolean {
  return /^0+$/.test(filled(commit) ?? "");
}

/** What an event is. Requests have no tag, a branch is never one, and branches are told where no tag is built. */
export function eventFrom(at: Started): Pick<Pipeline, "event" | "tag" | "branches"> {
  const { tag } = at;
  const branches = branchNames(...at.branches);
  if (at.isGone === true) return { event: "withdrawal", tag };
  if (at.isRequest === true) return { event: "pull-request", tag: undefined, branches };
  if (at.isRelease === true) return { event: "release", tag };
  if (tag !== undefined) return { event: "tag", tag };
  return { event: at.isBranch ? "branch" : "other", tag, branches };
}

/**
 * Variables in which runners, and the steps that people put before this one, keep secrets that are no token of a forge.
 * Known only to be kept from going out; none is ever used.
 */
export const SECRET_VARIABLES: readonly string[] = [
  ...["ACTIONS_RUNTIME_TOKEN", "ACTIONS_ID_TOKEN_REQUEST_TOKEN"],
  ...["CI_JOB_JWT", "CI_JOB_JWT_V1", "CI_JOB_JWT_V2", "CI_DEPLOY_PASSWORD", "CI_REGISTRY_PASSWORD"],
  ...["CI_DEPENDENCY_PROXY_PASSWORD", "CI_NETRC_PASSWORD", "DRONE_NETRC_PASSWORD", "NETRC_PASSWORD"],
  ...["NPM_TOKEN", "NODE_AUTH_TOKEN", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"],
];

/** Variables that hold addresses, in which a user and a password may stand. */
export const ADDRESS_VARIABLES: readonly string[] = [
  ...["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"],
  ...["CI_REPOSITORY_URL", "CI_REPO_URL", "CI_REPO_CLONE_URL", "CI_REPO_REMOTE", "CI_DEPENDENCY_PROXY_SERVER"],
  ...["DRONE_GIT_HTTP_URL", "DRONE_REMOTE_URL", "DRONE_REPO_LINK", "GIT_URL", "CNB_REPO_URL", "CNB_REPO_URL_HTTPS"],
  ...["BK_CI_REPO_WEBHOOK_REPO_URL", "BK_CI_GIT_REPO_URL", "GITEE_REPO", "GITEE_REPO_URL"],
];
