import type { GitCodeOptions } from "../../../sandbox/gitcode";
import { type Scene, type Stage, createStage } from "../contract/scene";
import type { Can, StartOptions } from "../contract/subject";
import { type GitCodeHost, type GitCodeRepo, gitCode } from "./subject";

/** A scene on GitCode, with the sandbox's own handles. */
export interface GitCodeScene extends Scene {
  readonly host: GitCodeHost;
  readonly repo: GitCodeRepo;
}

export interface GitCodeStage extends Omit<Stage, "scenario"> {
  scenario(title: string, play: (scene: GitCodeScene) => Promise<void>, options?: StartOptions): void;
  /** The plain one, for what is common to all forges. */
  readonly common: Stage;
}

/** Where GitCode's own traps are played. */
export function gitCodeStage(options: GitCodeOptions = {}, can: Partial<Can> = {}): GitCodeStage {
  const stage = createStage(gitCode({ name: "GitCode", options, can }));
  return {
    ...stage,
    common: stage,
    scenario(title, play, start) {
      stage.scenario(
        title,
        async (scene) => {
          if (!isGitCode(scene)) throw new Error("not a GitCode scene");
          await play(scene);
        },
        start,
      );
    },
  };
}

function isGitCode(scene: Scene): scene is GitCodeScene {
  return "sandbox" in scene.host && "raw" in scene.repo;
}
