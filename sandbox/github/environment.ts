import { ownerOf, shaAt, type EnvironmentAt } from "../kernel";
import type { GitHubKinds, Repo, World } from "./state";

type At = GitHubKinds["environment"] & EnvironmentAt;

/** What a runner of this server sets, without files: no GITHUB_OUTPUT, _STEP_SUMMARY, _EVENT_PATH, _WORKSPACE. */
export function runnerEnvironment(world: World, repo: Repo, at: At): Record<string, string> {
  const { tag, branch = repo.defaultBranch } = at;
  const { web, api } = world.bases;
  const enterprise = world.dialect.version !== undefined;
  return {
    CI: "true",
    GITHUB_ACTIONS: "true",
    GITHUB_SERVER_URL: web,
    GITHUB_API_URL: api,
    GITHUB_GRAPHQL_URL: enterprise ? `${web}/api/graphql` : `${api}/graphql`,
    GITHUB_REPOSITORY: repo.path,
    GITHUB_REPOSITORY_ID: String(repo.id),
    GITHUB_REPOSITORY_OWNER: ownerOf(repo),
    GITHUB_REF: tag === undefined ? `refs/heads/${branch}` : `refs/tags/${tag}`,
    GITHUB_REF_NAME: tag ?? branch,
    GITHUB_REF_TYPE: tag === undefined ? "branch" : "tag",
    // On tag pushes the commit, peeled, also for annotated tags.
    GITHUB_SHA: shaAt(repo, at),
    GITHUB_EVENT_NAME: at.event ?? "push",
    GITHUB_BASE_REF: "",
    GITHUB_HEAD_REF: "",
    GITHUB_ACTOR: "octocat",
    GITHUB_JOB: "release",
    GITHUB_WORKFLOW: "release",
    GITHUB_RUN_ID: "1658821493",
    GITHUB_RUN_NUMBER: "3",
    GITHUB_RUN_ATTEMPT: "1",
    RUNNER_ENVIRONMENT: enterprise ? "self-hosted" : "github-hosted",
    RUNNER_NAME: "sandbox",
    RUNNER_OS: "Linux",
    RUNNER_ARCH: "X64",
  };
}
