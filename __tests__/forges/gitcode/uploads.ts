import { limits } from "../../../sandbox/gitcode";
import type { Fault } from "../../../sandbox/kernel/faults";
import { assetsOf, counted, errorsOf, namesOf, sha256, statusesOf } from "../contract/scene";
import type { GitCodeScene, GitCodeStage } from "./subject";

/** Signed addresses that are asked for so far. */
const places = ({ repo }: GitCodeScene): number =>
  repo.requests().filter(({ path }) => path.endsWith("/upload_url")).length;

/** The way of the bytes: a signed address, the object store, and GitCode that hears of it. */
export function uploading({ scenario }: GitCodeStage): void {
  scenario("keeps names with blanks, signs and Chinese", async (scene) => {
    const names = ["发布 说明.txt", "a+b c.zip", "100%.zip", "it's (1) [2].tar.gz", "ünï.zip"];
    await scene.write(Object.fromEntries(names.map((name) => [`dist/${name}`, name])));
    const ran = await scene.onTag("v1.0.0", { files: "dist/*" });
    expect(namesOf(scene)).toEqual([...names].sort());
    for (const { browser_download_url, sha256: sum } of assetsOf(ran))
      expect(sha256(await (await fetch(browser_download_url)).text())).toBe(sum);
    expect(statusesOf(await scene.onTag("v1.0.0", { files: "dist/*" }))).toEqual(names.map(() => "unchanged"));
  });

  scenario("sends to the store what was signed, and nothing of its own", async (scene) => {
    await scene.write({ "notes.md": "notes", "app.bin": "app", "empty.txt": "" });
    await scene.onTag("v1.0.0", { files: "*.*" });
    const puts = scene.repo.requests().filter(({ method }) => method === "PUT");
    expect(puts.map(({ headers }) => headers["content-length"]).sort()).toEqual(["0", "3", "5"]);
    for (const { headers } of puts) {
      expect(headers).not.toHaveProperty("authorization");
      expect(headers).not.toHaveProperty("transfer-encoding");
    }
    expect(scene.only().assets).toHaveLength(3);
  });

  const passing: readonly (readonly [string, Fault])[] = [
    ["an address that ran out", limits.urlExpired()],
    ["a gateway that gave up", limits.gatewayPage(502)],
    ["an attachment that could not be made", limits.callbackFailed()],
  ];
  for (const [what, fault] of passing) {
    scenario(`asks for a new address after ${what}`, async (scene) => {
      await scene.write({ "app.zip": "app" });
      const spoilt = scene.repo.spoil("upload", fault);
      const ran = await scene.onTag("v1.0.0", { files: "app.zip" });
      expect(spoilt.hits()).toBe(1);
      expect([counted(scene, "upload"), places(scene)]).toEqual([2, 2]);
      expect(scene.only().assets).toMatchObject([{ name: "app.zip", sha256: sha256("app") }]);
      expect(statusesOf(ran)).toEqual(["uploaded"]);
    });
  }

  scenario("finds a file whose answer was an error though it was stored", async (scene) => {
    await scene.write({ "app.zip": "app" });
    scene.repo.spoil("upload", { ...limits.gatewayPage(504), kind: "carry-out-then" });
    const ran = await scene.onTag("v1.0.0", { files: "app.zip" });
    expect(counted(scene, "upload")).toBe(1);
    expect(scene.only().assets).toHaveLength(1);
    expect(statusesOf(ran)).toEqual(["uploaded"]);
  });

  scenario("says what the store refused, without the signature", async (scene) => {
    await scene.write({ "1.zip": "one", "2.zip": "two" });
    const body =
      "<Error><Code>SignatureDoesNotMatch</Code><Message>No match</Message><SignatureProvided>Signature=abc</SignatureProvided></Error>";
    const fault = { kind: "status", status: 403, headers: { "content-type": "application/xml" }, body } as const;
    const spoilt = scene.repo.spoil("upload", fault, { times: Infinity });
    const inputs = { files: "*.zip", preserve_order: "true" };
    const ran = await scene.onTag("v1.0.0", inputs, { exit: 1 });
    expect(errorsOf(ran)).toEqual([
      "Failed uploading 1.zip.",
      expect.stringMatching(/^PUT http:.*answered 403: SignatureDoesNotMatch: No match$/),
      expect.stringContaining("proxy"),
    ]);
    expect(spoilt.hits()).toBe(1);
    spoilt.remove();
    expect(statusesOf(await scene.onTag("v1.0.0", inputs))).toEqual(["uploaded", "uploaded"]);
  });

  for (const [what, url] of [
    ["http:// on another host", "http://obs.example.com/app.zip?Signature=abc"],
    ["no web address", "obs://app.zip?Signature=abc"],
  ] as const) {
    scenario(`sends nothing to ${what}`, async (scene) => {
      await scene.write({ "app.zip": "app" });
      const { faults } = scene.sandbox;
      const path = new RegExp(`${scene.raw.path}/.*/upload_url$`);
      faults.add({ path, do: limits.uploadUrl(url) });
      const ran = await scene.onTag("v1.0.0", { files: "app.zip" }, { exit: 1 });
      expect(errorsOf(ran).join(" ")).toContain("is not https");
      expect(counted(scene, "upload")).toBe(0);
    });
  }

  scenario("does not follow the store to another host", async (scene) => {
    await scene.write({ "app.zip": "app" });
    scene.repo.spoil("upload", { kind: "redirect", to: `${scene.sandbox.elsewhereUrl}/app.zip`, status: 307 });
    const ran = await scene.onTag("v1.0.0", { files: "app.zip" }, { exit: 1 });
    expect(errorsOf(ran).join(" ")).toContain("sends it elsewhere");
  });

  scenario("uploads a file again that the store took and the release never shows", async (scene) => {
    await scene.write({ "app.zip": "app", "lib.zip": "lib" });
    const fault = scene.repo.spoil("upload", limits.callbackLost());
    const ran = await scene.onTag("v1.0.0", { files: "*.zip" });
    expect(fault.hits()).toBe(1);
    expect(ran.log).toMatch(/was uploaded, and is not there\. Looking again\./);
    expect(namesOf(scene)).toEqual(["app.zip", "lib.zip"]);
    expect(statusesOf(ran)).toEqual(["uploaded", "uploaded"]);
    expect(ran.outputs.created).toBe("true");
    expect(counted(scene, "upload")).toBe(3);
  });

  scenario("fails for a file that never shows up", async (scene) => {
    await scene.write({ "app.zip": "app" });
    scene.repo.spoil("upload", limits.callbackLost(), { times: Infinity });
    const ran = await scene.onTag("v1.0.0", { files: "app.zip" }, { exit: 1 });
    expect(errorsOf(ran).join(" ")).toMatch(/app\.zip.*was uploaded, and is not there.*uploaded 3 times/);
    expect(counted(scene, "upload")).toBe(3);
  });

  scenario("makes one of two that another run uploaded at the same moment", async (scene) => {
    await scene.write({ "app.zip": "app" });
    let raced = false;
    scene.repo.watch(({ method }) => {
      if (method !== "PUT" || raced) return;
      raced = true;
      scene.raw.attach("v1.0.0", { name: "app.zip", content: "another app" });
    });
    const ran = await scene.onTag("v1.0.0", { files: "app.zip" });
    expect(scene.only().assets).toMatchObject([{ name: "app.zip", sha256: sha256("app") }]);
    expect(assetsOf(ran)).toMatchObject([{ id: Number(scene.only().assets[0]?.id) }]);
  });
}

