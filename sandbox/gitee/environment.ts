import { nameOf, shaAt, type EnvironmentAt } from "../kernel";
import { repositoryUrl } from "./releases";
import type { Repo, World } from "./state";

export interface EnvironmentOptions {
  /** Form of GITEE_REPO, which is not certain; default `path`. With `name` the owner is nowhere. */
  readonly form?: "path" | "https" | "ssh" | "name";
  /** What GITEE_BRANCH says of a tag, which is not certain: nothing (default: the default branch), or the whole ref. */
  readonly tagIn?: "nowhere" | "ref";
}

type At = EnvironmentOptions & EnvironmentAt;

const namesOf = (world: World, repo: Repo): Readonly<Record<NonNullable<At["form"]>, string>> => ({
  path: repo.path,
  https: `${repositoryUrl(world, repo)}.git`,
  ssh: `git@${new URL(world.bases.web).hostname}:${repo.path}.git`,
  name: nameOf(repo),
});

function branchOf(repo: Repo, { tag, branch, tagIn = "nowhere" }: At): string {
  if (tag !== undefined && tagIn === "ref") return `refs/tags/${tag}`;
  return branch ?? repo.defaultBranch;
}

/** What Gitee Go sets: no tag, no owner, no server and no token of its own (its page on pipeline parameters). */
export function runnerEnvironment(world: World, repo: Repo, at: At): Record<string, string> {
  const sha = shaAt(repo, at);
  return {
    GITEE_PIPELINE_NAME: "release",
    GITEE_PIPELINE_DISPLAY_NAME: "发布",
    GITEE_PIPELINE_BUILD_NUMBER: "7",
    GITEE_PIPELINE_TRIGGER_USER: "octavia",
    GITEE_REPO: namesOf(world, repo)[at.form ?? "path"],
    GITEE_BRANCH: branchOf(repo, at),
    GITEE_COMMIT: sha,
    GITEE_COMMIT_MESSAGE: repo.commits.get(sha)?.message ?? "",
    GITEE_STAGE_NAME: "publish",
    GITEE_STAGE_DISPLAY_NAME: "发布",
    GITEE_STAGE_STRATEGY: "naturally",
  };
}
