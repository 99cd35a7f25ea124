import { cnbWith } from "../__tests__/forges/cnb/subject";
import { isRepoOf } from "../__tests__/forges/contract/host";
import type { Subject } from "../__tests__/forges/contract/subject";
import { giteaOf } from "../__tests__/forges/gitea/subject";
import { giteeOf } from "../__tests__/forges/gitee/subject";
import { gitCode } from "../__tests__/forges/gitcode/subject";
import { gitHub } from "../__tests__/forges/github/subject";
import { gitLab } from "../__tests__/forges/gitlab/subject";
import { sourceHut } from "../__tests__/forges/sourcehut/subject";
import { tgit } from "../__tests__/forges/tgit/subject";
import type { GitHubKinds } from "../sandbox/github";
import type { Trial } from "./trial";

/** Every forge, with the rounds of its races. */
export const subjects: readonly { readonly subject: Subject; readonly rounds: number }[] = [
  { subject: gitHub({ shape: "github.com" }), rounds: 20 },
  { subject: gitLab({ name: "GitLab", token: "job" }), rounds: 20 },
  { subject: giteaOf({ name: "Gitea" }), rounds: 20 },
  { subject: giteaOf({ name: "Forgejo", options: { software: "forgejo", version: "12" } }), rounds: 5 },
  { subject: giteeOf({ name: "Gitee" }), rounds: 5 },
  { subject: gitCode({ name: "GitCode" }), rounds: 5 },
  { subject: tgit(), rounds: 5 },
  { subject: cnbWith({ name: "CNB" }), rounds: 5 },
  { subject: sourceHut(), rounds: 5 },
];

/** GitHub with immutable releases. */
export const sealed = {
  subject: gitHub({ shape: "github.com" }),
  seal({ repo }: Trial): void {
    if (!isRepoOf<GitHubKinds>(repo)) throw new Error("not a repository of GitHub");
    repo.raw.rules.immutableReleases = true;
  },
};
