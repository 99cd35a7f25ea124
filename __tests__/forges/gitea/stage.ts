import type { Scene, Stage } from "../contract/scene";
import { createStage } from "../contract/scene";
import type { Subject } from "../contract/subject";
import type { GiteaHost, GiteaRepo } from "./subject";

/** A scene on Gitea, with the sandbox's own handles. */
export interface GiteaScene extends Scene {
  readonly host: GiteaHost;
  readonly repo: GiteaRepo;
}

export interface GiteaStage extends Omit<Stage, "scenario"> {
  scenario(title: string, play: (scene: GiteaScene) => Promise<void>): void;
  /** The plain one, for what is common to all forges. */
  readonly common: Stage;
}

/** Where Gitea's own traps are played. */
export function giteaStage(subject: Subject): GiteaStage {
  const stage = createStage(subject);
  return {
    ...stage,
    common: stage,
    scenario(title, play) {
      stage.scenario(title, async (scene) => {
        if (!isGitea(scene)) throw new Error("not a Gitea scene");
        await play(scene);
      });
    },
  };
}

function isGitea(scene: Scene): scene is GiteaScene {
  return "sandbox" in scene.host && "raw" in scene.repo;
}
