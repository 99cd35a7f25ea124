import { type RunOptions, type Scene, type Stage, createStage } from "../contract/scene";
import type { StartOptions, Subject } from "../contract/subject";
import type { CnbHost, CnbRepo } from "./subject";

/** A scene on CNB, with the sandbox's own handles. */
export interface CnbScene extends Scene {
  readonly host: CnbHost;
  readonly repo: CnbRepo;
}

export interface CnbStage extends Omit<Stage, "scenario"> {
  scenario(title: string, play: (scene: CnbScene) => Promise<void>, options?: StartOptions): void;
  /** The plain one, for what is common to all forges. */
  readonly common: Stage;
}

/** Where CNB's own traps are played. */
export function cnbStage(subject: Subject): CnbStage {
  const stage = createStage(subject);
  return {
    ...stage,
    common: stage,
    scenario(title, play, options) {
      stage.scenario(
        title,
        async (scene) => {
          if (!isCnb(scene)) throw new Error("not a CNB scene");
          await play(scene);
        },
        options,
      );
    },
  };
}

function isCnb(scene: Scene): scene is CnbScene {
  return "sandbox" in scene.host && "raw" in scene.repo;
}

/** With every request in the log. */
export const DEBUG = { env: { RUNNER_DEBUG: "1" } } satisfies RunOptions;

/** Requests of a scene as `METHOD last-part`, those to the storage included, in their order. */
export const told = ({ host, repo }: CnbScene): string[] =>
  host.requests
    .filter(({ origin, repository }) => origin !== "web" && repository === repo.raw.path)
    .map(({ method, path }) => `${method} ${path.startsWith("/release-assets/") ? "bytes" : short(path)}`);

function short(path: string): string {
  const below = path.slice(path.indexOf("/-/") + 2);
  return below.replace(/(confirmation)\/.*/, "$1").replace(/\d{9,}/g, "ID");
}

/** What the requests for upload addresses said. */
export const tickets = ({ repo }: CnbScene): unknown[] =>
  repo
    .requests()
    .filter(({ path }) => path.endsWith("/asset-upload-url"))
    .map(({ json }) => json);

/** One pattern for each line. */
export const matching = (...patterns: readonly RegExp[]): unknown[] =>
  patterns.map((pattern): unknown => expect.stringMatching(pattern));
