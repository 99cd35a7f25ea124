import { assetsOf, counted, errorsOf, noticesOf, sha256, statusesOf } from "../contract/scene";
import { afterUpload, once, slipIn } from "./between";
import type { TGitStage } from "./subject";

/** Files have a name and a size, and nothing else. */
export function files({ scenario }: TGitStage): void {
  scenario("sends names that people read and the server keeps", async (scene) => {
    const names = ["发布 1.0.zip", "my app (x64).zip", "日本.zip", "a_z20_b.zip", "caf\u00e9.zip"];
    await scene.write(Object.fromEntries(names.map((name) => [name, `content of ${name}`])));
    const ran = await scene.onTag("v1.0.0", { files: "*.zip" });
    const told = Object.fromEntries(assetsOf(ran).map(({ file, name }) => [file, name]));
    expect(told).toEqual({
      "发布 1.0.zip": "发布.1.0.zip",
      "my app (x64).zip": "my.app.x64.zip",
      "日本.zip": "日本.zip",
      "a_z20_b.zip": "a_z20_b.zip",
      "caf\u00e9.zip": "caf\u00e9.zip",
    });
    for (const [file, name] of Object.entries(told))
      expect(scene.only().assets.find((asset) => asset.name === name)?.sha256).toBe(sha256(`content of ${file}`));
    expect(ran.log).toMatch(/uploaded 发布 1\.0\.zip, stored as 发布\.1\.0\.zip/);
    const again = await scene.onTag("v1.0.0", { files: "*.zip" });
    expect(new Set(statusesOf(again))).toEqual(new Set(["unchanged"]));
  });

  scenario("refuses two files that would meet under one name, before anything is sent", async (scene) => {
    await scene.write({ "a b.txt": "1", "a+b.txt": "2" });
    const ran = await scene.onTag("v1.0.0", { files: "*.txt" }, { exit: 2 });
    expect(errorsOf(ran).join(" ")).toMatch(/a b\.txt.*a\+b\.txt|a\+b\.txt.*a b\.txt/);
    expect(scene.repo.requests()).toEqual([]);
  });

  scenario("leaves another job's file alone that has a name as a server might make it", async (scene) => {
    scene.repo.release({ tag: "v1.0.0", assets: [{ name: "app.zip", content: "theirs" }] });
    await scene.write({ "应用app.zip": "mine" });
    expect(statusesOf(await scene.onTag("v1.0.0", { files: "*.zip" }))).toEqual(["uploaded"]);
    expect(scene.only().assets).toMatchObject([
      { name: "app.zip", sha256: sha256("theirs") },
      { name: "应用app.zip", sha256: sha256("mine") },
    ]);
  });

  scenario("knows the names again that earlier versions of this program gave", async (scene) => {
    const assets = [
      { name: "_z53d1.5e03.20_1.0.zip", content: "release" },
      { name: "a_z2b_b.zip", content: "old" },
    ];
    scene.repo.release({ tag: "v1.0.0", assets });
    await scene.write({ "发布 1.0.zip": "release", "a+b.zip": "new" });
    const ran = await scene.onTag("v1.0.0", { files: "*.zip" });
    expect(assetsOf(ran)).toMatchObject([
      { name: "a.b.zip", status: "replaced" },
      { name: "_z53d1.5e03.20_1.0.zip", status: "unchanged" },
    ]);
    expect(scene.only().assets).toHaveLength(2);
  });

  scenario("says so when the server stores a file under another name than it was sent", async (scene) => {
    await scene.write({ "app.zip": "app" });
    scene.repo.spoil("upload", { kind: "carry-out-then", status: 201, body: { name: "appzip", size: 3 } });
    scene.sandbox.watch((request, moment) => {
      const stored = scene.raw.releases[0]?.assets[0];
      if (moment === "after" && scene.repo.isAction("upload", request)) Object.assign(stored ?? {}, { name: "appzip" });
    });
    const ran = await scene.onTag("v1.0.0", { files: "app.zip" });
    expect(noticesOf(ran).join(" ")).toMatch(/keeps app\.zip as appzip/);
    expect(assetsOf(ran)).toMatchObject([{ name: "appzip", file: "app.zip", status: "uploaded" }]);
  });

  scenario("reads a private project's files back with the token, and through a redirect without it", async (scene) => {
    Object.assign(scene.raw, { private: true });
    await scene.write({ "app.zip": "elsewhere\n" });
    await scene.onTag("v1.0.0", { files: "app.zip" });
    expect(statusesOf(await scene.onTag("v1.0.0", { files: "app.zip" }))).toEqual(["unchanged"]);
    scene.repo.spoil("read-back", { kind: "redirect", to: `${scene.sandbox.elsewhereUrl}/app.zip` });
    expect(statusesOf(await scene.onTag("v1.0.0", { files: "app.zip" }))).toEqual(["unchanged"]);
    const away = scene.host.requests.filter(({ origin }) => origin === "elsewhere");
    expect(away.map(({ headers }) => headers["private-token"])).toEqual([undefined]);
  });

  scenario("gives the API's address of a file, which leads to it", async (scene) => {
    await scene.write({ "my app.zip": "app" });
    const ran = await scene.onTag("pkg/v1.0.0", { files: "*.zip" });
    const url = assetsOf(ran)[0]?.browser_download_url ?? "";
    expect(url).toContain("/releases/pkg%2Fv1.0.0/attachments/");
    expect(await (await fetch(url)).text()).toBe("app");
    expect((await fetch(ran.outputs.url ?? "")).status).toBe(200);
    expect(ran.log).toContain("the usual form of a release's page");
  });

  scenario("sends a file again that the server stored with another size", async (scene) => {
    await scene.write({ "app.zip": "app" });
    const wrong = { name: "app.zip", size: 2, type: "application/zip" };
    const fault = scene.repo.spoil("upload", { kind: "carry-out-then", status: 201, body: wrong });
    const ran = await scene.onTag("v1.0.0", { files: "app.zip" });
    expect([fault.hits(), counted(scene, "delete"), counted(scene, "upload")]).toEqual([1, 1, 2]);
    expect(scene.only().assets).toMatchObject([{ name: "app.zip", sha256: sha256("app") }]);
    expect(statusesOf(ran)).toEqual(["uploaded"]);
  });

  scenario("finishes a replacement that broke between the old file and the new one", async (scene) => {
    scene.repo.release({ tag: "v1.0.0", assets: [{ name: "app.zip", content: "old app" }] });
    await scene.write({ "app.zip": "new app" });
    const fault = scene.repo.spoil("upload", { kind: "status", status: 500 }, { times: Infinity });
    const broken = await scene.onTag("v1.0.0", { files: "app.zip", retries: "1" }, { exit: 1 });
    expect(errorsOf(broken).join(" ")).toContain("uploading app.zip");
    fault.remove();
    const ran = await scene.onTag("v1.0.0", { files: "app.zip" });
    expect(statusesOf(ran)).toEqual(["uploaded"]);
    expect(scene.only().assets).toMatchObject([{ name: "app.zip", sha256: sha256("new app") }]);
  });

  scenario("leaves nothing between the old file and the new one but the upload itself", async (scene) => {
    scene.repo.release({ tag: "v1.0.0", assets: [{ name: "app.zip", content: "old app" }] });
    await scene.write({ "app.zip": "new app" });
    await scene.onTag("v1.0.0", { files: "app.zip" });
    const methods = scene.repo.requests().map(({ method }) => method);
    expect(methods.slice(methods.indexOf("DELETE"))).toEqual(["DELETE", "POST", "GET"]);
  });

  scenario("does not take for half-made what somebody else uploaded at the same moment", async (scene) => {
    await scene.write({ "app.zip": "the whole app" });
    const inputs = { files: "app.zip", overwrite_files: "false" };
    const fault = scene.repo.spoil("upload", { kind: "reset", when: "before" });
    afterUpload(scene, () => {
      slipIn(scene, "v1.0.0", { name: "app.zip", content: "theirs" });
    });
    const ran = await scene.onTag("v1.0.0", inputs);
    expect(fault.hits()).toBe(1);
    expect(statusesOf(ran)).toEqual(["kept"]);
    expect(scene.only().assets).toMatchObject([{ name: "app.zip", sha256: sha256("theirs") }]);
  });

  scenario("uploads a file again that went away before the run ended", async (scene) => {
    await scene.write({ "app.zip": "app" });
    afterUpload(scene, () => {
      scene.raw.releases[0]?.assets.splice(0);
    });
    const ran = await scene.onTag("v1.0.0", { files: "app.zip" });
    expect(scene.only().assets).toMatchObject([{ name: "app.zip" }]);
    expect(ran.outputs.created).toBe("true");
  });
}

