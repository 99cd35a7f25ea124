import { limits } from "../../../sandbox/cnb";
import { assetsOf, counted, errorsOf, sha256, statusesOf } from "../contract/scene";
import { type CnbStage, putsOf, spoilPut, spoilTicket } from "./subject";
import { DEBUG, matching, tickets, told } from "./told";

/** Three steps to bring a file: what goes wrong between them. */
export function uploads({ scenario }: CnbStage): void {
  scenario("asks for an address, brings the bytes and confirms; 3 n + 5 requests in all", async (scene) => {
    await scene.write({ "app.zip": "app", "lib.zip": "library" });
    await scene.onTag("v1.0.0", { files: "*.zip", preserve_order: "true" }, DEBUG);
    const file = ["POST /releases/ID/asset-upload-url", "PUT bytes", "POST /releases/ID/asset-upload-confirmation"];
    expect(told(scene)).toEqual([
      "GET /releases",
      "GET /git/tags/v1.0.0",
      "POST /releases",
      ...file,
      ...file,
      "PATCH /releases/ID",
      "GET /releases/ID",
    ]);
    expect(tickets(scene)).toEqual([
      { asset_name: "app.zip", size: 3, overwrite: false, ttl: 0 },
      { asset_name: "lib.zip", size: 7, overwrite: false, ttl: 0 },
    ]);
    expect(scene.only().assets.map(({ name }) => name)).toEqual(["app.zip", "lib.zip"]);
    for (const { headers } of putsOf(scene)) expect(headers).toMatchObject({ "content-length": /^[37]$/ });
  });

  scenario("takes an empty file and one of several megabytes", async (scene) => {
    const bytes = Buffer.alloc(5_000_000, "large");
    await scene.write({ "empty.txt": "", "large.bin": bytes });
    await scene.onTag("v1.0.0", { files: "*.*" });
    expect(scene.only().assets).toMatchObject([
      { name: "empty.txt", size: 0 },
      { name: "large.bin", size: 5_000_000, sha256: sha256(bytes) },
    ]);
  });

  for (const [what, fault, puts] of [
    ["an upload address that has become too old", limits.uploadExpired(), 2],
    ["a storage that is busy", limits.storageBusy(), 2],
    ["bytes whose answer is lost", { kind: "reset", when: "after" }, 2],
    ["a storage that breaks after the bytes", { kind: "half", status: 502 }, 2],
  ] as const) {
    scenario(`fetches a new address after ${what}`, async (scene) => {
      await scene.write({ "app.zip": "app" });
      const spoilt = spoilPut(scene, fault);
      const ran = await scene.onTag("v1.0.0", { files: "app.zip" }, DEBUG);
      expect(spoilt.hits()).toBe(1);
      expect(putsOf(scene)).toHaveLength(puts);
      expect(new Set(putsOf(scene).map(({ path }) => path)).size).toBe(puts);
      expect(scene.only()).toMatchObject({ draft: false, assets: [{ name: "app.zip", sha256: sha256("app") }] });
      expect(statusesOf(ran)).toEqual(["uploaded"]);
    });
  }

  scenario("begins again when the confirmation comes too late", async (scene) => {
    await scene.write({ "app.zip": "app" });
    const statuses = [400, 401, 403] as const;
    for (const [n, status] of statuses.entries()) {
      const spoilt = scene.repo.spoil("upload", limits.invalidToken(status));
      await scene.onTag(`v1.${n}.0`, { files: "app.zip" });
      expect(spoilt.hits()).toBe(1);
    }
    expect(putsOf(scene)).toHaveLength(2 * statuses.length);
    for (const { draft, assets } of scene.repo.releases())
      expect({ draft, assets }).toMatchObject({ draft: false, assets: [{ sha256: sha256("app") }] });
  });

  scenario("does not take an expired token for a late confirmation", async (scene) => {
    await scene.write({ "app.zip": "app" });
    const spoilt = scene.repo.spoil("upload", limits.tokenExpired(), { times: Infinity });
    const ran = await scene.onTag("v1.0.0", { files: "app.zip" }, { exit: 1 });
    expect(spoilt.hits()).toBe(1);
    expect(errorsOf(ran)).toEqual(
      matching(/^Failed uploading app\.zip/, /answered 401: unauthorized/, /token is wrong/),
    );
  });

  scenario("asks for a new address when the answer with the first is lost or cut", async (scene) => {
    await scene.write({ "app.zip": "app" });
    for (const [n, fault] of ([{ kind: "reset", when: "after" }, { kind: "truncate" }] as const).entries()) {
      const spoilt = spoilTicket(scene, fault);
      await scene.onTag(`v1.${n}.0`, { files: "app.zip" });
      expect(spoilt.hits()).toBe(1);
    }
    expect(putsOf(scene)).toHaveLength(2);
  });

  scenario("tells an upload that the storage refuses, without the address's signature", async (scene) => {
    await scene.write({ "app.zip": "app" });
    spoilPut(scene, limits.uploadExpired(), { times: Infinity });
    const ran = await scene.onTag("v1.0.0", { files: "app.zip", retries: "1" }, { ...DEBUG, exit: 1 });
    const [what, said] = errorsOf(ran);
    expect(what).toBe("Failed uploading app.zip.");
    expect(said).toMatch(/PUT http[^?]*: the upload address was refused \(403: .*Request has expired\)/);
    expect(putsOf(scene)).toHaveLength(2);
  });

  scenario("tells a file that is too large for the server", async (scene) => {
    await scene.write({ "app.zip": "app" });
    spoilPut(scene, limits.gatewayPage(413), { times: Infinity });
    const ran = await scene.onTag("v1.0.0", { files: "app.zip" }, { exit: 1 });
    expect(errorsOf(ran)).toEqual(matching(/^Failed/, /answered 413/, /larger than this server accepts/));
    expect(scene.only()).toMatchObject({ draft: true, assets: [] });
  });

  scenario("keeps the old file until the new one is confirmed, and finishes later", async (scene) => {
    scene.repo.release({ tag: "v1.0.0", assets: [{ name: "app.zip", content: "old app" }] });
    await scene.write({ "app.zip": "new app" });
    const fault = scene.repo.spoil("upload", { kind: "status", status: 500 }, { times: Infinity });
    await scene.onTag("v1.0.0", { files: "app.zip", retries: "1" }, { exit: 1 });
    expect(scene.only().assets).toMatchObject([{ sha256: sha256("old app") }]);
    fault.remove();
    const ran = await scene.onTag("v1.0.0", { files: "app.zip" });
    expect(statusesOf(ran)).toEqual(["replaced"]);
    expect(tickets(scene)).toMatchObject([{ overwrite: true }, { overwrite: true }, { overwrite: true }]);
    expect(scene.only().assets).toMatchObject([{ sha256: sha256("new app") }]);
    expect(assetsOf(ran)[0]?.id).toBe(scene.only().assets[0]?.id);
  });

  scenario("does not replace a file twice when only the answer was lost", async (scene) => {
    scene.repo.release({ tag: "v1.0.0", assets: [{ name: "app.zip", content: "old app" }] });
    await scene.write({ "app.zip": "new app" });
    scene.repo.spoil("upload", { kind: "reset", when: "after" });
    const ran = await scene.onTag("v1.0.0", { files: "app.zip" });
    expect(counted(scene, "upload")).toBe(1);
    expect(statusesOf(ran)).toEqual(["replaced"]);
    expect(scene.only().assets).toMatchObject([{ sha256: sha256("new app") }]);
  });

  scenario("sends a file again that was confirmed and is not there", async (scene) => {
    await scene.write({ "app.zip": "app" });
    scene.repo.spoil("upload", { kind: "status", status: 200, body: {} });
    const ran = await scene.onTag("v1.0.0", { files: "app.zip" });
    expect(ran.log).toMatch(/app\.zip of v1\.0\.0 was uploaded, and is not there\. Looking again/);
    expect(scene.only()).toMatchObject({ draft: false, assets: [{ sha256: sha256("app") }] });
    expect(ran.outputs).toMatchObject({ created: "true", draft: "false" });
  });

  scenario("gives up a file that is confirmed and never there, after three times", async (scene) => {
    await scene.write({ "app.zip": "app" });
    const spoilt = scene.repo.spoil("upload", { kind: "status", status: 200, body: {} }, { times: Infinity });
    const ran = await scene.onTag("v1.0.0", { files: "app.zip" }, { exit: 1 });
    expect(spoilt.hits()).toBe(3);
    expect(errorsOf(ran).join(" ")).toMatch(/app\.zip of v1\.0\.0 was uploaded, and is not there.*3 times/);
  });

  for (const [content, statuses] of [
    ["app", ["uploaded"]],
    ["other app", ["replaced"]],
  ] as const) {
    scenario(`meets a file of its name that another job stored meanwhile: “${content}”`, async (scene) => {
      await scene.write({ "app.zip": "app" });
      const elsewhere = scene.sandbox.repository(`${scene.repo.name}-elsewhere`);
      const { assets } = elsewhere.release({ tag: "v1.0.0", assets: [{ name: "app.zip", content }] });
      let done = false;
      scene.repo.watch((request) => {
        if (done || !scene.repo.isAction("upload", request)) return;
        done = true;
        scene.raw.releases[0]?.assets.push(...assets);
      });
      const ran = await scene.onTag("v1.0.0", { files: "app.zip" });
      expect(statusesOf(ran)).toEqual(statuses);
      expect(scene.only()).toMatchObject({ draft: false, assets: [{ sha256: sha256("app") }] });
      expect(assetsOf(ran)[0]?.id).toBe(scene.only().assets[0]?.id);
    });
  }
}
