import type { Scene, Stage } from "../contract/scene";
import { createStage } from "../contract/scene";
import type { Subject } from "../contract/subject";
import type { GiteeHost, GiteeRepo } from "./subject";

/** A scene on Gitee, with the sandbox's own handles. */
export interface GiteeScene extends Scene {
  readonly host: GiteeHost;
  readonly repo: GiteeRepo;
}

export interface GiteeStage extends Omit<Stage, "scenario"> {
  scenario(title: string, play: (scene: GiteeScene) => Promise<void>): void;
  /** The plain one, for what is common to all forges. */
  readonly common: Stage;
}

/** Where Gitee's own traps are played. */
export function giteeStage(subject: Subject): GiteeStage {
  const stage = createStage(subject);
  return {
    ...stage,
    common: stage,
    scenario(title, play) {
      stage.scenario(title, async (scene) => {
        if (!isGitee(scene)) throw new Error("not a Gitee scene");
        await play(scene);
      });
    },
  };
}

function isGitee(scene: Scene): scene is GiteeScene {
  return "sandbox" in scene.host && "raw" in scene.repo;
}

/** Another address of this repository, below the API root. */
export const below = ({ repo }: GiteeScene, path: string): RegExp => new RegExp(`/repos/${repo.name}${path}`);
