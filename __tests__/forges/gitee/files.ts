import { truncate } from "node:fs/promises";
import { join } from "node:path";
import { assetsOf, counted, errorsOf, sha256, statusesOf } from "../contract/scene";
import { type GiteeStage, below } from "./subject";

const MIB = 1024 * 1024;

/** Attachments as Gitee keeps them. */
export function files({ scenario }: GiteeStage): void {
  scenario("leaves one attachment of a name where there were several", async (scene) => {
    const twins = ["old", "app", "older"].map((content) => ({ name: "app.zip", content }));
    scene.repo.release({ tag: "v1.0.0", assets: [...twins, { name: "other.zip", content: "other" }] });
    await scene.write({ "app.zip": "app" });
    const ran = await scene.onTag("v1.0.0", { files: "app.zip" });
    expect(statusesOf(ran)).toEqual(["unchanged"]);
    expect(scene.only().assets).toMatchObject([{ sha256: sha256("app") }, { name: "other.zip" }]);
    expect(assetsOf(ran)[0]?.id).toBe(Number(scene.only().assets[0]?.id));
    await scene.write({ "app.zip": "quite new" });
    await scene.onTag("v1.0.0", { files: "app.zip" });
    expect(scene.only().assets).toMatchObject([{ name: "other.zip" }, { sha256: sha256("quite new") }]);
    expect(await (await fetch(assetsOf(ran)[0]?.browser_download_url ?? "")).text()).toBe("quite new");
  });

  scenario("leaves one attachment where two jobs send the same name at once", async (scene) => {
    scene.repo.release({ tag: "v1.0.0" });
    const runs = ["one", "two"].map(async (content) => {
      const job = await scene.beside();
      await job.write({ "app.zip": content });
      return job.onTag("v1.0.0", { files: "app.zip" });
    });
    await Promise.all(runs);
    expect(scene.only().assets).toHaveLength(1);
  });

  scenario("tells its own lost upload from an old file of the same size", async (scene) => {
    scene.repo.release({ tag: "v1.0.0", assets: [{ name: "app.zip", content: "old" }] });
    await scene.write({ "app.zip": "new" });
    const fault = scene.repo.spoil("upload", { kind: "half", status: 504 });
    const ran = await scene.onTag("v1.0.0", { files: "app.zip" });
    expect(fault.hits()).toBe(1);
    expect(counted(scene, "upload")).toBe(1);
    expect(statusesOf(ran)).toEqual(["replaced"]);
    expect(scene.only().assets).toMatchObject([{ sha256: sha256("new") }]);
  });

  scenario("believes the list where a file that has just landed cannot be read yet", async (scene) => {
    await scene.write({ "app.zip": "app" });
    scene.repo.spoil("upload", { kind: "truncate" });
    scene.repo.spoil("read-back", { kind: "status", status: 404 });
    const ran = await scene.onTag("v1.0.0", { files: "app.zip" });
    expect(counted(scene, "upload")).toBe(1);
    expect(statusesOf(ran)).toEqual(["uploaded"]);
    expect(scene.only().assets).toMatchObject([{ sha256: sha256("app") }]);
  });

  scenario("sends a file again that cannot be read back, without a second one", async (scene) => {
    scene.repo.release({ tag: "v1.0.0", assets: [{ name: "app.zip", content: "app" }] });
    await scene.write({ "app.zip": "app" });
    scene.repo.spoil("read-back", { kind: "status", status: 404 });
    const ran = await scene.onTag("v1.0.0", { files: "app.zip" });
    expect(statusesOf(ran)).toEqual(["replaced"]);
    expect(scene.only().assets).toMatchObject([{ sha256: sha256("app") }]);
  });

  scenario("lists more than a page of attachments", async (scene) => {
    const assets = Array.from({ length: 200 }, (_, n) => ({ name: `f${n}.txt`, content: `${n}` }));
    scene.repo.release({ tag: "v1.0.0", assets });
    await scene.write({ "f150.txt": "150", "more.txt": "more" });
    const ran = await scene.onTag("v1.0.0", { files: "*.txt" });
    expect(statusesOf(ran)).toEqual(["unchanged", "uploaded"]);
    expect(Object.keys(JSON.parse(ran.outputs.asset_urls ?? "{}") as object)).toHaveLength(201);
  });

  scenario("knows gitee.com's limit before anything is sent: 100 MiB pass, one byte more does not", async (scene) => {
    const sizes = { "app.zip": 3, "exact.img": 100 * MIB, "huge.img": 100 * MIB + 1 };
    await scene.write(Object.fromEntries(Object.keys(sizes).map((name) => [name, ""])));
    for (const [name, size] of Object.entries(sizes)) await truncate(join(scene.workspace.folder, name), size);
    const there = { server_url: "https://gitee.com", api_url: scene.sandbox.apiUrl, tag_name: "v1.0.0" };
    const inputs = { ...there, repository: scene.repo.name };
    const refused = await scene.onTag("v1.0.0", { ...inputs, files: "*.img" }, { exit: 2 });
    expect(errorsOf(refused).join("\n")).toMatch(/huge\.img.*100 MiB/);
    expect(errorsOf(refused).join("\n")).not.toContain("exact.img");
    expect(scene.repo.writes()).toEqual([]);
    const skipped = await scene.onTag("v1.0.0", { ...inputs, files: "app.zip\nhuge.img", oversized_files: "skip" });
    expect(statusesOf(skipped)).toEqual(["uploaded", "skipped"]);
    expect(skipped.outputs.url).toBe(`https://gitee.com/${scene.repo.name}/releases/tag/v1.0.0`);
    const planned = await scene.onTag("v1.0.0", { ...inputs, files: "exact.img", dry_run: "true" });
    expect(planned.outputs.plan).toContain("exact.img");
    // Another server may take it: a warning, and it decides.
    const elsewhere = await scene.onTag("v1.0.0", { files: "huge.img", dry_run: "true" });
    expect(elsewhere.log).toMatch(/^warning: .*huge\.img.*not known/m);
  });

  scenario("tells a file that the server finds too large, and keeps the others", async (scene) => {
    const { faults } = scene.sandbox;
    await scene.write({ "1.zip": "one", "2.zip": "two", "3.zip": "three" });
    const words = [
      ["附件大小超过限制", /100 MiB/],
      ["仓库附件总容量超过限制", /quota/],
      ["发行版附件数量超过限制", /as many files/],
    ] as const;
    for (const [message, hint] of words) {
      const path = below(scene, "/releases/\\d+/attach_files$");
      const fault = faults.add({
        method: "POST",
        path,
        nth: 2,
        do: { kind: "status", status: 400, body: { message } },
      });
      const ran = await scene.onTag("v1.0.0", { files: "*.zip", preserve_order: "true" }, { exit: 1 });
      expect(errorsOf(ran)[0]).toMatch(/^Failed uploading \d\.zip/);
      expect(errorsOf(ran)[1]).toContain(message);
      expect(errorsOf(ran)[2]).toMatch(hint);
      expect(scene.only().assets.length).toBeGreaterThan(0);
      fault.remove();
      scene.raw.releases[0]?.assets.splice(0);
    }
    const ran = await scene.onTag("v1.0.0", { files: "*.zip" });
    expect(statusesOf(ran)).toEqual(["uploaded", "uploaded", "uploaded"]);
  });
}
