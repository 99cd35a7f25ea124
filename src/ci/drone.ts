import type { Ci, Env, Pipeline } from "./ci";
import { sharedFile } from "./channels";
import { plainPipeline } from "./plain";
import { branchNames, filled, firstOf, tagOf } from "./variables";

/** Drone and Harness, which do not tell their forge. https://docs.drone.io/pipeline/environment/reference/ */
export const drone: Ci = {
  id: "drone",
  title: "Drone",
  tokenVariables: [],
  hasSettings: true,
  // Woodpecker sets variables of Drone beside its own.
  recognise: (env) =>
    env.DRONE === "true" && env.CI !== "woodpecker" && env.CI_SYSTEM_NAME !== "woodpecker" ? "DRONE" : undefined,
  read(place) {
    const { env } = place;
    const output = filled(env.DRONE_OUTPUT);
    return Promise.resolve({
      ...plainPipeline(drone.title, place),
      repository: filled(env.DRONE_REPO),
      told: { repository: "DRONE_REPO" },
      remote: firstOf(env, ["DRONE_REPO_LINK", "DRONE_GIT_HTTP_URL", "DRONE_REMOTE_URL", "DRONE_GIT_SSH_URL"]),
      ...eventOf(env),
      commit: filled(env.DRONE_COMMIT_SHA),
      // It is what the forge's hook told: of a tag with a message some tell its own id.
      commitMayBeTag: true,
      workspace: filled(env.DRONE_WORKSPACE),
      ...(output === undefined ? {} : sharedFile(output)),
    });
  },
};

function eventOf(env: Env): Pick<Pipeline, "event" | "tag" | "branches"> {
  const name = env.DRONE_BUILD_EVENT ?? "";
  const tag = filled(env.DRONE_TAG) ?? tagOf(env.DRONE_COMMIT_REF);
  const branches = branchNames(
    env.DRONE_BRANCH,
    env.DRONE_COMMIT_BRANCH,
    env.DRONE_SOURCE_BRANCH,
    env.DRONE_TARGET_BRANCH,
    env.DRONE_COMMIT_REF,
  );
  if (name.startsWith("pull_request")) return { event: "pull-request", tag: undefined, branches };
  if (tag !== undefined) return { event: "tag", tag };
  return { event: name === "push" ? "branch" : "other", tag, branches };
}
