import type { Can } from "./subject";
import { type Scene, type Stage, assetsOf, sha256, statusesOf } from "./scene";

/** A tag gets its release. */
export function creating({ scenario, subject }: Stage): void {
  const { can } = subject;
  const making: Stage["scenario"] = can.tagsAreReleases ? () => undefined : scenario;

  making("creates a release with its files, and tells everything about it", async (scene) => {
    await scene.write({ "dist/app.zip": "the app", "dist/app.zip.sha256": "sum", "NOTES.md": "What is *new*.\n" });
    const ran = await scene.onTag("v1.2.3", { files: "dist/*", body_path: "NOTES.md", name: "One two three" });
    const release = scene.only();
    expect(release).toMatchObject({ tag: "v1.2.3", title: "One two three", draft: false, prerelease: false });
    expect(release.notes.trimEnd()).toBe("What is *new*.");
    expect(release.assets.map(({ name, size, sha256: sum, complete }) => ({ name, size, sum, complete }))).toEqual(
      expect.arrayContaining([
        { name: "app.zip", size: 7, sum: sha256("the app"), complete: true },
        { name: "app.zip.sha256", size: 3, sum: sha256("sum"), complete: true },
      ]),
    );
    expect(ran.outputs).toMatchObject({
      id: release.id,
      tag_name: "v1.2.3",
      name: "One two three",
      forge: subject.forge,
      repository: scene.repo.name,
      created: "true",
      draft: "false",
      prerelease: "false",
    });
    expect(ran.outputs.html_url).toBe(ran.outputs.url);
    expect(ran.outputs.url).toContain("v1.2.3");
    expectAssets(scene, ran, can);
    if (can.summary) expect(ran.summary).toContain(sha256("the app"));
    const last = ran.log.trimEnd().split("\n").at(-1) ?? "";
    expect(last).toMatch(/^published v1\.2\.3 on \S.*: \d+ files, \d+ bytes, .+ → /);
    expect(last.split(" → ").at(-1)).toBe(ran.outputs.url);
  });

  making("creates a release without files or notes", async (scene) => {
    const ran = await scene.onTag("v1.0.0");
    expect(scene.only()).toMatchObject({ tag: "v1.0.0", title: "v1.0.0", draft: false, assets: [] });
    expect(ran.outputs).toMatchObject({ created: "true", assets: "[]", asset_urls: "{}", name: "v1.0.0" });
  });

  for (const tag of ["pkg/v1.0.0+build.5", "@scope/pkg@1.0.0"]) {
    scenario(`takes the tag ${tag} as it is`, async (scene) => {
      await scene.write({ "app.zip": "app" });
      const first = await scene.onTag(tag, { files: "app.zip" });
      expect(scene.only()).toMatchObject({ tag, draft: false });
      const again = await scene.onTag(tag, { files: "app.zip" });
      expect(scene.only().id).toBe(first.outputs.id);
      expect(again.outputs).toMatchObject({ tag_name: tag, created: "false" });
      expect(statusesOf(again)).toEqual(["unchanged"]);
    });
  }

  if (can.prereleases) {
    scenario("tells a prerelease by its version, unless told", async (scene) => {
      const cases = [
        ["v1.0.0-rc.1", "auto", true],
        ["1.2.0-1", "auto", false],
        ["v2.0.0", "true", true],
        ["v2.1.0-beta", "false", false],
      ] as const;
      for (const [tag, prerelease, expected] of cases) {
        const ran = await scene.onTag(tag, { prerelease });
        expect(ran.outputs.prerelease).toBe(String(expected));
        expect(scene.repo.releases().find((release) => release.tag === tag)).toMatchObject({ prerelease: expected });
      }
      expect(scene.repo.releases()).toHaveLength(cases.length);
    });
  }

  scenario("labels and renames files", async (scene) => {
    await scene.write({ "app.zip": "app", "other.zip": "other" });
    const ran = await scene.onTag("v1.0.0", { files: "app.zip#The application\nother.zip => second.zip" });
    expect(assetsOf(ran)).toMatchObject([
      { name: "app.zip", file: "app.zip", label: can.labels === "none" ? "" : "The application" },
      { name: "second.zip", file: "other.zip" },
    ]);
    if (can.labels !== "none") {
      expect(scene.only().assets.find(({ name }) => name === "app.zip")?.label).toBe("The application");
    }
    const again = await scene.onTag("v1.0.0", { files: "app.zip#The application\nother.zip => second.zip" });
    expect(statusesOf(again)).toEqual(["unchanged", "unchanged"]);
  });

  scenario("names files as the forge stores them, their true name as label", async (scene) => {
    const names = Object.entries(can.storedNames);
    await scene.write(Object.fromEntries(names.map(([name]) => [`dist/${name}`, `content of ${name}`])));
    const files = names.map(([name]) => `dist/${name}`).join("\n");
    const ran = await scene.onTag("v1.0.0", { files });
    const stored = scene.only().assets;
    for (const [name, as] of names) {
      expect(stored.find((asset) => asset.name === as)).toMatchObject({ sha256: sha256(`content of ${name}`) });
      const label = as === name || can.labels === "none" ? "" : name;
      expect(assetsOf(ran).find(({ file }) => file === `dist/${name}`)).toMatchObject({ name: as, label });
    }
    const writes = scene.repo.writes().length;
    const again = await scene.onTag("v1.0.0", { files });
    expect(new Set(statusesOf(again))).toEqual(new Set(["unchanged"]));
    expect(scene.repo.writes()).toHaveLength(writes);
  });
}

/** What the outputs say of the files is what the forge has. */
function expectAssets(scene: Scene, ran: Parameters<typeof assetsOf>[0], { addressesNameTags }: Can): void {
  const { assets } = scene.only();
  const urls = JSON.parse(ran.outputs.asset_urls ?? "{}") as Record<string, string>;
  expect(Object.keys(urls).sort()).toEqual(assets.map(({ name }) => name).sort());
  for (const told of assetsOf(ran)) {
    const asset = assets.find(({ id }) => id === String(told.id));
    expect(told).toMatchObject({ name: asset?.name, size: asset?.size, sha256: asset?.sha256, status: "uploaded" });
    expect(told.browser_download_url).toBe(urls[told.name]);
    if (addressesNameTags) expect(told.browser_download_url).toContain("v1.2.3");
  }
}
