import type { Ci } from "./ci";
import { variablesFile } from "./outputs";
import { branchNames, eventFrom, filled, firstOf, tagOf } from "./variables";

/** https://woodpecker-ci.org/docs/usage/environment */
export const woodpecker: Ci = {
  id: "woodpecker",
  title: "Woodpecker",
  tokenVariables: [],
  forgeOf: (env) => filled(env.CI_FORGE_TYPE),
  hasSettings: true,
  recognise(env) {
    if (env.CI === "woodpecker") return "CI";
    return env.CI_SYSTEM_NAME === "woodpecker" ? "CI_SYSTEM_NAME" : undefined;
  },
  tells: {
    serverUrl: "CI_FORGE_URL",
    repository: "CI_REPO",
    repositoryId: "CI_REPO_REMOTE_ID",
    commit: "CI_COMMIT_SHA",
    workspace: "CI_WORKSPACE",
  },
  read({ env }) {
    const forge = filled(env.CI_FORGE_TYPE);
    const name = env.CI_PIPELINE_EVENT ?? env.CI_BUILD_EVENT ?? "";
    const isToldForge = forge !== undefined && filled(env.CI_FORGE_URL) !== undefined;
    return {
      forge,
      // Old servers tell neither their forge nor its address.
      remote: isToldForge ? undefined : firstOf(env, ["CI_REPO_URL", "CI_REPO_CLONE_URL"]),
      ...eventFrom({
        isRequest: name.startsWith("pull_request"),
        isRelease: name === "release",
        tag: filled(env.CI_COMMIT_TAG) ?? tagOf(env.CI_COMMIT_REF),
        isBranch: filled(env.CI_COMMIT_BRANCH) !== undefined,
        branches: branchNames(
          env.CI_COMMIT_BRANCH,
          env.CI_COMMIT_SOURCE_BRANCH,
          env.CI_COMMIT_TARGET_BRANCH,
          env.CI_COMMIT_REF,
        ),
      }),
      // It is what the forge's hook told: of a tag with a message some tell its own id.
      commitMayBeTag: true,
      ...variablesFile(),
    };
  },
};
