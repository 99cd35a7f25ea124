import { type Scene, type Stage, createStage } from "../contract/scene";
import type { Host, Repo, Subject } from "../contract/subject";
import type { GitLabHost, GitLabRepo } from "./subject";

/** A scene on GitLab, with the sandbox's own handles. */
export interface GitLabScene extends Scene {
  readonly sandbox: GitLabHost["sandbox"];
  readonly raw: GitLabRepo["raw"];
}

export interface GitLabStage {
  readonly common: Stage;
  scenario(title: string, play: (scene: GitLabScene) => Promise<void>): void;
}

export function gitLabStage(subject: Subject): GitLabStage {
  const common = createStage(subject);
  return {
    common,
    scenario(title, play) {
      common.scenario(title, (scene) => {
        const { host, repo } = scene;
        if (!isGitLab(host) || !isProject(repo)) throw new Error("not a GitLab scene");
        return play({ ...scene, sandbox: host.sandbox, raw: repo.raw });
      });
    },
  };
}

const isGitLab = (host: Host): host is GitLabHost => "sandbox" in host;
const isProject = (repo: Repo): repo is GitLabRepo => "raw" in repo;
