import { actionsRun, named, type EnvironmentAt } from "../kernel";
import type { GitHubKinds, Repo, World } from "./state";

type At = GitHubKinds["environment"] & EnvironmentAt;

/** What a runner of this server sets, without files: no GITHUB_OUTPUT, _STEP_SUMMARY, _EVENT_PATH, _WORKSPACE. */
export function runnerEnvironment(world: World, repo: Repo, at: At): Record<string, string> {
  const { web, api } = world.bases;
  const enterprise = world.dialect.version !== undefined;
  return {
    CI: "true",
    ...named("GITHUB", {
      ...actionsRun(repo, at, world.bases),
      GRAPHQL_URL: enterprise ? `${web}/api/graphql` : `${api}/graphql`,
      REPOSITORY_ID: String(repo.id),
      ...{ BASE_REF: "", HEAD_REF: "", ACTOR: "octocat", JOB: "release", WORKFLOW: "release" },
      ...{ RUN_ID: "1658821493", RUN_NUMBER: "3", RUN_ATTEMPT: "1" },
    }),
    RUNNER_ENVIRONMENT: enterprise ? "self-hosted" : "github-hosted",
    ...{ RUNNER_NAME: "sandbox", RUNNER_OS: "Linux", RUNNER_ARCH: "X64" },
  };
}
