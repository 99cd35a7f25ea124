import { limits } from "../../../sandbox/github";
import { CLOCK } from "../../doors/in-process";
import { errorsOf, sha256, statusesOf } from "../contract/scene";
import type { GitHubScene, GitHubStage } from "./subject";

/** Rules of a repository: immutable releases, restricted tags, moved repositories, limits. */
export function rules({ scenario }: GitHubStage): void {
  scenario("publishes into an immutable release once; more files are refused with the recipe", async (scene) => {
    scene.raw.rules.immutableReleases = true;
    await scene.write({ "1.zip": "one", "2.zip": "two" });
    await scene.onTag("v1.0.0", { files: "1.zip" });
    expect(scene.only()).toMatchObject({ draft: false, assets: [{ name: "1.zip" }] });
    const again = await scene.onTag("v1.0.0", { files: "1.zip" });
    expect(statusesOf(again)).toEqual(["unchanged"]);
    const writes = scene.repo.writes().length;
    const late = await scene.onTag("v1.0.0", { files: "*.zip" }, { exit: 2 });
    for (const word of ["immutable", "2.zip", "draft: true", "draft: false"]) {
      expect(errorsOf(late).join(" ")).toContain(word);
    }
    expect(scene.repo.writes()).toHaveLength(writes);
  });

  scenario("keeps the draft when a rule forbids the tag, and finishes when it is pushed", async (scene) => {
    scene.raw.rules.restrictTagCreation = true;
    await scene.write({ "app.zip": "app" });
    const inputs = { tag_name: "v1.0.0", files: "app.zip" };
    const refused = await scene.onBranch(inputs, { exit: 1 });
    expect(errorsOf(refused).join(" ")).toMatch(/rule.*Push the tag first/);
    expect(scene.only()).toMatchObject({ draft: true, assets: [{ name: "app.zip" }] });
    const ran = await scene.onTag("v1.0.0", inputs);
    expect(ran.outputs).toMatchObject({ draft: "false", id: scene.only().id });
    expect(statusesOf(ran)).toEqual(["unchanged"]);
  });

  scenario("says what to do when a commit changes workflows", async (scene) => {
    scene.raw.branch("work");
    const commit = scene.raw.commitWorkflow("CI", "work");
    const refused = await scene.onBranch({ tag_name: "v1.0.0", target_commitish: commit }, { exit: 1 });
    expect(errorsOf(refused).join(" ")).toMatch(/404.*workflows.*push the tag first/i);
  });

  scenario("tells that a repository was renamed instead of writing elsewhere", async (scene) => {
    const env = scene.repo.environment({});
    scene.raw.rename("octo/elsewhere");
    const ran = await scene.onBranch({ tag_name: "v1.0.0" }, { env, exit: 1 });
    expect(errorsOf(ran).join(" ")).toMatch(/renamed or moved/);
    expect(scene.repo.releases()).toEqual([]);
  });

  scenario("refuses to send the token to an upload address on another host", async (scene) => {
    const id = scene.repo.release({ tag: "v1.0.0" });
    await scene.write({ "app.zip": "app" });
    const release = { id: Number(id), tag_name: "v1.0.0", upload_url: "http://uploads.example.com/x{?name,label}" };
    scene.sandbox.faults.add({
      path: new RegExp(`${scene.repo.name}/releases/tags/`),
      do: { kind: "status", status: 200, body: release },
    });
    const ran = await scene.onTag("v1.0.0", { files: "app.zip" }, { exit: 1 });
    expect(errorsOf(ran).join(" ")).toMatch(/Refused to upload.*uploads\.example\.com/);
    expect(scene.only().assets).toEqual([]);
  });

  scenario("waits as told by a limit, and says so", async (scene) => {
    await scene.write({ "app.zip": "app" });
    const fault = scene.repo.spoil("upload", limits.retryAfter(1));
    const started = CLOCK.now();
    const ran = await scene.onTag("v1.0.0", { files: "app.zip" });
    expect(fault.hits()).toBe(1);
    expect(CLOCK.now() - started).toBeGreaterThanOrEqual(1000);
    expect(ran.log).toMatch(/rate limited.*waiting 1 s as told by Retry-After/);
    expect(scene.only()).toMatchObject({ draft: false, assets: [{ name: "app.zip" }] });
  });

  scenario("gives up a limit that is longer than max_wait", async (scene) => {
    scene.repo.spoil("create", limits.primaryLimit(600));
    const ran = await scene.onTag("v1.0.0", { max_wait: "5" }, { exit: 1 });
    expect(errorsOf(ran).join(" ")).toMatch(/max_wait/);
  });

  scenario("does not try again what is a matter of permission", async (scene) => {
    const fault = scene.repo.spoil("create", limits.permissionDenied(), { times: Infinity });
    const ran = await scene.onTag("v1.0.0", {}, { exit: 1 });
    expect(fault.hits()).toBe(1);
    expect(errorsOf(ran).join(" ")).toContain("write access to contents");
  });

  scenario("sends a file again that GitHub stored otherwise", async (scene) => {
    await scene.write({ "app.zip": "app" });
    const wrong = { id: 1, name: "app.zip", size: 3, state: "uploaded", digest: `sha256:${sha256("other")}` };
    const fault = scene.repo.spoil("upload", { kind: "status", status: 201, body: wrong });
    await scene.onTag("v1.0.0", { files: "app.zip" });
    expect(fault.hits()).toBe(1);
    expect(scene.only().assets).toMatchObject([{ sha256: sha256("app"), complete: true }]);
  });
}

