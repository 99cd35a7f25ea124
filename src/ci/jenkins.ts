import type { Ci, Env, Pipeline } from "./ci";
import { variablesFile } from "./channels";
import { plainPipeline } from "./plain";
import { branchNames, filled, firstOf, tagOf } from "./variables";

/** https://www.jenkins.io/doc/book/pipeline/jenkinsfile/#using-environment-variables and the page of the Git plugin */
export const jenkins: Ci = {
  id: "jenkins",
  title: "Jenkins",
  tokenVariables: [],
  recognise: (env) =>
    filled(env.JENKINS_URL) !== undefined && filled(env.BUILD_NUMBER) !== undefined ? "JENKINS_URL" : undefined,
  read(place) {
    const { env } = place;
    return Promise.resolve({
      ...plainPipeline(jenkins.title, place),
      remote: firstOf(env, ["GIT_URL", "GIT_URL_1"]),
      ...eventOf(env),
      commit: filled(env.GIT_COMMIT),
      workspace: filled(env.WORKSPACE),
      ...variablesFile(),
    });
  },
};

/** BUILD_TAG is the name of a build, not a tag. */
function eventOf(env: Env): Pick<Pipeline, "event" | "tag" | "branches"> {
  const branches = branchNames(
    env.BRANCH_NAME,
    env.GIT_LOCAL_BRANCH,
    env.GIT_BRANCH,
    // The name of the remote stands before it.
    env.GIT_BRANCH?.trim().replace(/^(refs\/remotes\/)?[^/]+\//, ""),
    env.CHANGE_BRANCH,
    env.CHANGE_TARGET,
  );
  if (filled(env.CHANGE_ID) !== undefined) return { event: "pull-request", tag: undefined, branches };
  const tag = filled(env.TAG_NAME) ?? tagOf(env.GIT_BRANCH);
  if (tag !== undefined) return { event: "tag", tag };
  return { event: filled(env.BRANCH_NAME ?? env.GIT_BRANCH) === undefined ? "other" : "branch", tag, branches };
}
