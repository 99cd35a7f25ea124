import { actionsRun, named, type EnvironmentAt } from "../kernel";
import type { GitCodeKinds, Repo, World } from "./state";

type At = GitCodeKinds["environment"] & EnvironmentAt;

/** What a runner sets, without files: no _OUTPUT, _ENV, _PATH, _STEP_SUMMARY, _EVENT_PATH, _WORKSPACE. */
export function runnerEnvironment(world: World, repo: Repo, at: At): Record<string, string> {
  const token = at.token ?? repo.jobToken(at);
  const event = at.event ?? (at.fork ? "merge_request" : "push");
  // Without /api/v5 (reference 1).
  const run = actionsRun(repo, { ...at, event }, { web: world.bases.web, api: world.urls.api ?? "" });
  const shared = { ...run, ...(event === "workflow_dispatch" && { REF: run.REF_NAME }), RUN_ID: "1658821493" };
  return {
    CI: "true",
    ...named("ATOMGIT", { ...shared, TOKEN: token }),
    ...(at.withGitHub && named("GITHUB", shared)),
    ...{ RUNNER_NAME: "sandbox", RUNNER_OS: "Linux", RUNNER_ARCH: "X64" },
  };
}