/** Servers that take a name twice. */
export function doubles({ scenario }: TGitStage): void {
  scenario("replaces both files of one name, of which only the older can be reached", async (scene) => {
    const assets = ["old app 1", "old app 2"].map((content) => ({ name: "app.zip", content }));
    scene.repo.release({ tag: "v1.0.0", assets });
    await scene.write({ "app.zip": "new app" });
    const ran = await scene.onTag("v1.0.0", { files: "app.zip" });
    expect(noticesOf(ran).join(" ")).toMatch(/more than one file app\.zip/);
    expect(scene.only().assets).toMatchObject([{ name: "app.zip", sha256: sha256("new app") }]);
    expect(statusesOf(ran)).toEqual(["replaced"]);
  });

  scenario("clears a file away that came late, after it was sent again", async (scene) => {
    await scene.write({ "app.zip": "app" });
    scene.repo.spoil("upload", { kind: "status", status: 504 });
    let uploads = 0;
    once(
      scene,
      (request) => scene.repo.isAction("upload", request) && ++uploads === 2,
      () => {
        slipIn(scene, "v1.0.0", { name: "app.zip", content: "app" });
      },
    );
    const ran = await scene.onTag("v1.0.0", { files: "app.zip" });
    expect(uploads).toBe(2);
    expect(scene.only().assets).toMatchObject([{ name: "app.zip", sha256: sha256("app") }]);
    expect(noticesOf(ran)).toEqual([]);
  });
}

