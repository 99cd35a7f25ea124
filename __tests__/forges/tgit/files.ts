import { assetsOf, counted, errorsOf, noticesOf, sha256, statusesOf } from "../contract/scene";
import { type TGitStage, afterUpload, once, slipIn } from "./stage";

/** Files have a name and a size, and nothing else. */
export function files({ scenario }: TGitStage): void {
  scenario("keeps names apart that only differ in what the server drops", async (scene) => {
    const names = ["a b.txt", "ab.txt", "a_z20_b.txt", "中文.txt", "日本.txt"];
    await scene.write(Object.fromEntries(names.map((name) => [name, `content of ${name}`])));
    const ran = await scene.onTag("v1.0.0", { files: "*.txt" });
    const told = assetsOf(ran);
    expect(told.map(({ file }) => file).sort()).toEqual([...names].sort());
    expect(new Set(told.map(({ name }) => name)).size).toBe(names.length);
    for (const { file, name } of told) {
      expect(name).toMatch(/^[A-Za-z0-9._-]+$/);
      expect(scene.only().assets.find((asset) => asset.name === name)?.sha256).toBe(sha256(`content of ${file}`));
      expect(ran.log).toContain(`uploaded ${file}`);
    }
  });

  scenario("says so when the server stores a file under another name than it was sent", async (scene) => {
    await scene.write({ "app.zip": "app" });
    scene.repo.spoil("upload", { kind: "carry-out-then", status: 201, body: { name: "appzip", size: 3 } });
    scene.host.sandbox.watch((request, moment) => {
      const stored = scene.repo.raw.releases[0]?.attachments[0];
      if (moment === "after" && scene.repo.isAction("upload", request)) Object.assign(stored ?? {}, { name: "appzip" });
    });
    const ran = await scene.onTag("v1.0.0", { files: "app.zip" });
    expect(noticesOf(ran).join(" ")).toMatch(/stored app\.zip as appzip/);
    expect(assetsOf(ran)).toMatchObject([{ name: "appzip", file: "app.zip", status: "uploaded" }]);
  });

  scenario("reads a private project's files back with the token, and through a redirect without it", async (scene) => {
    Object.assign(scene.repo.raw, { visibility: "private" });
    await scene.write({ "app.zip": "elsewhere\n" });
    await scene.onTag("v1.0.0", { files: "app.zip" });
    expect(statusesOf(await scene.onTag("v1.0.0", { files: "app.zip" }))).toEqual(["unchanged"]);
    scene.repo.spoil("read-back", { kind: "redirect", to: `${scene.host.sandbox.elsewhereUrl}/app.zip` });
    expect(statusesOf(await scene.onTag("v1.0.0", { files: "app.zip" }))).toEqual(["unchanged"]);
    const away = scene.host.requests.filter(({ origin }) => origin === "elsewhere");
    expect(away.map(({ headers }) => headers["private-token"])).toEqual([undefined]);
  });

  scenario("gives the API's address of a file, which leads to it", async (scene) => {
    await scene.write({ "my app.zip": "app" });
    const ran = await scene.onTag("pkg/v1.0.0", { files: "*.zip" });
    const url = assetsOf(ran)[0]?.browser_download_url ?? "";
    expect(url).toContain("/releases/pkg%2Fv1.0.0/attachments/");
    expect(scene.host.sandbox.content(url)?.sha256).toBe(sha256("app"));
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
      scene.repo.raw.releases[0]?.attachments.splice(0);
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
