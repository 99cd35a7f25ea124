import type { Ci, Env, Pipeline } from "./ci";
import { sharedFile } from "./channels";
import { plainPipeline } from "./plain";
import { filled, firstOf, tagOf } from "./variables";

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
      remote: firstOf(env, ["DRONE_REPO_LINK", "DRONE_GIT_HTTP_URL", "DRONE_REMOTE_URL", "DRONE_GIT_SSH_URL"]),
      ...eventOf(env),
      commit: filled(env.DRONE_COMMIT_SHA),
      workspace: filled(env.DRONE_WORKSPACE),
      ...(output === undefined ? {} : sharedFile(output)),
    });
  },
};

function eventOf(env: Env): Pick<Pipeline, "event" | "tag"> {
  const name = env.DRONE_BUILD_EVENT ?? "";
  const tag = filled(env.DRONE_TAG) ?? tagOf(env.DRONE_COMMIT_REF);
  if (name.startsWith("pull_request")) return { event: "pull-request", tag: undefined };
  if (tag !== undefined) return { event: "tag", tag };
  return { event: name === "push" ? "branch" : "other", tag };
}
