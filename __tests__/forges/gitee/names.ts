import { assetsOf, errorsOf, namesOf, noticesOf, sha256, statusesOf } from "../contract/scene";
import type { GiteeStage } from "./subject";

/** Names of which the server alters the signs that it finds special. */
export function names({ scenario }: GiteeStage): void {
  scenario("sends a file whose name was altered under one that stays, and says so", async (scene) => {
    await scene.write({ "发布 1.0.zip": "release" });
    const ran = await scene.onTag("v1.0.0", { files: "*.zip" });
    expect(ran.log).toMatch(/keeps 发布 1\.0\.zip as 发布_1\.0\.zip; it is sent again as 发布\.1\.0\.zip/);
    expect(ran.log).toMatch(/uploaded 发布 1\.0\.zip, stored as 发布\.1\.0\.zip/);
    expect(scene.only().assets).toMatchObject([{ name: "发布.1.0.zip", sha256: sha256("release") }]);
    expect(statusesOf(await scene.again("v1.0.0", { files: "*.zip" }))).toEqual(["unchanged"]);
    await scene.write({ "发布 1.0.zip": "another release" });
    await scene.onTag("v1.0.0", { files: "*.zip" });
    expect(scene.only().assets).toMatchObject([{ name: "发布.1.0.zip", sha256: sha256("another release") }]);
  });

  scenario("tells two files of which the server would make one, by their paths", async (scene) => {
    await scene.write({ "a b.txt": "1", "a+b.txt": "2" });
    const ran = await scene.onTag("v1.0.0", { files: "*.txt", preserve_order: "true" }, { exit: 1 });
    expect(errorsOf(ran).join(" ")).toMatch(/a\+b\.txt would be stored as a\.b\.txt, as a b\.txt is.*=> another-name/);
    expect(scene.only().assets).toMatchObject([{ name: "a.b.txt", sha256: sha256("1") }]);
  });

  scenario("knows the names again that earlier versions of this program gave", async (scene) => {
    const assets = [
      { name: "发布_z20_1.0.zip", content: "release" },
      { name: "a_z2b_b.txt", content: "old" },
    ];
    scene.repo.release({ tag: "v1.0.0", assets });
    await scene.write({ "发布 1.0.zip": "release", "a+b.txt": "new" });
    const ran = await scene.onTag("v1.0.0", { files: "*.*" });
    expect(assetsOf(ran)).toMatchObject([
      { name: "a.b.txt", status: "replaced" },
      { name: "发布_z20_1.0.zip", status: "unchanged" },
    ]);
    expect(namesOf(scene)).toEqual(["a.b.txt", "发布_z20_1.0.zip"]);
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

/** A server that alters nothing. */
export function ownNames({ scenario }: GiteeStage): void {
  scenario("stores every file under its own name", async (scene) => {
    const own = ["a b.txt", "a+b.txt", "a~b.txt", "安装 包.txt", "安装+包.txt", "_z20_.txt", "100%.txt"];
    await scene.write(Object.fromEntries(own.map((name) => [name, name])));
    const first = await scene.onTag("v1.0.0", { files: "*.txt" });
    expect(namesOf(scene)).toEqual([...own].sort());
    const again = await scene.again("v1.0.0", { files: "*.txt" });
    expect(new Set(statusesOf(again))).toEqual(new Set(["unchanged"]));
    expect(again.outputs.asset_urls).toBe(first.outputs.asset_urls);
  });

  scenario("leaves another job's file alone that has a name as a server might make it", async (scene) => {
    scene.repo.release({ tag: "v1.0.0", assets: [{ name: "a.b.txt", content: "theirs" }] });
    await scene.write({ "a b.txt": "mine" });
    expect(statusesOf(await scene.onTag("v1.0.0", { files: "*.txt" }))).toEqual(["uploaded"]);
    expect(scene.only().assets).toMatchObject([
      { name: "a.b.txt", sha256: sha256("theirs") },
      { name: "a b.txt", sha256: sha256("mine") },
    ]);
  });
}

/** A server that keeps plain letters only. */
export function plainNames({ scenario }: GiteeStage): void {
  scenario("replaces a file whose name the server does not take as it is", async (scene) => {
    await scene.write({ "发布 1.zip": "old", "更新 2.zip": "other" });
    await scene.onTag("v1.0.0", { files: "*.zip" });
    await scene.write({ "发布 1.zip": "new content" });
    const ran = await scene.onTag("v1.0.0", { files: "*.zip" });
    expect(statusesOf(ran)).toContain("unchanged");
    const assets = scene.only().assets.map(({ name, sha256: sum }) => ({ name, sum }));
    expect(assets).toEqual(
      expect.arrayContaining([
        { name: "1.zip", sum: sha256("new content") },
        { name: "2.zip", sum: sha256("other") },
      ]),
    );
    expect(assets).toHaveLength(2);
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
