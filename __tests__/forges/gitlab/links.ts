import { assetsOf, counted, errorsOf, noticesOf, sha256, statusesOf, namesOf } from "../contract/scene";
import type { GitLabStage } from "./subject";

/** Links, packages, and what is whose. */
export function links({ scenario }: GitLabStage): void {
  scenario("makes no release without its links, at no moment", async (scene) => {
    await scene.write({ "1.zip": "one", "2.zip": "two", "3.zip": "three" });
    await scene.onTag("v1.0.0", { files: "*.zip", links: "Docs=https://docs.example.com/v1#runbook" });
    const moments = scene.raw.history.map(({ releases }) => releases.map((release) => release.links.length));
    expect(moments).toEqual([[4]]);
    expect(scene.repo.writes().map(({ method }) => method)).toEqual(["PUT", "PUT", "PUT", "POST"]);
    expect(scene.raw.releases[0]?.links).toContainEqual(
      expect.objectContaining({ name: "Docs", url: "https://docs.example.com/v1", type: "runbook" }),
    );
  });

  scenario("adds and changes links of the input, and leaves them when they are as wished", async (scene) => {
    const wish = "Docs=https://docs.example.com/v1\nChat=https://chat.example.com#other";
    await scene.onTag("v1.0.0");
    const ran = await scene.onTag("v1.0.0", { links: wish });
    expect(Object.keys(JSON.parse(ran.outputs.asset_urls ?? "{}") as object)).toEqual(["Chat", "Docs"]);
    const ids = scene.raw.releases[0]?.links.map(({ id }) => id);
    await scene.again("v1.0.0", { links: wish });
    await scene.onTag("v1.0.0", { links: wish.replace("/v1", "/v2") });
    expect(scene.raw.releases[0]?.links.map(({ id }) => id)).toEqual(ids);
    expect(scene.raw.releases[0]?.links.map(({ url }) => url)).toContain("https://docs.example.com/v2");
  });

  scenario("guesses the kind of a file, and takes the one that is given", async (scene) => {
    await scene.write({ "app.deb": "a", "logo.png": "b", SHA256SUMS: "c", "notes.txt": "d" });
    const files = "app.deb\nlogo.png\nSHA256SUMS\nnotes.txt#Read me#runbook";
    await scene.onTag("v1.0.0", { files });
    const kinds = (): Record<string, string> =>
      Object.fromEntries(scene.raw.releases[0]?.links.map(({ name, type }) => [name, type]) ?? []);
    expect(kinds()).toEqual({ "app.deb": "package", "logo.png": "image", SHA256SUMS: "other", "Read me": "runbook" });
    await scene.onTag("v1.0.0", { files: "app.deb##image\nnotes.txt#Read this" });
    expect(kinds()).toMatchObject({ "app.deb": "image", "Read this": "runbook" });
    expect(counted(scene, "upload")).toBe(4);
  });

  scenario("keeps the kind of what is renamed, replaced or turned elsewhere", async (scene) => {
    const kinds = (): string[] =>
      (scene.raw.releases[0]?.links ?? []).map(({ name, type }) => `${name} ${type}`).sort();
    await scene.write({ "app.zip": "app", "tool.txt": "tool" });
    const links = "Docs=https://docs.example.com/v1#runbook";
    await scene.onTag("v1.0.0", { files: "app.zip\ntool.txt##image", links });
    expect(kinds()).toEqual(["Docs runbook", "app.zip package", "tool.txt image"]);
    await scene.write({ "app.zip": "newer" });
    const renamed = "app.zip\ntool.txt#Tool";
    await scene.onTag("v1.0.0", { files: renamed, links: "Docs=https://docs.example.com/v2" });
    expect(kinds()).toEqual(["Docs runbook", "Tool image", "app.zip package"]);
    await scene.again("v1.0.0", { files: renamed, links: "Docs=https://docs.example.com/v2" });
  });

  scenario("sends the first file of a new package alone, and no file twice", async (scene) => {
    const names = ["a.zip", "b.zip", "c.zip", "d.zip", "e.zip"];
    await scene.write(Object.fromEntries(names.map((name) => [name, name])));
    await scene.onTag("v1.0.0", { files: "*.zip", concurrency: "5" });
    const uploads = scene.repo.requests().filter((request) => scene.repo.isAction("upload", request));
    expect(uploads.map(({ status }) => status)).toEqual(names.map(() => 200));
  });

  scenario("goes on with the next file when the first one of a new package is refused", async (scene) => {
    await scene.write({ "a.zip": "a", "b.zip": "b", "c.zip": "c" });
    const struck = scene.repo.spoil("upload", { kind: "status", status: 502 }, { times: 1 });
    await scene.onTag("v1.0.0", { files: "*.zip" });
    expect(struck.hits()).toBe(1);
    expect(namesOf(scene)).toEqual(["a.zip", "b.zip", "c.zip"]);
  });

  scenario("puts no second file of the same content into the package", async (scene) => {
    await scene.write({ "app.zip": "app" });
    for (let run = 0; run < 3; run++) await scene.onTag("v1.0.0", { files: "app.zip" });
    expect(scene.raw.packages.flatMap(({ files }) => files)).toHaveLength(1);
    expect(counted(scene, "upload")).toBe(1);
  });

  scenario("takes what waits in the package for the release", async (scene) => {
    const name = scene.raw.path.split("/").at(-1) ?? "";
    scene.raw.packageFile({ name, version: "v1.0.0", file: "app.zip", content: "app" });
    await scene.write({ "app.zip": "app" });
    await scene.onTag("v1.0.0", { files: "app.zip" });
    expect(counted(scene, "upload")).toBe(0);
    expect(scene.only().assets).toMatchObject([{ name: "app.zip", sha256: sha256("app") }]);
  });

  scenario("replaces a file beside the old one, which goes only where it was this release's", async (scene) => {
    const name = scene.raw.path.split("/").at(-1) ?? "";
    await scene.write({ "app.zip": "app" });
    await scene.onTag("v1.0.0", { files: "app.zip" });
    scene.raw.packageFile({ name: "other", version: "1", file: "app.zip", content: "somebody's" });
    await scene.write({ "app.zip": "newer" });
    await scene.onTag("v1.0.0", { files: "app.zip" });
    const stored = scene.raw.packages.map(
      (one) => `${one.name} ${one.files.map(({ content }) => content.sha256).join()}`,
    );
    expect(stored).toContain(`other ${sha256("somebody's")}`);
    expect(stored.join("\n")).toContain(`${name} ${sha256("newer")}`);
    const again = await scene.onTag("v1.0.0", { files: "app.zip" });
    expect(statusesOf(again)).toEqual(["unchanged"]);
  });

  scenario("gives somebody's link of that name to the file, and keeps its id", async (scene) => {
    const url = "https://downloads.example.com/app.zip";
    const release = scene.raw.release({ tag: "v1.0.0", links: [{ name: "app.zip", url }] });
    const [old] = release.links;
    await scene.write({ "app.zip": "app" });
    const ran = await scene.onTag("v1.0.0", { files: "app.zip" });
    expect(statusesOf(ran)).toEqual(["replaced"]);
    expect(scene.raw.releases[0]?.links).toMatchObject([{ id: old?.id, name: "app.zip" }]);
    expect(scene.only().assets).toMatchObject([{ sha256: sha256("app") }]);
  });

  scenario("leaves links of others alone, also one that is called like a file with a label", async (scene) => {
    scene.raw.release({ tag: "v1.0.0", links: [{ name: "app.zip", url: "https://downloads.example.com/app.zip" }] });
    const name = scene.raw.path.split("/").at(-1) ?? "";
    scene.raw.packageFile({ name, version: "v1.0.0", file: "app.zip", content: "app" });
    await scene.write({ "other.zip": "other" });
    await scene.onTag("v1.0.0", { files: "other.zip" });
    expect(scene.raw.releases[0]?.links.map(({ url }) => url)).toContain("https://downloads.example.com/app.zip");
  });

  scenario("refuses two files of one label before anything is sent to the store", async (scene) => {
    await scene.write({ "1.zip": "one", "2.zip": "two" });
    const ran = await scene.onTag("v1.0.0", { files: "1.zip#App\n2.zip#App" }, { exit: 2 });
    for (const word of ["1.zip", "2.zip", "App"]) expect(errorsOf(ran).join(" ")).toContain(word);
    expect(scene.repo.writes()).toEqual([]);
  });

  scenario("tells when another link has the label already", async (scene) => {
    scene.raw.release({ tag: "v1.0.0", links: [{ name: "App", url: "https://example.com/app" }] });
    await scene.write({ "app.zip": "app" });
    const ran = await scene.onTag("v1.0.0", { files: "app.zip#App", retry_delay: "0.001" }, { exit: 1 });
    expect(errorsOf(ran).join(" ")).toMatch(/App.*label/);
  });

  scenario("tells a link that is refused as a link, and what it needs", async (scene) => {
    scene.raw.release({ tag: "v1.0.0" });
    await scene.write({ "app.zip": "app" });
    const refused = { kind: "status", status: 403, body: { message: "403 Forbidden" } } as const;
    const path = /\/releases\/v1\.0\.0\/assets\/links$/;
    scene.sandbox.faults.add({ method: "POST", path, times: Infinity, do: refused });
    const ran = await scene.onTag("v1.0.0", { files: "app.zip" }, { exit: 1 });
    expect(errorsOf(ran).join(" ")).toMatch(
      /^Failed linking app\.zip to the release v1\.0\.0\. POST \S+\/links answered 403: Forbidden The link of the release was refused, not the file.*role Developer/,
    );
    expect(scene.raw.packages).toHaveLength(1);
    scene.sandbox.faults.clear();
    await scene.onTag("v1.0.0", { files: "app.zip" });
    expect(scene.repo.requests().filter((request) => scene.repo.isAction("upload", request))).toHaveLength(1);
  });

  scenario("uploads to the package that is named", async (scene) => {
    await scene.write({ "app.zip": "app" });
    await scene.onTag("v1.0.0", { files: "app.zip", package_name: "my package" });
    expect(scene.raw.packages.map(({ name, version }) => [name, version])).toEqual([["my.package", "v1.0.0"]]);
  });

  scenario("gives tags that look alike packages of their own", async (scene) => {
    await scene.write({ "app.zip": "app" });
    for (const tag of ["rel/1.0.0", "rel_z2f_1.0.0", "rel-1.0.0"]) await scene.onTag(tag, { files: "app.zip" });
    expect(new Set(scene.raw.packages.map(({ version }) => version)).size).toBe(3);
  });

  scenario("sends a path only once where two names become one", async (scene) => {
    await scene.write({ "a+b.zip": "one", "a-b.zip": "two" });
    const ran = await scene.onTag("v1.0.0", { files: "*.zip" });
    expect(assetsOf(ran).map(({ name }) => name)).toEqual(["a+b.zip", "a-b.zip"]);
    expect(noticesOf(ran)).toEqual([]);
  });
}
