import { repositoryUrl } from "./release-json";
import type { SandboxRepository } from "./repository";
import type { World } from "./world";

export interface EnvironmentOptions {
  readonly repository: SandboxRepository;
  /** Started by a tag or by a branch; neither = the default branch. */
  readonly tag?: string;
  readonly branch?: string;
  /** Form of GITEE_REPO, which is not certain; default `path`. With `name` the owner is nowhere. */
  readonly form?: "path" | "https" | "ssh" | "name";
  /** What GITEE_BRANCH says of a tag, which is not certain: nothing (default: the default branch), or the whole ref. */
  readonly tagIn?: "nowhere" | "ref";
}

function repositoryName(world: World, { repository, form = "path" }: EnvironmentOptions): string {
  switch (form) {
    case "path":
      return repository.path;
    case "https":
      return `${repositoryUrl(world, repository)}.git`;
    case "ssh":
      return `git@${new URL(world.bases.web).hostname}:${repository.path}.git`;
    case "name":
      return repository.path.split("/")[1] ?? "";
    default:
      return form satisfies never;
  }
}

function branchOf({ repository, tag, branch, tagIn = "nowhere" }: EnvironmentOptions): string {
  if (tag !== undefined && tagIn === "ref") return `refs/tags/${tag}`;
  return branch ?? repository.defaultBranch;
}

/** What Gitee Go sets: no tag, no owner, no server and no token of its own (its page on pipeline parameters). */
export function runnerEnvironment(world: World, options: EnvironmentOptions): Record<string, string> {
  const { repository, tag, branch = repository.defaultBranch } = options;
  const sha = (tag === undefined ? repository.branches.get(branch) : repository.tagCommit(tag)) ?? "";
  return {
    GITEE_PIPELINE_NAME: "release",
    GITEE_PIPELINE_DISPLAY_NAME: "发布",
    GITEE_PIPELINE_BUILD_NUMBER: "7",
    GITEE_PIPELINE_TRIGGER_USER: "octavia",
    GITEE_REPO: repositoryName(world, options),
    GITEE_BRANCH: branchOf(options),
    GITEE_COMMIT: sha,
    GITEE_COMMIT_MESSAGE: repository.commits.get(sha)?.message ?? "",
    GITEE_STAGE_NAME: "publish",
    GITEE_STAGE_DISPLAY_NAME: "发布",
    GITEE_STAGE_STRATEGY: "naturally",
  };
}
