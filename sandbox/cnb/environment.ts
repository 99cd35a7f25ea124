import { nameOf, shaAt, type EnvironmentAt } from "../kernel";
import type { CnbKinds, Repo, World } from "./state";

type At = CnbKinds["environment"] & EnvironmentAt;

const eventOf = ({ event, tag }: At): string => event ?? (tag === undefined ? "push" : "tag_push");

/** What a CNB pipeline sets, but for CNB_BUILD_WORKSPACE, which the caller knows. */
export function pipelineEnvironment(world: World, repo: Repo, at: At): Record<string, string> {
  const { tag, branch = repo.defaultBranch } = at;
  const event = eventOf(at);
  const slug = repo.path;
  const commit = shaAt(repo, at);
  return {
    CI: "true",
    CNB: "true",
    CNB_WEB_ENDPOINT: world.bases.web,
    CNB_API_ENDPOINT: world.bases.api,
    CNB_REPO_SLUG: slug,
    CNB_REPO_SLUG_LOWERCASE: slug.toLowerCase(),
    CNB_REPO_NAME: nameOf(repo),
    CNB_REPO_URL_HTTPS: `${world.bases.web}/${slug}`,
    CNB_EVENT: event,
    // The name of the tag, too, in the pipeline of a tag.
    CNB_BRANCH: tag ?? branch,
    CNB_IS_TAG: String(tag !== undefined),
    CNB_COMMIT: commit,
    CNB_COMMIT_SHORT: commit.slice(0, 8),
    CNB_BRANCH_SHA: commit,
    CNB_DEFAULT_BRANCH: repo.defaultBranch,
    CNB_TOKEN: at.token ?? repo.jobToken({ event }),
    CNB_TOKEN_USER_NAME: "cnb",
    CNB_BUILD_ID: "cnb-1a2-1j8k3v0a1",
  };
}
