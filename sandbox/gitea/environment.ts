import { actionsRun, named, type EnvironmentAt } from "../kernel";
import type { GiteaKinds, Repo, World } from "./state";

type At = GiteaKinds["environment"] & EnvironmentAt;

/** The ref of a pull request, whose type is empty (modules/git/ref.go); an old runner tells no type at all. */
function refVariables(repo: Repo, { tag, branch = repo.defaultBranch, pullRequest, markers = true }: At) {
  if (pullRequest === undefined) return { BASE_REF: "", HEAD_REF: "", ...(!markers && { REF_TYPE: "" }) };
  const head = `${pullRequest}/head`;
  const base = { BASE_REF: repo.defaultBranch, HEAD_REF: tag ?? branch, EVENT_NAME: "pull_request" };
  return { REF: `refs/pull/${head}`, REF_NAME: head, REF_TYPE: "", ...base };
}

const runVariables = ({ bases }: World, repo: Repo, at: At) => ({
  // The address that the runner was registered with, not ROOT_URL.
  ...actionsRun(repo, at, bases),
  ...refVariables(repo, at),
  ...{ ACTOR: "octavia", JOB: "release", WORKFLOW: "release.yml" },
  ...{ RUN_ID: "42", RUN_NUMBER: "7", RUN_ATTEMPT: "1", RETENTION_DAYS: "0" },
});

const RUNNER = { CI: "true", ACT: "true", RUNNER_OS: "Linux", RUNNER_ARCH: "X64", RUNNER_NAME: "sandbox" };

/** What Gitea's runner sets: no token, and an empty address for GraphQL. */
const giteaVariables = (world: World, repo: Repo, options: At): Record<string, string> => ({
  ...RUNNER,
  ...named("GITHUB", { ...runVariables(world, repo, options), GRAPHQL_URL: "" }),
  ...(options.markers !== false && { GITEA_ACTIONS: "true", GITEA_ACTIONS_RUNNER_VERSION: "v0.2.13" }),
});

/** What Forgejo's runner sets: every name twice, Gitea's marker beside its own, and the token. */
function forgejoVariables(world: World, repo: Repo, options: At): Record<string, string> {
  const run = { ...runVariables(world, repo, options), TOKEN: options.jobToken ?? repo.jobToken() };
  return {
    ...{ ...RUNNER, ...named("GITHUB", run), ...named("FORGEJO", run) },
    ...{ FORGEJO_ACTIONS_RUNNER_VERSION: "v12.1.2", GITEA_ACTIONS_RUNNER_VERSION: "v12.1.2", GITEA_ACTIONS: "true" },
  };
}

/** But for files and folders, which the caller knows: GITHUB_OUTPUT, _STEP_SUMMARY, _EVENT_PATH, _WORKSPACE. */
export const runnerEnvironment = (world: World, repo: Repo, at: At): Record<string, string> =>
  (world.dialect.software === "forgejo" ? forgejoVariables : giteaVariables)(world, repo, at);
