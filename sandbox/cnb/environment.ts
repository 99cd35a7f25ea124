import type { SandboxRepository } from "./repository";
import type { World } from "./world";

export interface EnvironmentOptions {
  readonly repository: SandboxRepository;
  /** Either a pipeline of a tag or of a branch; neither = the default branch. */
  readonly tag?: string;
  readonly branch?: string;
  /** Default: "tag_push" or "push". */
  readonly event?: string;
  /** Default: one of this pipeline, read-only on pull_request events. */
  readonly token?: string;
}

export const eventOf = ({ event, tag }: EnvironmentOptions): string =>
  event ?? (tag === undefined ? "push" : "tag_push");

/** What a CNB pipeline sets, but for CNB_BUILD_WORKSPACE, which the caller knows. */
export function pipelineEnvironment(world: World, options: EnvironmentOptions, token: string): Record<string, string> {
  const { repository, tag, branch = repository.defaultBranch } = options;
  const { slug } = repository;
  const commit = (tag === undefined ? repository.branches.get(branch) : repository.tagCommit(tag)) ?? "";
  return {
    CI: "true",
    CNB: "true",
    CNB_WEB_ENDPOINT: world.bases.web,
    CNB_API_ENDPOINT: world.bases.api,
    CNB_REPO_SLUG: slug,
    CNB_REPO_SLUG_LOWERCASE: slug.toLowerCase(),
    CNB_REPO_NAME: slug.slice(slug.lastIndexOf("/") + 1),
    CNB_REPO_URL_HTTPS: `${world.bases.web}/${slug}`,
    CNB_EVENT: eventOf(options),
    // The name of the tag, too, in the pipeline of a tag.
    CNB_BRANCH: tag ?? branch,
    CNB_IS_TAG: String(tag !== undefined),
    CNB_COMMIT: commit,
    CNB_COMMIT_SHORT: commit.slice(0, 8),
    CNB_BRANCH_SHA: commit,
    CNB_DEFAULT_BRANCH: repository.defaultBranch,
    CNB_TOKEN: token,
    CNB_TOKEN_USER_NAME: "cnb",
    CNB_BUILD_ID: "cnb-1a2-1j8k3v0a1",
  };
}
