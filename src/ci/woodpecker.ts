import type { Ci, Env, Pipeline } from "./ci";
import { variablesFile } from "./channels";
import { plainPipeline } from "./plain";
import { branchNames, filled, firstOf, root, tagOf } from "./variables";

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
  read(place) {
    const { env } = place;
    const forge = filled(env.CI_FORGE_TYPE);
    const told = forge === undefined ? undefined : filled(env.CI_FORGE_URL);
    return Promise.resolve({
      ...plainPipeline(woodpecker.title, place),
      forge,
      serverUrl: root(env.CI_FORGE_URL),
      repository: filled(env.CI_REPO),
      // Old servers tell neither their forge nor its address.
      remote: told === undefined ? firstOf(env, ["CI_REPO_URL", "CI_REPO_CLONE_URL"]) : undefined,
      repositoryId: filled(env.CI_REPO_REMOTE_ID),
      told: { serverUrl: "CI_FORGE_URL", repository: "CI_REPO", repositoryId: "CI_REPO_REMOTE_ID" },
      ...eventOf(env),
      commit: filled(env.CI_COMMIT_SHA),
      // It is what the forge's hook told: of a tag with a message some tell its own id.
      commitMayBeTag: true,
      workspace: filled(env.CI_WORKSPACE),
      ...variablesFile(),
    });
  },
};

function eventOf(env: Env): Pick<Pipeline, "event" | "tag" | "branches"> {
  const name = env.CI_PIPELINE_EVENT ?? env.CI_BUILD_EVENT ?? "";
  const tag = filled(env.CI_COMMIT_TAG) ?? tagOf(env.CI_COMMIT_REF);
  const branches = branchNames(
    env.CI_COMMIT_BRANCH,
    env.CI_COMMIT_SOURCE_BRANCH,
    env.CI_COMMIT_TARGET_BRANCH,
    env.CI_COMMIT_REF,
  );
  if (name.startsWith("pull_request")) return { event: "pull-request", tag: undefined, branches };
  if (name === "release") return { event: "release", tag };
  if (tag !== undefined) return { event: "tag", tag };
  return { event: filled(env.CI_COMMIT_BRANCH) === undefined ? "other" : "branch", tag, branches };
}
