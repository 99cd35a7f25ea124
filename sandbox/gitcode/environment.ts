import { ownerOf, shaAt, type EnvironmentAt } from "../kernel";
import type { GitCodeKinds, Repo, World } from "./state";

type At = GitCodeKinds["environment"] & EnvironmentAt;

function refVariables(repo: Repo, { tag, branch = repo.defaultBranch, event }: At) {
  const full = tag === undefined ? `refs/heads/${branch}` : `refs/tags/${tag}`;
  return {
    REF: event === "workflow_dispatch" ? (tag ?? branch) : full,
    REF_NAME: tag ?? branch,
    REF_TYPE: tag === undefined ? "branch" : "tag",
    SHA: shaAt(repo, { tag, branch }),
  };
}

const named = (prefix: string, variables: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(variables).map(([name, value]) => [`${prefix}_${name}`, value]));

/** What a runner sets, without files: no _OUTPUT, _ENV, _PATH, _STEP_SUMMARY, _EVENT_PATH, _WORKSPACE. */
export function runnerEnvironment(world: World, repo: Repo, at: At): Record<string, string> {
  const token = at.token ?? repo.jobToken(at);
  const shared = {
    ACTIONS: "true",
    REPOSITORY: repo.path,
    REPOSITORY_OWNER: ownerOf(repo),
    ...refVariables(repo, at),
    EVENT_NAME: at.event ?? (at.fork ? "merge_request" : "push"),
    SERVER_URL: world.bases.web,
    // Without /api/v5 (reference 1).
    API_URL: world.urls.api ?? "",
    RUN_ID: "1658821493",
  };
  return {
    CI: "true",
    ...named("ATOMGIT", { ...shared, TOKEN: token }),
    ...(at.withGitHub && named("GITHUB", shared)),
    RUNNER_NAME: "sandbox",
    RUNNER_OS: "Linux",
    RUNNER_ARCH: "X64",
  };
}
