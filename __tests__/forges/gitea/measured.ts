import { assetsOf, errorsOf, noticesOf, statusesOf } from "../contract/scene";
import type { GiteaScene, GiteaStage } from "./subject";

const rights = (scene: GiteaScene) => scene.raw.rules;

/** What running servers do beside what their sources say. */
export function measured({ scenario, subject }: GiteaStage): void {
  const forgejo = subject.forge === "forgejo";

  scenario("rests with a title that the server cuts", async (scene) => {
    const inputs = { name: `One ${"字母".repeat(200)}` };
    await scene.onTag("v1.0.0", inputs);
    const again = await scene.again("v1.0.0", inputs);
    expect(again.log).not.toContain("updated what");
  });

  scenario("rests without notes, which the server stores as a line break", async (scene) => {
    await scene.write({ "app.zip": "app" });
    await scene.onTag("v1.0.0", { files: "app.zip" });
    expect(scene.only().notes).toBe("\n");
    await scene.again("v1.0.0", { files: "app.zip" });
    await scene.onTag("v1.0.0", { body: "Notes", body_mode: "append" });
    expect(scene.only().notes).toBe("Notes");
  });

  scenario("says that releases are switched off", async (scene) => {
    rights(scene).releases = false;
    const ran = await scene.onTag("v1.0.0", {}, { exit: 1 });
    expect(errorsOf(ran).join(" ")).toMatch(/switched off/);
    expect(errorsOf(ran).join(" ")).not.toMatch(/permissions:/);
  });

  scenario("says what a publication without a word can mean: an archive, a protected tag", async (scene) => {
    await scene.write({ "app.zip": "app" });
    const inputs = { tag_name: "v1.0.0", target_commitish: "main", files: "app.zip", retries: "0" };
    rights(scene).protectedTags = [{ pattern: "v*", users: ["mona"] }];
    const refused = await scene.onBranch(inputs, { exit: 1 });
    expect(errorsOf(refused).join(" ")).toMatch(/answered 500.*protected.*who made the draft/);
    expect(scene.only()).toMatchObject({ draft: true, assets: [{ name: "app.zip" }] });
    rights(scene).archived = true;
    const archived = await scene.onBranch({ ...inputs, tag_name: "x1" }, { exit: 1 });
    expect(errorsOf(archived).join(" ")).toMatch(/archived/);
  });

  scenario("finds a target that is not there before anything is made", async (scene) => {
    await scene.write({ "app.zip": "app" });
    scene.raw.branch("release/1");
    scene.repo.tag("base/1");
    for (const target_commitish of ["nope", "release/2", "f".repeat(40), "abcdef0"]) {
      const inputs = { tag_name: "v1.0.0", target_commitish, files: "app.zip" };
      const ran = await scene.onBranch(inputs, { exit: 2 });
      expect(errorsOf(ran).join(" ")).toContain(target_commitish);
      expect(scene.repo.writes()).toEqual([]);
    }
    for (const [n, target_commitish] of ["main", "release/1", "base/1", scene.repo.head().slice(0, 8)].entries()) {
      await scene.onBranch({ tag_name: `v2.${n}.0`, target_commitish, files: "app.zip" });
      expect(scene.repo.tagCommit(`v2.${n}.0`)).toBe(scene.repo.head());
    }
  });

  scenario("reads a file back only when nothing cheaper decides, because every read counts", async (scene) => {
    await scene.write({ "one.zip": "one", "two.zip": "two" });
    await scene.onTag("v1.0.0", { files: "*.zip" });
    const counts = (): unknown[] => (scene.raw.releases[0]?.assets ?? []).map(({ downloads }) => downloads);
    expect(counts()).toEqual([0, 0]);
    await scene.write({ "two.zip": "longer" });
    expect(statusesOf(await scene.onTag("v1.0.0", { files: "*.zip" }))).toEqual(["unchanged", "replaced"]);
    // Another size decides without a read, and what was just sent is not read.
    expect(counts()).toEqual([1, 0]);
  });

  scenario("hands a wrong token that the server repeats to nobody", async (scene) => {
    const ran = await scene.onTag("v1.0.0", { token: scene.host.tokens.wrong }, { exit: 1 });
    expect(errorsOf(ran).join(" ")).toContain(forgejo ? "access token does not exist" : "answered 401");
    // The one line that tells the runner what to hide is not shown to anybody.
    const shown = [ran.log, ran.stdout].join("\n").replace(/^::add-mask::.*$/gm, "");
    expect(shown).not.toContain(scene.host.tokens.wrong);
  });
}

/** Gitea 1.25, which tells what it takes. */
export function largestFile({ scenario }: GiteaStage): void {
  scenario("asks for the largest file where one is large, and finds it before anything is made", async (scene) => {
    await scene.write({ "big.bin": Buffer.alloc(10 * 1024 ** 2), "app.zip": "app" });
    const refused = await scene.onTag("v1.0.0", { files: "*.*" }, { exit: 2 });
    expect(errorsOf(refused).join(" ")).toMatch(/big\.bin has 10 MiB; the forge accepts at most 9 MiB/);
    expect(scene.repo.writes()).toEqual([]);
    const ran = await scene.onTag("v1.0.0", { files: "*.*", oversized_files: "skip" });
    expect(assetsOf(ran).map(({ file, status }) => [file, status])).toEqual([
      ["app.zip", "uploaded"],
      ["big.bin", "skipped"],
    ]);
    expect(noticesOf(ran).join(" ")).toContain("big.bin");
    const asked = (): number => scene.host.requests.filter(({ path }) => path.endsWith("/settings/attachment")).length;
    expect(asked()).toBe(2);
    await scene.onTag("v2.0.0", { files: "app.zip" });
    expect(asked()).toBe(2);
  });
}
