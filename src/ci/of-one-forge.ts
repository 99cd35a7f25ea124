import type { Ci, Env, Pipeline } from "./ci";
import { sectionLogger } from "./loggers";
import { sharedFile, spokenLines, variablesFile } from "./outputs";
import { parseRemote } from "./remote";
import { filled, isGone, root, tagOf } from "./variables";

/** https://docs.gitlab.com/ci/variables/predefined_variables/ */
export const gitlabCi: Ci = {
  id: "gitlab-ci",
  title: "GitLab CI",
  tokenVariables: ["CI_JOB_TOKEN"],
  forgeOf: () => "gitlab",
  recognise: (env) => (env.GITLAB_CI === "true" ? "GITLAB_CI" : undefined),
  tells: {
    serverUrl: "CI_SERVER_URL",
    apiUrl: "CI_API_V4_URL",
    repository: "CI_PROJECT_PATH",
    repositoryId: "CI_PROJECT_ID",
    serverVersion: "CI_SERVER_VERSION",
    commit: "CI_COMMIT_SHA",
    workspace: "CI_PROJECT_DIR",
    tagMessage: "CI_COMMIT_TAG_MESSAGE",
  },
  event: (env) => ({
    isRequest:
      filled(env.CI_COMMIT_TAG) === undefined &&
      (filled(env.CI_MERGE_REQUEST_IID) !== undefined ||
        /^(merge|external_pull)_request_event$/.test(env.CI_PIPELINE_SOURCE ?? "")),
    tag: filled(env.CI_COMMIT_TAG),
    isBranch: filled(env.CI_COMMIT_BRANCH ?? env.CI_COMMIT_REF_NAME) !== undefined,
    branches: [
      ...[env.CI_COMMIT_BRANCH, env.CI_COMMIT_REF_NAME, env.CI_MERGE_REQUEST_REF_PATH],
      ...[env.CI_MERGE_REQUEST_SOURCE_BRANCH_NAME, env.CI_MERGE_REQUEST_TARGET_BRANCH_NAME],
    ],
  }),
  outputs: variablesFile,
  read: (place) => ({
    ...(filled(place.env.CI_SERVER_URL) === undefined ? serverByApi(root(place.env.CI_API_V4_URL)) : {}),
    logger: sectionLogger(place),
  }),
};

/** Before 12.7 the web root has no variable of its own. */
function serverByApi(apiUrl: string | undefined): Pick<Pipeline, "serverUrl" | "told"> {
  return { serverUrl: apiUrl?.replace(/\/api\/v4$/, ""), told: { ...gitlabCi.tells, serverUrl: "CI_API_V4_URL" } };
}

/** https://docs.cnb.cool/zh/build/build-in-env.html */
export const cnb: Ci = {
  id: "cnb",
  title: "CNB",
  tokenVariables: ["CNB_TOKEN"],
  forgeOf: () => "cnb",
  hasSettings: true,
  recognise: (env) => (env.CNB === "true" ? "CNB" : undefined),
  tells: {
    serverUrl: "CNB_WEB_ENDPOINT",
    apiUrl: "CNB_API_ENDPOINT",
    repository: "CNB_REPO_SLUG",
    commit: "CNB_COMMIT",
    workspace: "CNB_BUILD_WORKSPACE",
  },
  event: (env) => ({
    isGone: isGone(env.CNB_COMMIT),
    isRequest: env.CNB_EVENT?.startsWith("pull_request") === true,
    tag: env.CNB_IS_TAG === "true" ? filled(env.CNB_BRANCH) : undefined,
    isBranch: env.CNB_EVENT === "push",
    branches: [env.CNB_BRANCH, env.CNB_PULL_REQUEST_BRANCH],
  }),
  outputs: ({ out }) => spokenLines(out, cnbLine),
};

/** Values of this length and more are ignored. */
const MOST_BYTES = 100 * 1024;

/**
 * Values are decoded as by JavaScript's `unescape`, and those that begin with `base64,` as base64: what could be taken
 * for that, end the command, begin another line or change what the log shows is escaped. https://docs.cnb.cool/zh/build/env.html
 */
function cnbLine(name: string, value: string): string | undefined {
  const escaped = value
    .replace(/[%[\]\p{Cc}\p{Cf}\u2028\u2029]/gu, (found) => found.split("").map(escape).join(""))
    .replace(/^b(?=ase64,)/, escape);
  return Buffer.byteLength(escaped) < MOST_BYTES ? `##[set-output ${name}=${escaped}]` : undefined;
}

