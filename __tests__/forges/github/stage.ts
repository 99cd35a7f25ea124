import type { Scene, Stage } from "../contract/scene";
import { createStage } from "../contract/scene";
import type { StartOptions, Subject } from "../contract/subject";
import type { GitHubHost, GitHubRepo } from "./subject";

/** A scene on GitHub, with the sandbox's own handles. */
export interface GitHubScene extends Scene {
  readonly host: GitHubHost;
  readonly repo: GitHubRepo;
}

export interface GitHubStage extends Omit<Stage, "scenario"> {
  scenario(title: string, play: (scene: GitHubScene) => Promise<void>, options?: StartOptions): void;
  /** The plain one, for what is common to all forges. */
  readonly common: Stage;
}

/** Where GitHub's own traps are played. */
export function gitHubStage(subject: Subject): GitHubStage {
  const stage = createStage(subject);
  return {
    ...stage,
    common: stage,
    scenario(title, play, options) {
      stage.scenario(
        title,
        async (scene) => {
          if (!isGitHub(scene)) throw new Error("not a GitHub scene");
          await play(scene);
        },
        options,
      );
    },
  };
}

function isGitHub(scene: Scene): scene is GitHubScene {
  return "sandbox" in scene.host && "raw" in scene.repo;
}
