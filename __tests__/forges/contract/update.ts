import { type Stage, assetsOf, counted, errorsOf, noticesOf, sha256, statusesOf } from "./scene";
import type { SeenRelease } from "./subject";

/** A release that is there. */
export function updating({ scenario, subject }: Stage): void {
  const { can } = subject;
  const changing: Stage["scenario"] = can.tagsAreReleases ? () => undefined : scenario;

  changing("changes the title and the notes, each only when given", async (scene) => {
    const id = scene.repo.release({ tag: "v1.0.0", title: "Old", notes: "Old notes" });
    const steps: readonly (readonly [Record<string, string>, Partial<SeenRelease>])[] = [
      [{}, { title: "Old", notes: "Old notes" }],
      [{ name: "New" }, { title: "New", notes: "Old notes" }],
      [{ body: "New notes" }, { title: "New", notes: "New notes" }],
      [{ body: "More", body_mode: "append" }, { notes: "New notes\n\nMore" }],
      [{ body: "More", body_mode: "append" }, { notes: "New notes\n\nMore" }],
      [{ body: "Other", body_mode: "keep" }, { notes: "New notes\n\nMore" }],
    ];
    for (const [inputs, expected] of steps) {
      const ran = await scene.onTag("v1.0.0", inputs);
      expect(ran.outputs).toMatchObject({ id, created: "false", name: scene.only().title });
      expect(scene.only()).toMatchObject({ id, draft: false, ...expected });
    }
    // The first, the second append and the keep had nothing to change.
    expect(scene.repo.writes()).toHaveLength(3);
  });

  changing("takes the tag of the release that only release_id names", async (scene) => {
    const id = scene.repo.release({ tag: "v1.0.0", title: "Old" });
    scene.repo.release({ tag: "v2.0.0", title: "Other" });
    const ran = await scene.onBranch({ release_id: id, name: "New" });
    expect(ran.outputs).toMatchObject({ id, tag_name: "v1.0.0", name: "New", created: "false" });
    expect(ran.log).toContain(`the release ${id} has the tag v1.0.0`);
    const titles = scene.repo.releases().map(({ tag, title }) => [tag, title]);
    expect(titles.sort()).toEqual([
      ["v1.0.0", "New"],
      ["v2.0.0", "Other"],
    ]);
    const writes = scene.repo.writes().length;
    for (const tag_name of [undefined, "v2.0.0"]) {
      const release_id = tag_name === undefined ? "999999" : id;
      const refused = await scene.onBranch({ release_id, ...(tag_name && { tag_name }) }, { exit: 2 });
      expect(errorsOf(refused).join(" ")).toContain(release_id);
    }
    expect(scene.repo.writes()).toHaveLength(writes);
  });

  if (!can.changesMake)
    changing("makes a release again that somebody deletes just before it is changed", async (scene) => {
      scene.repo.release({ tag: "v1.0.0", notes: "Old" });
      let isGone = false;
      scene.repo.watch((request) => {
        if (!isGone && scene.repo.isAction("update", request)) scene.raw.releases.splice(0);
        isGone ||= scene.repo.releases().length === 0;
      });
      const ran = await scene.onTag("v1.0.0", { body: "New" });
      expect([isGone, ran.outputs.created, scene.only()]).toMatchObject([
        true,
        "true",
        { tag: "v1.0.0", notes: "New" },
      ]);
      expect(ran.log).toContain("is not there any more. Looking again.");
    });

  scenario("writes nothing when nothing changed, and gives the same outputs", async (scene) => {
    await scene.write({ "app.zip": "app", "lib.zip": "library" });
    const inputs = { files: "*.zip", body: "Notes\n\n- one\n", name: "Title", prerelease: "true" };
    const first = await scene.onTag("v1.0.0", inputs);
    const before = scene.repo.releases();
    const writes = scene.repo.writes().length;
    const again = await scene.onTag("v1.0.0", inputs);
    expect(scene.repo.writes()).toHaveLength(writes);
    expect(counted(scene, "read-back")).toBe(can.digests || can.knowsOwnDigests ? 0 : 2);
    expect(scene.repo.releases()).toEqual(before);
    const unchanged = assetsOf(first).map((asset) => ({ ...asset, status: "unchanged" }));
    expect(assetsOf(again)).toEqual(unchanged);
    expect({ ...again.outputs, assets: "" }).toEqual({ ...first.outputs, assets: "", created: "false" });
  });

  if (can.tellsSizes && !can.sizesByReading) {
    scenario("reads nothing back of what another size tells apart", async (scene) => {
      scene.repo.release({ tag: "v1.0.0", assets: [{ name: "app.zip", content: "old app" }] });
      await scene.write({ "app.zip": "an app of another size" });
      const kept = await scene.onTag("v1.0.0", { files: "app.zip", overwrite_files: "false" });
      expect(statusesOf(kept)).toEqual(["kept"]);
      expect(counted(scene, "read-back")).toBe(0);
    });
  }

  // A forge that has no way to replace a file never leaves old content behind in silence.
  if (can.fixedContent) {
    scenario("refuses to replace a file before any write", async (scene) => {
      scene.repo.release({ tag: "v1.0.0", assets: [{ name: "app.zip", content: "old app" }] });
      await scene.write({ "app.zip": "new app", "lib.zip": "library" });
      const ran = await scene.onTag("v1.0.0", { files: "*.zip", name: "New" }, { exit: 2 });
      for (const word of ["app.zip", "overwrite_files"]) expect(errorsOf(ran).join(" ")).toContain(word);
      expect(scene.repo.writes()).toEqual([]);
    });
  }
  const replacing: Stage["scenario"] = can.fixedContent ? () => undefined : scenario;

  replacing("replaces a file without a gap", async (scene) => {
    const name = "app.zip";
    scene.repo.release({ tag: "v1.0.0", assets: [{ name, content: "old app" }] });
    await scene.write({ [name]: "new app" });
    const [oldId] = scene.only().assets.map(({ id }) => id);
    const moments: string[][] = [];
    scene.repo.watch(() => {
      moments.push(completeSums(scene.only()));
    });
    const ran = await scene.onTag("v1.0.0", { files: name });
    expect(statusesOf(ran)).toEqual(["replaced"]);
    expect(scene.only().assets).toMatchObject([{ name, sha256: sha256("new app"), complete: true }]);
    expect(scene.only().assets[0]?.id === oldId).toBe(can.keepsIds);
    expect(moments.length).toBeGreaterThanOrEqual(scene.repo.writes().length);
    if (can.replacesWithoutGap) {
      const contents = [sha256("old app"), sha256("new app")];
      expect(moments.filter((sums) => !contents.some((content) => sums.includes(content)))).toEqual([]);
      // The old one goes when the new one is there, and not before.
      const writes = scene.repo.writes();
      const deletion = writes.findIndex((request) => scene.repo.isAction("delete", request));
      if (deletion >= 0 || !(can.keepsIds || can.uploadReplaces))
        expect(deletion).toBeGreaterThan(writes.findIndex((request) => scene.repo.isAction("upload", request)));
    }
    const again = await scene.onTag("v1.0.0", { files: name });
    expect(statusesOf(again)).toEqual(["unchanged"]);
  });

  replacing("replaces a file of the same size", async (scene) => {
    scene.repo.release({ tag: "v1.0.0", assets: [{ name: "app.zip", content: "same size 1" }] });
    await scene.write({ "app.zip": "same size 2" });
    const ran = await scene.onTag("v1.0.0", { files: "app.zip" });
    expect(statusesOf(ran)).toEqual(["replaced"]);
    expect(scene.only().assets).toMatchObject([{ name: "app.zip", sha256: sha256("same size 2") }]);
    expect(counted(scene, "read-back")).toBe(can.digests ? 0 : (can.readsToReplace ?? 1));
  });

  scenario("keeps another file with overwrite_files: false, and says so", async (scene) => {
    scene.repo.release({ tag: "v1.0.0", assets: [{ name: "app.zip", content: "old app" }] });
    await scene.write({ "app.zip": "new app!", "lib.zip": "library" });
    const ran = await scene.onTag("v1.0.0", { files: "*.zip", overwrite_files: "false" });
    expect(assetsOf(ran)).toMatchObject([
      { name: "app.zip", status: "kept", size: can.tellsSizes ? 7 : null },
      { name: "lib.zip", status: "uploaded" },
    ]);
    const sums = scene.only().assets.map(({ sha256: sum }) => sum);
    expect(sums.sort()).toEqual([sha256("old app"), sha256("library")].sort());
    expect(noticesOf(ran).join("\n")).toMatch(/Kept.*app\.zip/);
  });

  for (const at of can.replacementBreaks) {
    const moment = at === "delete" ? "before the old one went" : "before the new one got its name";
    scenario(`finishes a replacement that broke ${moment}, without a stray`, async (scene) => {
      scene.repo.release({ tag: "v1.0.0", assets: [{ name: "app.zip", content: "old app" }] });
      await scene.write({ "app.zip": "new app" });
      const fault = scene.repo.spoil(at, { kind: "status", status: 500 }, { times: Infinity });
      await scene.onTag("v1.0.0", { files: "app.zip", retries: "1" }, { exit: 1 });
      expect(fault.hits()).toBe(2);
      fault.remove();
      expect(
        scene
          .only()
          .assets.filter(({ complete }) => complete)
          .map(({ sha256: sum }) => sum),
      ).toContain(sha256(can.filesFirst ? "old app" : "new app"));
      const ran = await scene.onTag("v1.0.0", { files: "app.zip" });
      expect(scene.only().assets).toMatchObject([{ name: "app.zip", sha256: sha256("new app") }]);
      expect(Object.keys(JSON.parse(ran.outputs.asset_urls ?? "{}") as object)).toEqual(["app.zip"]);
      // The bytes that were there already were not sent again.
      expect(counted(scene, "upload")).toBe(can.findsLostUploads ? 1 : 2);
    });
  }
}

const completeSums = ({ assets }: SeenRelease): string[] =>
  assets.filter(({ complete }) => complete).map(({ sha256: sum }) => sum);