/** A server that drops letters that are no plain ones. */
export function plainLetters({ scenario }: TGitStage): void {
  scenario("sends a file again under plain letters when the server drops others", async (scene) => {
    await scene.write({ "发布 1.0.zip": "release", "更新 2.zip": "update", "app.zip": "app" });
    const ran = await scene.onTag("v1.0.0", { files: "*.zip" });
    const names = scene.only().assets.map(({ name }) => name);
    expect(names.sort()).toEqual(["1.0.zip", "2.zip", "app.zip"]);
    expect(noticesOf(ran)).toEqual([]);
    const again = await scene.again("v1.0.0", { files: "*.zip" });
    expect(new Set(statusesOf(again))).toEqual(new Set(["unchanged"]));
    await scene.write({ "发布 1.0.zip": "another release" });
    await scene.onTag("v1.0.0", { files: "*.zip" });
    const assets = scene.only().assets.map(({ name, sha256: sum }) => ({ name, sum }));
    expect(assets).toContainEqual({ name: "1.0.zip", sum: sha256("another release") });
    expect(assets).toHaveLength(3);
  });

  scenario("tells two files of which the server would make one", async (scene) => {
    await scene.write({ "app.zip": "app", "应用app.zip": "mine" });
    const inputs = { files: "app.zip\n应用app.zip", preserve_order: "true" };
    const ran = await scene.onTag("v1.0.0", inputs, { exit: 1 });
    expect(errorsOf(ran).join(" ")).toMatch(/应用app\.zip would be stored as app\.zip, as app\.zip is.*another-name/);
    expect(scene.only().assets[0]).toMatchObject({ name: "app.zip", sha256: sha256("app") });
  });
}