/** Other jobs and people that get in between. */
export function interruptions({ scenario }: GitHubStage): void {
  /** Does something when the first request of a kind comes in, before it is carried out. */
  function once({ repo }: GitHubScene, action: "update" | "upload", work: () => void): void {
    let done = false;
    repo.watch((request) => {
      if (done || !repo.isAction(action, request)) return;
      done = true;
      work();
    });
  }

  scenario("goes on in a release that somebody published meanwhile, without a twin", async (scene) => {
    await scene.write({ "app.zip": "app" });
    let other = "";
    once(scene, "update", () => {
      other = scene.repo.release({ tag: "v1.0.0", notes: "Theirs", assets: [{ name: "other.zip", content: "other" }] });
    });
    const ran = await scene.onTag("v1.0.0", { files: "app.zip" });
    expect(scene.only()).toMatchObject({ id: other, draft: false, notes: "Theirs" });
    expect(scene.only().assets.map(({ name }) => name)).toEqual(["other.zip", "app.zip"]);
    expect(ran.outputs).toMatchObject({ id: other, created: "false" });
    expect(statusesOf(ran)).toEqual(["uploaded"]);
  });

  scenario("starts again when its draft was deleted meanwhile", async (scene) => {
    await scene.write({ "app.zip": "app" });
    once(scene, "upload", () => {
      scene.raw.releases.splice(0);
    });
    const ran = await scene.onTag("v1.0.0", { files: "app.zip" });
    expect(scene.only()).toMatchObject({ draft: false, assets: [{ name: "app.zip" }] });
    expect(ran.outputs).toMatchObject({ created: "true", id: scene.only().id });
  });

  for (const files of ["app.zip", ""]) {
    scenario(
      `makes no twin ${files === "" ? "without files " : ""}when the answer was lost and the list lags`,
      async (scene) => {
        await scene.write({ "app.zip": "app" });
        scene.repo.spoil("create", { kind: "reset", when: "after" });
        const ran = await scene.onTag("v1.0.0", { files, body: "Notes" });
        expect(scene.only()).toMatchObject({ tag: "v1.0.0", draft: false, notes: "Notes" });
        expect(ran.outputs).toMatchObject({ id: scene.only().id, created: "true" });
      },
      { listLag: 1000 },
    );
  }
}
