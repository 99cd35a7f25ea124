import { join } from "node:path";
import type { Ran } from "../../doors/bundle";
import type { GitHubScene, GitHubStage } from "./subject";

/** A run that an event started, with its payload in a file as runners have it. */
async function onEvent(
  scene: GitHubScene,
  name: string,
  payload: object,
  env: Record<string, string>,
  exit = 0,
): Promise<Ran> {
  await scene.write({ "../event.json": JSON.stringify(payload), "app.zip": "app" });
  const path = join(scene.workspace.folder, "../event.json");
  const event = { GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: path, ...env };
  return scene.onBranch({ files: "app.zip" }, { env: event, exit });
}

/** Runs that were not started by a push. */
export function events({ scenario }: GitHubStage): void {
  scenario("adds files to the release of a release event", async (scene) => {
    const id = scene.repo.release({ tag: "v1.0.0", title: "By hand", notes: "Mine" });
    const release = { id: Number(id), tag_name: "v1.0.0", draft: false };
    const ran = await onEvent(scene, "release", { action: "published", release }, { GITHUB_REF: "refs/tags/v1.0.0" });
    expect(ran.outputs).toMatchObject({ id, tag_name: "v1.0.0", created: "false" });
    expect(scene.only()).toMatchObject({ title: "By hand", notes: "Mine", assets: [{ name: "app.zip" }] });
  });

  scenario("goes by the commit of a release event, wherever its tag stands by now", async (scene) => {
    const release = { id: Number(scene.repo.release({ tag: "v1.0.0" })), tag_name: "v1.0.0", draft: false };
    const env = { GITHUB_REF: "refs/tags/v1.0.0", GITHUB_SHA: scene.repo.tagCommit("v1.0.0") ?? "" };
    scene.repo.tag("v1.0.0", { commit: scene.raw.commit("later") });
    const ran = await onEvent(scene, "release", { action: "published", release }, env, 2);
    expect(ran.log).toMatch(/The tag v1\.0\.0 is on the commit .+ but .+ started/);
    expect(scene.repo.writes()).toEqual([]);
  });

  const withdrawals = [
    ["release", { action: "deleted", release: { id: 1, tag_name: "v1.0.0" } }, { GITHUB_REF: "refs/tags/v1.0.0" }],
    ["release", { action: "unpublished", release: { id: 1, tag_name: "v1.0.0" } }, { GITHUB_REF: "refs/tags/v1.0.0" }],
    ["delete", { ref: "v1.0.0", ref_type: "tag" }, {}],
    ["push", { deleted: true }, { GITHUB_REF: "refs/tags/v1.0.0", GITHUB_SHA: "0".repeat(40) }],
  ] as const;
  scenario("does nothing when a tag or a release went away", async (scene) => {
    for (const [name, payload, env] of withdrawals) {
      const ran = await onEvent(scene, name, payload, env);
      expect(ran.log).toMatch(/::notice.*nothing to publish/);
    }
    expect(scene.repo.requests()).toEqual([]);
  });

  scenario("tells which event fires", async (scene) => {
    await scene.write({ "app.zip": "app" });
    const direct = await scene.onTag("v1.0.0-rc.1");
    expect(direct.log).toMatch(/fires the event release: created, published, prereleased(;|\n)/);
    const fromDraft = await scene.onTag("v1.0.0-rc.2", { files: "app.zip" });
    expect(fromDraft.log).toMatch(/fires the event release: published(;|\n)/);
    const unchanged = await scene.onTag("v1.0.0-rc.2", { files: "app.zip" });
    expect(unchanged.log).not.toContain("fires the event");
  });

  scenario("needs a target for a missing tag in a pull request", async (scene) => {
    const env = { GITHUB_EVENT_NAME: "pull_request", GITHUB_REF: "refs/pull/7/merge", GITHUB_BASE_REF: "main" };
    const refused = await scene.onBranch({ tag_name: "v1.0.0" }, { env, exit: 2 });
    expect(refused.log).toContain("INPUT_TARGET_COMMITISH");
    expect(scene.repo.writes()).toEqual([]);
    await scene.onBranch({ tag_name: "v1.0.0", target_commitish: scene.repo.head() }, { env });
    expect(scene.only()).toMatchObject({ tag: "v1.0.0", draft: false });
  });
}
