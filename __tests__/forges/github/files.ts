import { assetsOf, counted, errorsOf, sha256, statusesOf } from "../contract/scene";
import type { GitHubStage } from "./subject";

/** Files as GitHub keeps them. */
export function files({ scenario }: GitHubStage): void {
  scenario("lists a thousand files through all pages, and refuses one more", async (scene) => {
    const assets = Array.from({ length: 1000 }, (_, n) => ({ name: `f${n}.txt`, content: `${n}` }));
    scene.repo.release({ tag: "v1.0.0", assets });
    await scene.write({ "f999.txt": "999", "more.txt": "more" });
    const ran = await scene.onTag("v1.0.0", { files: "f999.txt" });
    expect(statusesOf(ran)).toEqual(["unchanged"]);
    expect(Object.keys(JSON.parse(ran.outputs.asset_urls ?? "{}") as object)).toHaveLength(1000);
    expect(scene.repo.requests().length).toBeLessThanOrEqual(3 + 10);
    const more = await scene.onTag("v1.0.0", { files: "*.txt" }, { exit: 2 });
    expect(errorsOf(more).join(" ")).toMatch(/1001.*1000/);
    expect(scene.repo.writes()).toEqual([]);
  });

  scenario("publishes a draft with more files than a release shows", async (scene) => {
    const assets = Array.from({ length: 150 }, (_, n) => ({ name: `f${n}.txt`, content: `${n}` }));
    scene.repo.release({ tag: "v1.0.0", draft: true, assets });
    await scene.write({ "last.txt": "last" });
    const ran = await scene.onTag("v1.0.0", { files: "last.txt", draft: "false" });
    const urls = JSON.parse(ran.outputs.asset_urls ?? "{}") as Record<string, string>;
    expect(Object.keys(urls)).toHaveLength(151);
    for (const url of Object.values(urls)) expect(url).toContain("/v1.0.0/");
    expect(assetsOf(ran)[0]?.browser_download_url).toBe(urls["last.txt"]);
  });

  scenario("clears away what a failed upload of another run left", async (scene) => {
    scene.raw.release({ tag: "v1.0.0", assets: [{ name: "app.zip", state: "starter" }] });
    await scene.write({ "app.zip": "app" });
    const ran = await scene.onTag("v1.0.0", { files: "app.zip" });
    expect(scene.only().assets).toMatchObject([{ name: "app.zip", sha256: sha256("app"), complete: true }]);
    expect(statusesOf(ran)).toEqual(["uploaded"]);
  });

  scenario("finds a file again whose stored name nobody can predict", async (scene) => {
    await scene.write({ "ð_æ_ŋ.txt": "letters" });
    const inputs = { files: "*.txt" };
    const first = await scene.onTag("v1.0.0", inputs);
    const [stored] = scene.only().assets;
    expect(assetsOf(first)).toMatchObject([{ name: stored?.name, label: "ð_æ_ŋ.txt", file: "ð_æ_ŋ.txt" }]);
    const again = await scene.onTag("v1.0.0", inputs);
    expect(statusesOf(again)).toEqual(["unchanged"]);
    await scene.write({ "ð_æ_ŋ.txt": "other letters" });
    const replaced = await scene.onTag("v1.0.0", inputs);
    expect(statusesOf(replaced)).toEqual(["replaced"]);
    expect(scene.only().assets).toMatchObject([
      { name: stored?.name, label: "ð_æ_ŋ.txt", sha256: sha256("other letters") },
    ]);
  });

  scenario("changes a label without sending the file", async (scene) => {
    await scene.write({ "app.zip": "app" });
    await scene.onTag("v1.0.0", { files: "app.zip#One" });
    await scene.onTag("v1.0.0", { files: "app.zip#Two" });
    expect(scene.only().assets).toMatchObject([{ name: "app.zip", label: "Two" }]);
    await scene.write({ "app.zip": "new app" });
    await scene.onTag("v1.0.0", { files: "app.zip" });
    expect(scene.only().assets).toMatchObject([{ name: "app.zip", label: "Two", sha256: sha256("new app") }]);
    expect(counted(scene, "upload")).toBe(2);
  });

  scenario("sends nothing twice where only some of the files are new", async (scene) => {
    await scene.write({ "1.zip": "one" });
    await scene.onTag("v1.0.0", { files: "*.zip" });
    await scene.write({ "2.zip": "two" });
    const ran = await scene.onTag("v1.0.0", { files: "*.zip" });
    expect(statusesOf(ran)).toEqual(["unchanged", "uploaded"]);
    expect(counted(scene, "upload")).toBe(2);
  });
}
