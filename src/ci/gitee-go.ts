import type { Ci, Env, Pipeline } from "./ci";
import { sharedFile } from "./outputs";
import { parseRemote } from "./remote";
import { branchNames, eventFrom, filled, tagOf } from "./variables";

/** https://help.gitee.com/enterprise/pipeline */
export const giteeGo: Ci = {
  id: "gitee-go",
  title: "Gitee Go",
  tokenVariables: [],
  forgeOf: () => "gitee",
  recognise: (env) =>
    filled(env.GITEE_PIPELINE_NAME) !== undefined && filled(env.GITEE_COMMIT) !== undefined
      ? "GITEE_PIPELINE_NAME"
      : undefined,
  tells: { serverUrl: "GITEE_REPO", repository: "GITEE_REPO", commit: "GITEE_COMMIT" },
  read: ({ env }) => ({
    forge: "gitee",
    ...repositoryOf(env),
    ...eventFrom({
      isRequest: filled(env.GITEE_PULL_ID) !== undefined,
      // No variable tells tags, and a branch is never one: only a full ref shows which it is.
      tag: tagOf(env.GITEE_BRANCH),
      isBranch: filled(env.GITEE_BRANCH) !== undefined,
      branches: branchNames(env.GITEE_BRANCH, env.GITEE_SOURCE_BRANCH),
    }),
    // It is not told which of the two it is.
    commitMayBeTag: true,
    ...sharedFile("GITEE_PARAMS"),
  }),
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
