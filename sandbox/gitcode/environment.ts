import type { SandboxRepository } from "./repository";
import { fullName } from "./state";
import type { World } from "./world";

export interface EnvironmentOptions {
  readonly repository: SandboxRepository;
  /** Either a tag run or a branch run; neither = the default branch. */
  readonly tag?: string;
  readonly branch?: string;
  /** Default: "push". A "workflow_dispatch" run has a short ATOMGIT_REF. */
  readonly event?: string;
  /** A merge request from a fork: its token may only read. */
  readonly fork?: boolean;
  /** Some built-in actions set GITHUB_ variables beside these (reference 9). */
  readonly withGitHub?: boolean;
  /** Default: a new pipeline token of the repository. */
  readonly token?: string;
}

function refVariables({ repository: repo, tag, branch = repo.defaultBranch, event }: EnvironmentOptions) {
  const full = tag === undefined ? `refs/heads/${branch}` : `refs/tags/${tag}`;
  return {
    REF: event === "workflow_dispatch" ? (tag ?? branch) : full,
    REF_NAME: tag ?? branch,
    REF_TYPE: tag === undefined ? "branch" : "tag",
    SHA: (tag === undefined ? repo.branches.get(branch) : repo.tagCommit(tag)) ?? "",
  };
}

const named = (prefix: string, variables: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(variables).map(([name, value]) => [`${prefix}_${name}`, value]));

/** What a runner sets, without files: no _OUTPUT, _ENV, _PATH, _STEP_SUMMARY, _EVENT_PATH, _WORKSPACE. */
export function runnerEnvironment(world: World, options: EnvironmentOptions, token: string): Record<string, string> {
  const { repository: repo } = options;
  const shared = {
    ACTIONS: "true",
    REPOSITORY: fullName(repo),
    REPOSITORY_OWNER: repo.owner,
    ...refVariables(options),
    EVENT_NAME: options.event ?? (options.fork ? "merge_request" : "push"),
    SERVER_URL: world.bases.web,
    // Without /api/v5 (reference 1).
    API_URL: world.bases.apiOrigin,
    RUN_ID: "1658821493",
  };
  return {
    CI: "true",
    ...named("ATOMGIT", { ...shared, TOKEN: token }),
    ...(options.withGitHub && named("GITHUB", shared)),
    RUNNER_NAME: "sandbox",
    RUNNER_OS: "Linux",
    RUNNER_ARCH: "X64",
  };
}
