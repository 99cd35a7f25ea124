import { ownerOf, type EnvironmentAt } from "../kernel";
import type { Repo, World } from "./state";

export interface EnvironmentOptions {
  /** A run of a pull request. */
  readonly pullRequest?: number;
  /** Default: "push", or "pull_request". */
  readonly event?: string;
  /** Default: one of a new job. It is in the environment on Forgejo only. */
  readonly jobToken?: string;
  /** False: an old Gitea runner, which sets none of its own names. */
  readonly markers?: boolean;
}

type At = EnvironmentOptions & EnvironmentAt;

/** The type of a pull request's ref is empty (modules/git/ref.go), and an old runner tells none at all. */
function refVariables(repository: Repo, { tag, branch, pullRequest, markers = true }: At) {
  const name = tag ?? branch ?? repository.defaultBranch;
  const sha = tag === undefined ? repository.branches.get(name) : repository.tagCommit(tag);
  if (pullRequest !== undefined) {
    const head = `${pullRequest}/head`;
    const refs = { GITHUB_REF: `refs/pull/${head}`, GITHUB_REF_NAME: head, GITHUB_REF_TYPE: "" };
    return { ...refs, GITHUB_SHA: sha ?? "", GITHUB_BASE_REF: repository.defaultBranch, GITHUB_HEAD_REF: name };
  }
  return {
    GITHUB_REF: `refs/${tag === undefined ? "heads" : "tags"}/${name}`,
    GITHUB_REF_NAME: name,
    GITHUB_REF_TYPE: markers ? (tag === undefined ? "branch" : "tag") : "",
    GITHUB_SHA: sha ?? "",
    GITHUB_BASE_REF: "",
    GITHUB_HEAD_REF: "",
  };
}

function githubVariables(world: World, repository: Repo, options: At): Record<string, string> {
  const { pullRequest } = options;
  return {
    GITHUB_ACTIONS: "true",
    // The address that the runner was registered with, not ROOT_URL.
    GITHUB_SERVER_URL: world.bases.web,
    GITHUB_API_URL: world.bases.api,
    GITHUB_REPOSITORY: repository.path,
    GITHUB_REPOSITORY_OWNER: ownerOf(repository),
    ...refVariables(repository, options),
    GITHUB_EVENT_NAME: options.event ?? (pullRequest === undefined ? "push" : "pull_request"),
    GITHUB_ACTOR: "octavia",
    GITHUB_JOB: "release",
    GITHUB_WORKFLOW: "release.yml",
    GITHUB_RUN_ID: "42",
    GITHUB_RUN_NUMBER: "7",
    GITHUB_RUN_ATTEMPT: "1",
    GITHUB_RETENTION_DAYS: "0",
  };
}

const RUNNER = { CI: "true", ACT: "true", RUNNER_OS: "Linux", RUNNER_ARCH: "X64", RUNNER_NAME: "sandbox" };

/** What Gitea's runner sets: no token, and an empty address for GraphQL. */
function giteaVariables(world: World, repository: Repo, options: At): Record<string, string> {
  return {
    ...RUNNER,
    ...githubVariables(world, repository, options),
    GITHUB_GRAPHQL_URL: "",
    ...(options.markers !== false && { GITEA_ACTIONS: "true", GITEA_ACTIONS_RUNNER_VERSION: "v0.2.13" }),
  };
}

/** What Forgejo's runner sets: every name twice, Gitea's marker beside its own, and the token. */
function forgejoVariables(world: World, repository: Repo, options: At): Record<string, string> {
  const github = {
    ...githubVariables(world, repository, options),
    GITHUB_TOKEN: options.jobToken ?? repository.jobToken(),
  };
  const mirrored: Record<string, string> = {};
  for (const [name, value] of Object.entries(github)) mirrored[name.replace("GITHUB_", "FORGEJO_")] = value;
  return {
    ...RUNNER,
    ...github,
    ...mirrored,
    FORGEJO_ACTIONS_RUNNER_VERSION: "v12.1.2",
    GITEA_ACTIONS: "true",
    GITEA_ACTIONS_RUNNER_VERSION: "v12.1.2",
  };
}

/** But for files and folders, which the caller knows: GITHUB_OUTPUT, _STEP_SUMMARY, _EVENT_PATH, _WORKSPACE. */
export const runnerEnvironment = (world: World, repository: Repo, at: At): Record<string, string> =>
  world.dialect.software === "forgejo"
    ? forgejoVariables(world, repository, at)
    : giteaVariables(world, repository, at);