/** Attachments that show up late. */
export function lagging({ scenario }: GitCodeStage): void {
  scenario("asks for all files at once until they show", async (scene) => {
    await scene.write({ "1.zip": "one", "2.zip": "two", "3.zip": "three" });
    const ran = await scene.onTag("v1.0.0", { files: "*.zip" });
    expect(scene.only().assets).toHaveLength(3);
    for (const { id } of assetsOf(ran)) expect(scene.only().assets.map((asset) => asset.id)).toContain(String(id));
    expect(scene.repo.requests().length).toBeLessThanOrEqual(2 * 3 + 6 + 2);
  });

  scenario("does not double a file whose answer was lost", async (scene) => {
    await scene.write({ "app.zip": "app" });
    scene.repo.spoil("upload", { kind: "reset", when: "after" });
    await scene.onTag("v1.0.0", { files: "app.zip" });
    expect(counted(scene, "upload")).toBe(1);
    expect(scene.only().assets).toHaveLength(1);
  });

  scenario("keeps the old file until the new one shows", async (scene) => {
    scene.repo.release({ tag: "v1.0.0", assets: [{ name: "app.zip", content: "old" }] });
    await scene.write({ "app.zip": "new" });
    const ran = await scene.onTag("v1.0.0", { files: "app.zip" });
    expect(statusesOf(ran)).toEqual(["replaced"]);
    expect(scene.only().assets).toMatchObject([{ sha256: sha256("new") }]);
    const methods = scene.repo.requests().map(({ method }) => method);
    const [put, deletion] = [methods.indexOf("PUT"), methods.indexOf("DELETE")];
    expect(methods.slice(put, deletion).filter((method) => method === "GET").length).toBeGreaterThan(1);
  });
}
