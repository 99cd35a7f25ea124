import { isPlainLine } from "../model/plain-text";
import type { Ci, Env } from "./ci";
import { spokenLines } from "./outputs";
import { branchNames, eventFrom, filled, firstOf, isGone } from "./variables";

/**
 * BK-CI (蓝盾), which builds repositories of any forge.
 * https://github.com/TencentBlueKing/bk-ci, docs: predefined variables
 */
export const bkCi: Ci = {
  id: "bk-ci",
  title: "BK-CI",
  tokenVariables: [],
  recognise: (env) => (filled(env.BK_CI_BUILD_ID) === undefined ? undefined : "BK_CI_BUILD_ID"),
  tells: { workspace: "WORKSPACE" },
  read: ({ env, out }) => ({
    // The repository whose webhook started the build, else the one that was checked out.
    remote: firstOf(env, ["BK_CI_REPO_WEBHOOK_REPO_URL", "BK_CI_GIT_REPO_URL"]),
    ...eventFrom({
      isGone:
        /^delete$/i.test(env.BK_CI_REPO_GIT_WEBHOOK_TAG_OPERATION?.trim() ?? "") ||
        isGone(env.BK_CI_REPO_GIT_WEBHOOK_COMMITID),
      isRequest: filled(env.BK_CI_REPO_GIT_WEBHOOK_MR_ID) !== undefined,
      tag: tagIn(env),
      isBranch: filled(env.BK_CI_REPO_GIT_WEBHOOK_BRANCH) !== undefined,
    }),
    commit: commitOf(env),
    // It is what the hook of a forge told, and some tell the id of a tag that has a message.
    commitMayBeTag: true,
    branches: branchNames(
      env.BK_CI_REPO_GIT_WEBHOOK_BRANCH,
      env.BK_CI_REPO_GIT_WEBHOOK_SOURCE_BRANCH,
      env.BK_CI_REPO_GIT_WEBHOOK_TARGET_BRANCH,
      env.BK_CI_GIT_REPO_BRANCH,
    ),
    ...spokenLines(out, line),
  }),
};

function tagIn(env: Env): string | undefined {
  const isCreated = /^tag$/i.test(env.BK_CI_REPO_GITHUB_WEBHOOK_CREATE_REF_TYPE ?? "");
  return [
    env.BK_CI_REPO_GIT_WEBHOOK_TAG_NAME,
    isCreated ? env.BK_CI_REPO_GITHUB_WEBHOOK_CREATE_REF_NAME : undefined,
    env.BK_CI_GIT_REPO_TAG_NAME,
    env.BK_CI_GIT_REPO_TAG,
  ]
    .map(filled)
    .find((tag) => tag !== undefined);
}

/** In a merge request the first variable holds its number. */
function commitOf(env: Env): string | undefined {
  const commits = [env.BK_CI_REPO_GIT_WEBHOOK_COMMITID, env.BK_CI_GIT_REPO_HEAD_COMMIT_ID];
  return commits.map(filled).find((commit) => /^[0-9a-f]{7,64}$/i.test(commit ?? ""));
}

/**
 * The worker takes the whole line, up to what Java takes for its end, and writes `name=value` into a file. The line
 * itself is shown in the log: a value that is no plain line, or has a command of the log in it, is left out.
 * CommandLineUtils.appendOutputToFile in https://github.com/TencentBlueKing/bk-ci
 */
function line(name: string, value: string): string | undefined {
  return isPlainLine(value) && !value.includes("##[") ? `::set-output name=${name}::${value}` : undefined;
}
