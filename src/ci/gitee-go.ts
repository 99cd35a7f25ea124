import type { Ci, Env, Pipeline, PipelineEvent } from "./ci";
import { sharedFile } from "./channels";
import { parseRemote } from "./local-git";
import { plainPipeline } from "./plain";
import { branchNames, filled, tagOf } from "./variables";

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
  read(place) {
    const { env } = place;
    return Promise.resolve({
      ...plainPipeline(giteeGo.title, place),
      forge: "gitee",
      ...repositoryOf(env),
      told: { serverUrl: "GITEE_REPO", repository: "GITEE_REPO" },
      event: eventOf(env),
      // No variable tells tags, and a branch is never one: only a full ref shows which it is.
      tag: tagOf(env.GITEE_BRANCH),
      commit: filled(env.GITEE_COMMIT),
      // It is not told which of the two it is.
      commitMayBeTag: true,
      branches: tagOf(env.GITEE_BRANCH) === undefined ? branchNames(env.GITEE_BRANCH, env.GITEE_SOURCE_BRANCH) : [],
      ...sharedFile("GITEE_PARAMS"),
    });
  },
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

function eventOf(env: Env): PipelineEvent {
  if (filled(env.GITEE_PULL_ID) !== undefined) return "pull-request";
  if (tagOf(env.GITEE_BRANCH) !== undefined) return "tag";
  return filled(env.GITEE_BRANCH) === undefined ? "other" : "branch";
}