function escape(character: string): string {
  const code = character.charCodeAt(0);
  const digits = code.toString(16).toUpperCase();
  return code < 256 ? `%${digits.padStart(2, "0")}` : `%u${digits.padStart(4, "0")}`;
}

/** https://help.gitee.com/enterprise/pipeline */
export const giteeGo: Ci = {
  id: "gitee-go",
  title: "Gitee Go",
  forgeOf: () => "gitee",
  recognise: ({ GITEE_PIPELINE_NAME, GITEE_COMMIT }) =>
    filled(GITEE_PIPELINE_NAME) !== undefined && filled(GITEE_COMMIT) !== undefined ? "GITEE_PIPELINE_NAME" : undefined,
  tells: { serverUrl: "GITEE_REPO", repository: "GITEE_REPO", commit: "GITEE_COMMIT" },
  event: (env) => ({
    isRequest: filled(env.GITEE_PULL_ID) !== undefined,
    // No variable tells tags, and a branch is never one: only a full ref shows which it is.
    tag: tagOf(env.GITEE_BRANCH),
    isBranch: filled(env.GITEE_BRANCH) !== undefined,
    branches: [env.GITEE_BRANCH, env.GITEE_SOURCE_BRANCH],
  }),
  commitMayBeTag: true,
  outputs: () => sharedFile("GITEE_PARAMS"),
  read: ({ env }) => repositoryOf(env),
};

/** The variable holds an address, `owner/repo`, or the bare name, which is of no use. */
function repositoryOf(env: Env): Pick<Pipeline, "serverUrl" | "repository"> {
  const told = filled(env.GITEE_REPO) ?? "";
  const remote = parseRemote(told);
  if (remote !== undefined) return remote;
  const [name] = /^[^/\s:]+\/[^/\s:]+$/.exec(told.replace(/\.git$/, "")) ?? [];
  // A bare name is of gitee.com or of a private server: what is not told is not known.
  return { serverUrl: undefined, repository: name };
}

/**
 * builds.sr.ht, which builds repositories of any forge. For one of its own (`BUILD_SUBMITTER` is git.sr.ht) it tells what
 * was pushed, and hands out a token where the manifest asks for one (`oauth`). The repository is the checkout's remote.
 * https://man.sr.ht/builds.sr.ht/, https://man.sr.ht/builds.sr.ht/manifest.md
 */
export const buildsSrHt: Ci = {
  id: "builds-sr-ht",
  title: "builds.sr.ht",
  tokenVariables: ["OAUTH2_TOKEN"],
  forgeOf: (env) => (gitServer(env) === undefined ? undefined : "sourcehut"),
  recognise: (env) => (filled(env.JOB_ID) !== undefined && jobOf(env) !== undefined ? "JOB_URL" : undefined),
  event: (env) => ({
    // Patches of a mailing list, and requests on other forges.
    isRequest: /patch|-[pm]r$/.test(env.BUILD_REASON ?? ""),
    tag: tagOf(env.GIT_REF),
    isBranch: env.GIT_REF?.startsWith("refs/heads/") === true,
    branches: [env.GIT_REF],
  }),
  outputs: variablesFile,
  read: ({ env }) => ({ serverUrl: gitServer(env), told: { serverUrl: "JOB_URL" } }),
};

/** `https://builds.sr.ht/~user/job/7`: other CIs number their jobs as well. */
function jobOf({ JOB_URL = "" }: Env): URL | undefined {
  const url = URL.canParse(JOB_URL.trim()) ? new URL(JOB_URL.trim()) : undefined;
  return url !== undefined && url.hostname.startsWith("builds.") && /^\/~[^/]+\/job\/\d+$/.test(url.pathname)
    ? url
    : undefined;
}

/**
 * `https://builds.sr.ht` → `https://git.sr.ht`, where a push to a repository there started the job. The git server of every
 * instance calls itself git.sr.ht (`autoSetupManifest` in update-hook/submitter.go).
 */
function gitServer(env: Env): string | undefined {
  const job = jobOf(env);
  if (job === undefined) return undefined;
  const server = `${job.protocol}//${job.host.replace(/^builds\./, "git.")}`;
  return ["git.sr.ht", new URL(server).hostname].includes(env.BUILD_SUBMITTER ?? "") ? server : undefined;
}
