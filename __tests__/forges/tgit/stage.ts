import type { RecordedRequest } from "../../../sandbox/kernel/exchange";
import type { Scene, Stage } from "../contract/scene";
import { createStage } from "../contract/scene";
import type { StartOptions, Subject } from "../contract/subject";
import type { TGitHost, TGitRepo } from "./subject";

/** A scene on TGit, with the sandbox's own handles. */
export interface TGitScene extends Scene {
  readonly host: TGitHost;
  readonly repo: TGitRepo;
}

export interface TGitStage extends Omit<Stage, "scenario"> {
  scenario(title: string, play: (scene: TGitScene) => Promise<void>, options?: StartOptions): void;
  /** The plain one, for what is common to all forges. */
  readonly common: Stage;
}

/** Where TGit's own traps are played. */
export function tgitStage(subject: Subject): TGitStage {
  const stage = createStage(subject);
  return {
    ...stage,
    common: stage,
    scenario(title, play, options) {
      stage.scenario(
        title,
        async (scene) => {
          if (!isTGit(scene)) throw new Error("not a TGit scene");
          await play(scene);
        },
        options,
      );
    },
  };
}

function isTGit(scene: Scene): scene is TGitScene {
  return "sandbox" in scene.host && "raw" in scene.repo;
}

/** Does something when the first request comes in that fits, before it is carried out. */
export function once({ repo }: TGitScene, fits: (request: RecordedRequest) => boolean, work: () => void): void {
  let done = false;
  repo.watch((request) => {
    if (done || !fits(request)) return;
    done = true;
    work();
  });
}

/** Does something between the first upload and the look that follows it. */
export function afterUpload(scene: TGitScene, work: () => void): void {
  let uploaded = false;
  const isLook = (request: RecordedRequest): boolean => {
    const looks = uploaded && request.method === "GET";
    uploaded ||= scene.repo.isAction("upload", request);
    return looks;
  };
  once(scene, isLook, work);
}

/** Puts a file on a release behind everybody's back. */
export function slipIn(
  { repo }: TGitScene,
  tag: string,
  file: { readonly name: string; readonly content: string },
): void {
  const { assets } = repo.raw.release({ tag: "elsewhere", assets: [file] });
  repo.raw.rows.get(tag)?.assets.push(...assets);
  repo.raw.rows.delete("elsewhere");
  repo.raw.tags.delete("elsewhere");
}

/** Somebody turns a release back into a tag. */
export function withdraw({ repo }: TGitScene, tag: string): void {
  const release = repo.raw.rows.get(tag);
  Object.assign(release ?? {}, { type: "none", id: null, body: null });
  release?.assets.splice(0);
}
