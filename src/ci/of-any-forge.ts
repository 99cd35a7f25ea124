import { isPlainLine } from "../model/plain-text";
import type { Ci } from "./ci";
import { sharedFile, spokenLines, variablesFile } from "./outputs";
import { filled, isGone, tagOf } from "./variables";

/**
 * BK-CI (蓝盾), which builds repositories of any forge.
 * https://github.com/TencentBlueKing/bk-ci, docs: predefined variables
 */
export const bkCi: Ci = {
  id: "bk-ci",
  title: "BK-CI",
  recognise: (env) => (filled(env.BK_CI_BUILD_ID) === undefined ? undefined : "BK_CI_BUILD_ID"),
  tells: { workspace: "WORKSPACE" },
  // The repository whose webhook started the build, else the one that was checked out.
  remote: ["BK_CI_REPO_WEBHOOK_REPO_URL", "BK_CI_GIT_REPO_URL"],
  event: (env) => ({
    isGone:
      /^delete$/i.test(env.BK_CI_REPO_GIT_WEBHOOK_TAG_OPERATION?.trim() ?? "") ||
      isGone(env.BK_CI_REPO_GIT_WEBHOOK_COMMITID),
    isRequest: filled(env.BK_CI_REPO_GIT_WEBHOOK_MR_ID) !== undefined,
    tag: [
      env.BK_CI_REPO_GIT_WEBHOOK_TAG_NAME,
      /^tag$/i.test(env.BK_CI_REPO_GITHUB_WEBHOOK_CREATE_REF_TYPE ?? "")
        ? env.BK_CI_REPO_GITHUB_WEBHOOK_CREATE_REF_NAME
        : undefined,
      env.BK_CI_GIT_REPO_TAG_NAME,
      env.BK_CI_GIT_REPO_TAG,
    ]
      .map(filled)
      .find((tag) => tag !== undefined),
    isBranch: filled(env.BK_CI_REPO_GIT_WEBHOOK_BRANCH) !== undefined,
    branches: [
      ...[env.BK_CI_REPO_GIT_WEBHOOK_BRANCH, env.BK_CI_REPO_GIT_WEBHOOK_SOURCE_BRANCH],
      ...[env.BK_CI_REPO_GIT_WEBHOOK_TARGET_BRANCH, env.BK_CI_GIT_REPO_BRANCH],
    ],
  }),
  commitMayBeTag: true,
  outputs: ({ out }) => spokenLines(out, bkCiLine),
  // In a merge request the first variable holds its number.
  read: ({ env }) => ({
    commit: [env.BK_CI_REPO_GIT_WEBHOOK_COMMITID, env.BK_CI_GIT_REPO_HEAD_COMMIT_ID]
      .map(filled)
      .find((commit) => /^[0-9a-f]{7,64}$/i.test(commit ?? "")),
  }),
};

/**
 * The worker takes the whole line, up to what Java takes for its end, and writes `name=value` into a file. The line
 * itself is shown in the log: a value that is no plain line, or has a command of the log in it, is left out.
 * CommandLineUtils.appendOutputToFile in https://github.com/TencentBlueKing/bk-ci
 */
function bkCiLine(name: string, value: string): string | undefined {
  return isPlainLine(value) && !value.includes("##[") ? `::set-output name=${name}::${value}` : undefined;
}

