import { type Stage, assetsOf, counted, errorsOf, sha256, statusesOf } from "./scene";

/** Servers that break, lines that drop, answers that are lost. */
export function failing({ scenario, subject }: Stage): void {
  const { can } = subject;

  scenario("keeps what was done when uploads fail, and finishes on the next run", async (scene) => {
    await scene.write({ "1.zip": "one", "2.zip": "two", "3.zip": "three" });
    const fault = scene.repo.spoil("upload", { kind: "status", status: 500 }, { nth: 2, times: Infinity });
    const inputs = { files: "*.zip", body: "Notes" };
    const broken = await scene.onTag("v1.0.0", { ...inputs, retries: "1" }, { exit: 1 });
    expect(errorsOf(broken)).toHaveLength(3);
    expect(broken.log).not.toMatch(/^\s+at .+:\d+:\d+/m);
    if (can.drafts) expect(scene.only()).toMatchObject({ tag: "v1.0.0", draft: true });
    if (can.filesFirst) expect(scene.repo.releases()).toEqual([]);
    else expect(scene.only().assets).toHaveLength(1);
    fault.remove();
    const ran = await scene.onTag("v1.0.0", inputs);
    expect(scene.only()).toMatchObject({ tag: "v1.0.0", draft: false, notes: "Notes" });
    expect(
      scene
        .only()
        .assets.map(({ sha256: sum }) => sum)
        .sort(),
    ).toEqual(["one", "two", "three"].map((content) => sha256(content)).sort());
    // What waited in the store of a forge where files come first is on this release for the first time.
    const first = can.filesFirst ? "uploaded" : "unchanged";
    expect(statusesOf(ran).sort()).toEqual([first, "uploaded", "uploaded"]);
    expect(ran.outputs).toMatchObject({ created: String(can.filesFirst), draft: "false" });
    expect(counted(scene, "upload") - fault.hits()).toBe(can.findsLostUploads ? 3 : 4);
  });

  const lost = { kind: "reset", when: "after" } as const;

  scenario("does not send a file again when only the answer was lost", async (scene) => {
    await scene.write({ "app.zip": "the app" });
    const fault = scene.repo.spoil("upload", lost);
    const ran = await scene.onTag("v1.0.0", { files: "app.zip" });
    expect(fault.hits()).toBe(1);
    expect(counted(scene, "upload")).toBe(can.findsLostUploads ? 1 : 2);
    expect(scene.only().assets).toMatchObject([{ name: "app.zip", sha256: sha256("the app"), complete: true }]);
    expect(assetsOf(ran)).toMatchObject([{ status: "uploaded", sha256: sha256("the app") }]);
  });

  for (const [what, fault] of [
    ["half-way on the server", { kind: "half", status: 502 }],
    ["on the line", { kind: "cut", bytes: 100_000 }],
    ["before the server", { kind: "reset", when: "before" }],
  ] as const) {
    scenario(`sends a file again that broke ${what}`, async (scene) => {
      const bytes = Buffer.alloc(300_000, "app");
      await scene.write({ "app.zip": bytes });
      const spoilt = scene.repo.spoil("upload", fault);
      const ran = await scene.onTag("v1.0.0", { files: "app.zip" });
      expect(spoilt.hits()).toBe(1);
      expect(scene.only().assets).toMatchObject([{ name: "app.zip", sha256: sha256(bytes), complete: true }]);
      expect(statusesOf(ran)).toEqual(["uploaded"]);
      expect(scene.only()).toMatchObject({ draft: false });
    });
  }

  for (const files of [{ "app.zip": "app" }, {}] as const) {
    const kind = Object.keys(files).length > 0 ? "with" : "without";
    if (can.tagsAreReleases) continue;
    scenario(`makes no second release ${kind} files when the answer of the first was lost`, async (scene) => {
      await scene.write(files);
      const fault = scene.repo.spoil("create", lost);
      const ran = await scene.onTag("v1.0.0", { files: Object.keys(files).join("\n"), body: "Notes" });
      expect(fault.hits()).toBe(1);
      expect(scene.only()).toMatchObject({ tag: "v1.0.0", draft: false, notes: "Notes" });
      expect(ran.outputs).toMatchObject({ created: "true", id: scene.only().id });
    });
  }

  scenario("goes on when the answer of the last request was lost", async (scene) => {
    await scene.write({ "app.zip": "app" });
    const fault = scene.repo.spoil("update", lost);
    const ran = await scene.onTag("v1.0.0", { files: "app.zip", body: "Notes" });
    expect(fault.hits()).toBe(can.drafts ? 1 : 0);
    expect(scene.only()).toMatchObject({ draft: false, notes: "Notes", assets: [{ name: "app.zip" }] });
    expect(ran.outputs).toMatchObject({ created: String(can.tagsAreReleases !== true), draft: "false" });
  });
}
