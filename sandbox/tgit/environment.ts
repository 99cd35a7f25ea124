import type { EnvironmentAt } from "../kernel";
import type { Repo, TGitKinds } from "./state";

type At = TGitKinds["environment"] & EnvironmentAt;

/** Only on tag webhooks. */
function tagVariables(repo: Repo, { tag, operation = "create" }: At): Record<string, string> {
  if (tag === undefined) return {};
  return {
    BK_CI_REPO_GIT_WEBHOOK_TAG_NAME: tag,
    BK_CI_REPO_GIT_WEBHOOK_TAG_OPERATION: operation,
    BK_CI_REPO_GIT_WEBHOOK_TAG_USERNAME: "bili",
    BK_REPO_GIT_WEBHOOK_TAG_CREATE_FROM: repo.defaultBranch,
    // What is gone is not checked out.
    ...(operation === "create" && { BK_CI_GIT_REPO_TAG_NAME: tag }),
  };
}

/**
 * What BK-CI sets for a run with a checkout step, but for WORKSPACE, which the caller knows. Neither a token nor the
 * address of the server nor the path of the repository is among it: those come from the user and from the remote.
 */
export function runnerEnvironment(repo: Repo, at: At): Record<string, string> {
  const { tag, branch } = at;
  const sha = tag === undefined ? repo.branches.get(branch ?? "") : repo.tagCommit(tag);
  return {
    BK_CI_PIPELINE_ID: "p-6f1c2b7e0a4d4b6f9c3e5a7d8b9c0d1e",
    BK_CI_PIPELINE_NAME: "release",
    BK_CI_PROJECT_NAME: "demo",
    BK_CI_BUILD_ID: "b-0a1b2c3d4e5f60718293a4b5c6d7e8f9",
    BK_CI_BUILD_NUM: "7",
    BK_CI_BUILD_URL: "https://devops.example.com/console/pipeline/demo/p-6f1c/detail/b-0a1b",
    BK_CI_START_TYPE: tag === undefined && branch === undefined ? "MANUAL" : "WEB_HOOK",
    BK_CI_GIT_PROJECT_ID: String(repo.id),
    ...tagVariables(repo, at),
    ...(sha !== undefined && { BK_CI_REPO_GIT_WEBHOOK_COMMITID: sha }),
  };
}
