import type { RecordedRequest } from "../../../sandbox/kernel/exchange";
import type { TGitScene } from "./subject";

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
