import type { Ci, Pipeline } from "./ci";
import { sectionLogger } from "./loggers";
import { variablesFile } from "./outputs";
import { branchNames, eventFrom, filled, root } from "./variables";

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
  },
  read(place) {
    const { env } = place;
    const tag = filled(env.CI_COMMIT_TAG);
    const isRequest =
      filled(env.CI_MERGE_REQUEST_IID) !== undefined ||
      /^(merge|external_pull)_request_event$/.test(env.CI_PIPELINE_SOURCE ?? "");
    return {
      forge: "gitlab",
      ...(filled(env.CI_SERVER_URL) === undefined ? serverByApi(root(env.CI_API_V4_URL)) : {}),
      ...eventFrom({
        isRequest: isRequest && tag === undefined,
        tag,
        isBranch: filled(env.CI_COMMIT_BRANCH ?? env.CI_COMMIT_REF_NAME) !== undefined,
        branches: branchNames(
          env.CI_COMMIT_BRANCH,
          env.CI_COMMIT_REF_NAME,
          env.CI_MERGE_REQUEST_REF_PATH,
          env.CI_MERGE_REQUEST_SOURCE_BRANCH_NAME,
          env.CI_MERGE_REQUEST_TARGET_BRANCH_NAME,
        ),
      }),
      logger: sectionLogger(place),
      ...variablesFile(),
    };
  },
};

/** Before 12.7 the web root has no variable of its own. */
function serverByApi(apiUrl: string | undefined): Pick<Pipeline, "serverUrl" | "told"> {
  return { serverUrl: apiUrl?.replace(/\/api\/v4$/, ""), told: { ...gitlabCi.tells, serverUrl: "CI_API_V4_URL" } };
}
