import { stoppedBy } from "../../doors/stopped";
import { type Stage, counted, errorsOf, noticesOf, statusesOf } from "./scene";

const MARKER = "<!-- forge-release";

/** Drafts: of this program, of others, unfinished ones. */
export function drafting({ scenario, subject }: Stage): void {
  scenario("leaves a draft with draft: true, and publishes it later with draft: false", async (scene) => {
    await scene.write({ "one.zip": "one", "two.zip": "two" });
    const inputs = { files: "one.zip", body: "Notes", draft: "true" };
    const first = await scene.onTag("v1.0.0", inputs);
    expect(first.outputs).toMatchObject({ created: "true", draft: "true" });
    expect(scene.only()).toMatchObject({ tag: "v1.0.0", draft: true });
    const writes = scene.repo.writes().length;
    const same = await scene.onTag("v1.0.0", inputs);
    expect(same.outputs).toMatchObject({ created: "false", draft: "true", id: first.outputs.id });
    expect(scene.repo.writes()).toHaveLength(writes);
    const last = await scene.onTag("v1.0.0", { files: "two.zip", draft: "false" });
    expect(last.outputs).toMatchObject({ created: "false", draft: "false", id: first.outputs.id });
    const release = scene.only();
    expect(release).toMatchObject({ tag: "v1.0.0", draft: false, title: "v1.0.0", notes: "Notes" });
    expect(release.assets.map(({ name }) => name).sort()).toEqual(["one.zip", "two.zip"]);
    expect(last.outputs.asset_urls).not.toContain("untagged");
  });

  scenario("does not publish a draft that was meant to stay one", async (scene) => {
    await scene.onTag("v1.0.0", { draft: "true" });
    await scene.write({ "one.zip": "one" });
    const ran = await scene.onTag("v1.0.0", { files: "one.zip" });
    expect(ran.outputs.draft).toBe("true");
    expect(scene.only()).toMatchObject({ draft: true, assets: [{ name: "one.zip" }] });
  });

  scenario("adds files to somebody else's draft, and leaves it a draft with a notice", async (scene) => {
    const id = scene.repo.release({ tag: "v1.0.0", title: "By hand", notes: "My own", draft: true });
    await scene.write({ "app.zip": "app" });
    const ran = await scene.onTag("v1.0.0", { files: "app.zip" });
    expect(ran.outputs).toMatchObject({ id, draft: "true", created: "false" });
    expect(scene.only()).toMatchObject({ id, tag: "v1.0.0", draft: true, title: "By hand", notes: "My own" });
    expect(scene.only().assets).toMatchObject([{ name: "app.zip", complete: true }]);
    expect(noticesOf(ran).join("\n")).toContain("stays a draft");
    await scene.onTag("v1.0.0", { draft: "false" });
    expect(scene.only()).toMatchObject({ id, draft: false, title: "By hand", notes: "My own" });
  });

  scenario("refuses draft: true for what is published, before any write", async (scene) => {
    scene.repo.release({ tag: "v1.0.0" });
    const ran = await scene.onTag("v1.0.0", { draft: "true" }, { exit: 2 });
    expect(errorsOf(ran).join(" ")).toContain("published already");
    expect(scene.repo.writes()).toEqual([]);
  });

  scenario("does not leave a release hidden that was turned back into a draft", async (scene) => {
    await scene.write({ "app.zip": "app" });
    const assets = [{ name: "app.zip", content: "app" }];
    const id = scene.repo.release({ tag: "v1.0.0", title: "One", notes: "Notes", draft: true, assets });
    const ran = await scene.onTag("v1.0.0", { files: "app.zip" }, { exit: 1 });
    expect(errorsOf(ran).join(" ")).toMatch(/is a draft.*draft: false/);
    expect(scene.repo.writes()).toEqual([]);
    const told = await scene.onTag("v1.0.0", { files: "app.zip", draft: "false" });
    expect(told.outputs).toMatchObject({ id, draft: "false", name: "One" });
    expect(statusesOf(told)).toEqual(["unchanged"]);
    expect(scene.only()).toMatchObject({ draft: false, title: "One", notes: "Notes" });
  });

  scenario("has nothing to do for draft: true after the last job published", async (scene) => {
    await scene.write({ "app.zip": "app", "more.zip": "more" });
    await scene.onTag("v1.0.0", { files: "app.zip", draft: "true" });
    await scene.onTag("v1.0.0", { files: "more.zip", draft: "false" });
    const writes = scene.repo.writes().length;
    const again = await scene.onTag("v1.0.0", { files: "app.zip", name: "Other", draft: "true" });
    expect(again.outputs).toMatchObject({ draft: "false", created: "false", name: "v1.0.0" });
    expect(statusesOf(again)).toEqual(["unchanged"]);
    expect(scene.repo.writes()).toHaveLength(writes);
    await scene.write({ "app.zip": "another app" });
    const other = await scene.onTag("v1.0.0", { files: "app.zip", draft: "true" }, { exit: 2 });
    expect(errorsOf(other).join(" ")).toContain("published already");
    expect(scene.repo.writes()).toHaveLength(writes);
  });

  scenario("finishes its own draft after a run that was stopped in the middle", async (scene) => {
    await scene.write({ "one.zip": "one", "two.zip": "two" });
    const inputs = { files: "*.zip", body: "Notes", preserve_order: "true" };
    const fault = scene.repo.spoil("upload", { kind: "hang", when: "before" }, { nth: 2 });
    const stopped = stoppedBy("SIGTERM", () => fault.hits() === 1);
    await scene.onTag("v1.0.0", { ...inputs, stall_timeout: "100" }, { exit: 143, ...stopped });
    expect(scene.only()).toMatchObject({ draft: true, tag: "v1.0.0" });
    expect(scene.only().notes).toContain(MARKER);
    const ran = await scene.onTag("v1.0.0", inputs);
    expect(statusesOf(ran)).toEqual(["unchanged", "uploaded"]);
    expect(ran.outputs).toMatchObject({ created: "false", draft: "false" });
    expect(scene.only()).toMatchObject({ draft: false, tag: "v1.0.0", notes: "Notes" });
    expect(scene.only().assets).toHaveLength(2);
  });

  scenario("publishes no draft of others into which its own marker was copied", async (scene) => {
    await scene.write({ "app.zip": "app" });
    const fault = scene.repo.spoil("upload", { kind: "status", status: 403 }, { times: Infinity });
    await scene.onTag("v1.0.0", { files: "app.zip", name: "One" }, { exit: 1 });
    fault.remove();
    const { title, notes } = scene.only();
    expect(notes).toContain(MARKER);
    const copies = [
      { tag: "v2.0.0", title: "Next", notes: `## Changes\n\n- a fix\n\n${notes}` },
      { tag: "v3.0.0", title: "v3.0.0", notes },
      { tag: "v4.0.0", title, notes },
    ];
    for (const copy of copies) scene.repo.release({ ...copy, draft: true });
    for (const copy of copies) {
      const ran = await scene.onTag(copy.tag, { files: "app.zip" });
      expect(ran.outputs).toMatchObject({ draft: "true", created: "false" });
      expect(noticesOf(ran).join("\n")).toContain("stays a draft");
      const left = scene.repo.releases().find(({ tag }) => tag === copy.tag);
      expect(left).toMatchObject({ ...copy, draft: true });
    }
    const own = await scene.onTag("v1.0.0", { files: "app.zip" });
    expect(own.outputs).toMatchObject({ draft: "false", name: "One" });
    expect(scene.repo.releases().find(({ tag }) => tag === "v1.0.0")).toMatchObject({ draft: false, title: "One" });
  });

  scenario("finds a draft behind a hundred others", async (scene) => {
    const id = scene.repo.release({ tag: "v0.1.0", draft: true });
    for (let n = 1; n <= 130; n++) scene.repo.release({ tag: `v1.${n}.0`, draft: true });
    const ran = await scene.onTag("v0.1.0", { draft: "false" });
    expect(ran.outputs).toMatchObject({ id, draft: "false", created: "false" });
    expect(scene.repo.releases()).toHaveLength(131);
    expect(scene.repo.releases().filter(({ draft }) => !draft)).toMatchObject([{ id, tag: "v0.1.0" }]);
    expect(counted(scene, "create")).toBe(0);
  });

  if (subject.can.oneReleaseOfTag !== true) {
    scenario("refuses two drafts of others, naming both; release_id says which", async (scene) => {
      const ids = [1, 2].map((n) => scene.repo.release({ tag: "v1.0.0", title: `Draft ${n}`, draft: true }));
      const ran = await scene.onTag("v1.0.0", {}, { exit: 2 });
      for (const id of [...ids, "release_id"]) expect(errorsOf(ran).join(" ")).toContain(id);
      expect(scene.repo.writes()).toEqual([]);
      const told = await scene.onTag("v1.0.0", { release_id: ids[1] ?? "", draft: "false" });
      expect(told.outputs.id).toBe(ids[1]);
      expect(scene.repo.releases()).toMatchObject([
        { id: ids[0], draft: true },
        { id: ids[1], draft: false, title: "Draft 2" },
      ]);
    });
  }

  scenario("publishes the draft that only release_id names, and makes its tag", async (scene) => {
    await scene.write({ "app.zip": "app" });
    const id = scene.repo.release({ tag: "v3.0.0", title: "Three", draft: true });
    const ran = await scene.onBranch({ release_id: id, draft: "false", files: "app.zip" });
    expect(ran.outputs).toMatchObject({ id, tag_name: "v3.0.0", draft: "false", created: "false" });
    expect(scene.repo.tagCommit("v3.0.0")).toBe(scene.repo.head());
    expect(scene.only()).toMatchObject({ tag: "v3.0.0", title: "Three", draft: false, assets: [{ name: "app.zip" }] });
  });

  scenario("refuses a release_id of another tag, and one that is not there", async (scene) => {
    const id = scene.repo.release({ tag: "v0.9.0", draft: true });
    for (const release_id of [id, "999999"]) {
      const ran = await scene.onTag("v1.0.0", { release_id }, { exit: 2 });
      expect(errorsOf(ran).join(" ")).toContain(release_id);
    }
    expect(scene.repo.writes()).toEqual([]);
  });
}
