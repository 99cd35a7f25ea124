import { errorsOf, noticesOf, sha256, statusesOf } from "../contract/scene";
import type { GiteeStage } from "./stage";

/** Names that a server might alter. */
export function names({ scenario }: GiteeStage): void {
  scenario("keeps names apart that a filter would make one", async (scene) => {
    await scene.write({ "a b.txt": "1", "a+b.txt": "2", "a~b.txt": "3", "安装 包.txt": "4", "安装+包.txt": "5" });
    const first = await scene.onTag("v1.0.0", { files: "*.txt" });
    expect(new Set(scene.only().assets.map(({ name }) => name)).size).toBe(5);
    const writes = scene.repo.writes().length;
    const again = await scene.onTag("v1.0.0", { files: "*.txt" });
    expect(new Set(statusesOf(again))).toEqual(new Set(["unchanged"]));
    expect(scene.repo.writes()).toHaveLength(writes);
    expect(again.outputs.asset_urls).toBe(first.outputs.asset_urls);
  });

  scenario("takes the two ways to write one letter for one name", async (scene) => {
    await scene.write({ "e\u0301.txt": "accent" });
    await scene.onTag("v1.0.0", { files: "*.txt" });
    expect(scene.only().assets).toMatchObject([{ name: "\u00e9.txt" }]);
    await scene.write({ "\u00e9.txt": "the same letter" });
    const both = await scene.onTag("v1.0.0", { files: "*.txt" }, { exit: 2 });
    expect(errorsOf(both).join(" ")).toContain("would both be stored as");
  });
}

/** A server that keeps plain letters only. */
export function plainNames({ scenario }: GiteeStage): void {
  scenario("replaces a file whose name the server does not take as it is", async (scene) => {
    await scene.write({ "发布.zip": "old", "更新.zip": "other" });
    await scene.onTag("v1.0.0", { files: "*.zip" });
    await scene.write({ "发布.zip": "new content" });
    const ran = await scene.onTag("v1.0.0", { files: "*.zip" });
    expect(statusesOf(ran).sort()).toEqual(["replaced", "unchanged"]);
    const sums = scene.only().assets.map(({ sha256: sum }) => sum);
    expect(sums.sort()).toEqual([sha256("new content"), sha256("other")].sort());
  });
}

/** A server whose names nobody can foresee. */
export function unforeseenNames({ scenario }: GiteeStage): void {
  scenario("says that a name was altered beyond foresight", async (scene) => {
    await scene.write({ "App.zip": "app", "发布.zip": "release" });
    const ran = await scene.onTag("v1.0.0", { files: "*.zip" });
    expect(noticesOf(ran).join("\n")).toMatch(/keeps App\.zip as \d+-app\.zip.*Rename the file/);
    expect(scene.only().assets).toHaveLength(2);
  });
}
