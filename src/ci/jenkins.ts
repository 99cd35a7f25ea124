import type { Ci } from "./ci";
import { variablesFile } from "./outputs";
import { branchNames, eventFrom, filled, firstOf, tagOf } from "./variables";

/** https://www.jenkins.io/doc/book/pipeline/jenkinsfile/#using-environment-variables and the page of the Git plugin */
export const jenkins: Ci = {
  id: "jenkins",
  title: "Jenkins",
  tokenVariables: [],
  recognise: (env) =>
    filled(env.JENKINS_URL) !== undefined && filled(env.BUILD_NUMBER) !== undefined ? "JENKINS_URL" : undefined,
  tells: { commit: "GIT_COMMIT", workspace: "WORKSPACE" },
  read: ({ env }) => ({
    remote: firstOf(env, ["GIT_URL", "GIT_URL_1"]),
    ...eventFrom({
      isRequest: filled(env.CHANGE_ID) !== undefined,
      // BUILD_TAG is the name of a build, not a tag.
      tag: filled(env.TAG_NAME) ?? tagOf(env.GIT_BRANCH),
      isBranch: filled(env.BRANCH_NAME ?? env.GIT_BRANCH) !== undefined,
      branches: branchNames(
        env.BRANCH_NAME,
        env.GIT_LOCAL_BRANCH,
        env.GIT_BRANCH,
        // The name of the remote stands before it.
        env.GIT_BRANCH?.trim().replace(/^(refs\/remotes\/)?[^/]+\//, ""),
        env.CHANGE_BRANCH,
        env.CHANGE_TARGET,
      ),
    }),
    ...variablesFile(),
  }),
};