/** https://woodpecker-ci.org/docs/usage/environment */
export const woodpecker: Ci = {
  id: "woodpecker",
  title: "Woodpecker",
  forgeOf: (env) => filled(env.CI_FORGE_TYPE),
  hasSettings: true,
  recognise: (env) => ["CI", "CI_SYSTEM_NAME"].find((name) => env[name] === "woodpecker"),
  tells: {
    serverUrl: "CI_FORGE_URL",
    repository: "CI_REPO",
    repositoryId: "CI_REPO_REMOTE_ID",
    commit: "CI_COMMIT_SHA",
    workspace: "CI_WORKSPACE",
  },
  event(env) {
    const name = env.CI_PIPELINE_EVENT ?? env.CI_BUILD_EVENT ?? "";
    return {
      isRequest: name.startsWith("pull_request"),
      isRelease: name === "release",
      tag: filled(env.CI_COMMIT_TAG) ?? tagOf(env.CI_COMMIT_REF),
      isBranch: filled(env.CI_COMMIT_BRANCH) !== undefined,
      branches: [env.CI_COMMIT_BRANCH, env.CI_COMMIT_SOURCE_BRANCH, env.CI_COMMIT_TARGET_BRANCH, env.CI_COMMIT_REF],
    };
  },
  // Old servers tell neither their forge nor its address.
  remote: ["CI_REPO_URL", "CI_REPO_CLONE_URL"],
  commitMayBeTag: true,
  outputs: variablesFile,
  read: ({ env }) =>
    filled(env.CI_FORGE_TYPE) === undefined || filled(env.CI_FORGE_URL) === undefined ? {} : { remote: undefined },
};

/** Drone and Harness, which do not tell their forge. https://docs.drone.io/pipeline/environment/reference/ */
export const drone: Ci = {
  id: "drone",
  title: "Drone",
  hasSettings: true,
  // Woodpecker sets variables of Drone beside its own.
  recognise: (env) => (env.DRONE === "true" && woodpecker.recognise(env) === undefined ? "DRONE" : undefined),
  tells: { repository: "DRONE_REPO", commit: "DRONE_COMMIT_SHA", workspace: "DRONE_WORKSPACE" },
  remote: ["DRONE_REPO_LINK", "DRONE_GIT_HTTP_URL", "DRONE_REMOTE_URL", "DRONE_GIT_SSH_URL"],
  event: (env) => ({
    isRequest: env.DRONE_BUILD_EVENT?.startsWith("pull_request") === true,
    tag: filled(env.DRONE_TAG) ?? tagOf(env.DRONE_COMMIT_REF),
    isBranch: env.DRONE_BUILD_EVENT === "push",
    branches: [
      ...[env.DRONE_BRANCH, env.DRONE_COMMIT_BRANCH, env.DRONE_SOURCE_BRANCH],
      ...[env.DRONE_TARGET_BRANCH, env.DRONE_COMMIT_REF],
    ],
  }),
  commitMayBeTag: true,
  outputs({ env }) {
    const file = filled(env.DRONE_OUTPUT);
    return file === undefined ? {} : sharedFile(file);
  },
};

/** https://www.jenkins.io/doc/book/pipeline/jenkinsfile/#using-environment-variables and the page of the Git plugin */
export const jenkins: Ci = {
  id: "jenkins",
  title: "Jenkins",
  recognise: (env) =>
    filled(env.JENKINS_URL) !== undefined && filled(env.BUILD_NUMBER) !== undefined ? "JENKINS_URL" : undefined,
  tells: { commit: "GIT_COMMIT", workspace: "WORKSPACE" },
  remote: ["GIT_URL", "GIT_URL_1"],
  // The plugin Git Tag Message may tell of another tag than the one that is built.
  read: ({ env }) => ({
    tagMessage: filled(env.GIT_TAG_NAME) === filled(env.TAG_NAME) ? filled(env.GIT_TAG_MESSAGE) : undefined,
  }),
  event: (env) => ({
    isRequest: filled(env.CHANGE_ID) !== undefined,
    // BUILD_TAG is the name of a build, not a tag.
    tag: filled(env.TAG_NAME) ?? tagOf(env.GIT_BRANCH),
    isBranch: filled(env.BRANCH_NAME ?? env.GIT_BRANCH) !== undefined,
    branches: [
      ...[env.BRANCH_NAME, env.GIT_LOCAL_BRANCH, env.GIT_BRANCH],
      // The name of the remote stands before it.
      env.GIT_BRANCH?.trim().replace(/^(refs\/remotes\/)?[^/]+\//, ""),
      ...[env.CHANGE_BRANCH, env.CHANGE_TARGET],
    ],
  }),
  outputs: variablesFile,
};
