import type { Ci } from "./ci";
import { sharedFile } from "./outputs";
import { branchNames, eventFrom, filled, firstOf, tagOf } from "./variables";

/** Drone and Harness, which do not tell their forge. https://docs.drone.io/pipeline/environment/reference/ */
export const drone: Ci = {
  id: "drone",
  title: "Drone",
  tokenVariables: [],
  hasSettings: true,
  // Woodpecker sets variables of Drone beside its own.
  recognise: (env) =>
    env.DRONE === "true" && env.CI !== "woodpecker" && env.CI_SYSTEM_NAME !== "woodpecker" ? "DRONE" : undefined,
  tells: { repository: "DRONE_REPO", commit: "DRONE_COMMIT_SHA", workspace: "DRONE_WORKSPACE" },
  read({ env }) {
    const name = env.DRONE_BUILD_EVENT ?? "";
    const output = filled(env.DRONE_OUTPUT);
    return {
      remote: firstOf(env, ["DRONE_REPO_LINK", "DRONE_GIT_HTTP_URL", "DRONE_REMOTE_URL", "DRONE_GIT_SSH_URL"]),
      ...eventFrom({
        isRequest: name.startsWith("pull_request"),
        tag: filled(env.DRONE_TAG) ?? tagOf(env.DRONE_COMMIT_REF),
        isBranch: name === "push",
        branches: branchNames(
          env.DRONE_BRANCH,
          env.DRONE_COMMIT_BRANCH,
          env.DRONE_SOURCE_BRANCH,
          env.DRONE_TARGET_BRANCH,
          env.DRONE_COMMIT_REF,
        ),
      }),
      // It is what the forge's hook told: of a tag with a message some tell its own id.
      commitMayBeTag: true,
      ...(output === undefined ? {} : sharedFile(output)),
    };
  },
};
