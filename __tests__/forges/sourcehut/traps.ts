import { assetsOf, counted, errorsOf, noticesOf, sha256, statusesOf } from "../contract/scene";
import type { SourceHutScene, SourceHutStage } from "./subject";

const OTHER = "0123456789012345678901234567890123456789";

const filesOf = ({ repo }: SourceHutScene, tag: string): (readonly [string, string])[] =>
  (repo.releases().find((one) => one.tag === tag)?.assets ?? []).map(({ name, sha256: sum }) => [name, sum] as const);

/** A release is a tag that was pushed: nothing else makes, changes or names one. */
export function tags({ scenario }: SourceHutStage): void {
  scenario("adds nothing to a tag without files, and tells it as it is", async (scene) => {
    scene.repo.tag("v1.0.0", { annotated: "What is new" });
    const ran = await scene.onTag("v1.0.0");
    expect(ran.outputs).toMatchObject({ id: "v1.0.0", name: "v1.0.0", created: "false", assets: "[]" });
    expect(ran.outputs.url).toBe(`${scene.raw.webUrl}/refs/v1.0.0`);
    expect([scene.only().notes, scene.repo.writes()]).toEqual(["What is new", []]);
  });

  scenario("says what a title and notes would need, and leaves them out", async (scene) => {
    const wishes = { name: "The first", body: "What is new" };
    const told = noticesOf(await scene.onTag("v1.0.0", wishes));
    expect(told).toEqual(["name", "body"].map((name) => `Left out, because this forge cannot do it: ${name}.`));
    expect(scene.only()).toMatchObject({ title: "v1.0.0", notes: "Notes" });
    const failed = await scene.onTag("v1.0.0", { ...wishes, on_unsupported: "fail" }, { exit: 2 });
    for (const name of ["name", "body"]) expect(errorsOf(failed).join(" ")).toContain(`cannot do it: ${name}.`);
    expect(noticesOf(await scene.onTag("v1.0.0", { name: "v1.0.0" }))).toEqual([]);
    expect(scene.repo.writes()).toEqual([]);
  });

  for (const dry_run of ["true", "false"]) {
    scenario(`tells how to push the annotated tag that is not there (dry run: ${dry_run})`, async (scene) => {
      const inputs = { tag_name: "v1.0.0", target_commitish: "main", draft: "false", dry_run };
      const ran = await scene.onBranch(inputs, { exit: 2 });
      const command = /no annotated tag v1\.0\.0.*git tag -a v1\.0\.0 main && git push origin v1\.0\.0/;
      expect(errorsOf(ran).join(" ")).toMatch(command);
      expect(scene.repo.writes()).toEqual([]);
    });

    scenario(`tells how to make an annotated tag of a lightweight one (dry run: ${dry_run})`, async (scene) => {
      scene.raw.tag("v1.0.0", { light: true });
      await scene.write({ "app.zip": "app" });
      const ran = await scene.onBranch({ tag_name: "v1.0.0", files: "app.zip", dry_run }, { exit: 2 });
      expect(errorsOf(ran).join(" ")).toMatch(/v1\.0\.0 is a lightweight one.*git tag -a -f v1\.0\.0 [0-9a-f]{40}/);
      expect(scene.repo.writes()).toEqual([]);
    });
  }

  scenario("takes a tag for the id of its release, and for no other's", async (scene) => {
    scene.repo.release({ tag: "v1.0.0" });
    scene.repo.tag("v2.0.0");
    await scene.write({ "app.zip": "app" });
    const ran = await scene.onBranch({ release_id: "v1.0.0", files: "app.zip", allow_tag_mismatch: "true" });
    expect(ran.outputs).toMatchObject({ id: "v1.0.0", tag_name: "v1.0.0", created: "false" });
    expect(ran.log).toContain("the release v1.0.0 has the tag v1.0.0");
    const writes = scene.repo.writes().length;
    for (const inputs of [{ release_id: "v9.9.9" }, { release_id: "v1.0.0", tag_name: "v2.0.0" }]) {
      const refused = await scene.onBranch(inputs, { exit: 2 });
      expect(errorsOf(refused).join(" ")).toContain(inputs.release_id);
    }
    expect(scene.repo.writes()).toHaveLength(writes);
  });
}

/** Files are of the commit that a tag points to, and their names of the repository. */
export function files({ scenario }: SourceHutStage): void {
  scenario("shows in a dry run what it would do to each file, and changes nothing", async (scene) => {
    const assets = ["1.zip", "2.zip"].map((name) => ({ name, content: "old" }));
    scene.repo.release({ tag: "v1.0.0", assets });
    await scene.write({ "1.zip": "old", "2.zip": "new!", "3.zip": "three" });
    const ran = await scene.onTag("v1.0.0", { files: "*.zip", dry_run: "true" });
    expect(JSON.parse(ran.outputs.plan ?? "null")).toEqual([
      expect.objectContaining({ action: "none", file: "1.zip" }),
      expect.objectContaining({ action: "replace", file: "2.zip", size: 4 }),
      expect.objectContaining({ action: "upload", file: "3.zip", size: 5 }),
    ]);
    expect(ran.outputs).toMatchObject({ id: "v1.0.0", tag_name: "v1.0.0", draft: "false" });
    expect(scene.repo.writes()).toEqual([]);
    expect(scene.only().assets).toMatchObject(assets.map(({ name }) => ({ name, sha256: sha256("old") })));
  });

  scenario("tells everything about the files that it adds", async (scene) => {
    await scene.write({ "my app.zip": "the app", "sum.txt": "sum" });
    const ran = await scene.onTag("v1.0.0", { files: "*.*" });
    const stored = scene.only().assets;
    expect(filesOf(scene, "v1.0.0").sort()).toEqual([
      ["my app.zip", sha256("the app")],
      ["sum.txt", sha256("sum")],
    ]);
    for (const { id, name, size, status, sha256: sum, browser_download_url: url } of assetsOf(ran)) {
      expect(stored.find((one) => one.id === String(id))).toMatchObject({ name, size, sha256: sum });
      expect([status, (await fetch(url)).status]).toEqual(["uploaded", 200]);
    }
    const last = ran.log.trimEnd().split("\n").at(-1) ?? "";
    expect(last).toMatch(/^\w+ v1\.0\.0 on SourceHut: 2 files, 10 bytes, .+ → /);
    expect(last.split(" → ").at(-1)).toBe(ran.outputs.url);
  });

  scenario("tells that a name may be there once in the repository", async (scene) => {
    scene.repo.release({ tag: "v0.9.0", assets: [{ name: "app.zip", content: "older" }] });
    scene.repo.push(OTHER);
    await scene.write({ "app.zip": "app" });
    const ran = await scene.onTag("v1.0.0", { files: "app.zip" }, { exit: 1 });
    expect(errorsOf(ran).join(" ")).toMatch(/answered 409: .*already exists.*once in a whole repository/);
    await scene.onTag("v1.0.0", { files: "app.zip => app-1.0.0.zip" });
    expect(filesOf(scene, "v1.0.0")).toEqual([["app-1.0.0.zip", sha256("app")]]);
    expect(filesOf(scene, "v0.9.0")).toEqual([["app.zip", sha256("older")]]);
  });

  scenario("finds the files of another tag on its commit, which are its own", async (scene) => {
    scene.repo.release({ tag: "v1.0.0", assets: [{ name: "app.zip", content: "app" }] });
    scene.repo.tag("v1");
    await scene.write({ "app.zip": "app", "lib.zip": "lib" });
    expect(statusesOf(await scene.onTag("v1", { files: "*.zip" }))).toEqual(["unchanged", "uploaded"]);
    expect(filesOf(scene, "v1.0.0")).toEqual(filesOf(scene, "v1"));
  });

  scenario("begins anew on a tag that was moved, whose old names are taken", async (scene) => {
    await scene.write({ "app.zip": "app", "other.zip": "other" });
    await scene.onTag("v1.0.0", { files: "app.zip" });
    const before = scene.repo.tagCommit("v1.0.0");
    scene.repo.push(OTHER);
    scene.repo.tag("v1.0.0", { commit: OTHER });
    expect(statusesOf(await scene.onTag("v1.0.0", { files: "other.zip" }))).toEqual(["uploaded"]);
    expect(filesOf(scene, "v1.0.0")).toEqual([["other.zip", sha256("other")]]);
    const taken = await scene.onTag("v1.0.0", { files: "app.zip" }, { exit: 1 });
    expect(errorsOf(taken).join(" ")).toMatch(/answered 409: .*the commit on which this tag stood before/);
    // Where a tag leads there again, the files are as they were.
    scene.repo.tag("v1.0.0", { commit: before ?? "" });
    expect(statusesOf(await scene.onTag("v1.0.0", { files: "app.zip" }))).toEqual(["unchanged"]);
    expect(counted(scene, "delete")).toBe(0);
  });
}

/** Lists in pages: here of four. */
export function lists({ scenario }: SourceHutStage, { loses }: { readonly loses: boolean }): void {
  scenario("finds a tag and its files behind many pages, with one request each", async (scene) => {
    const names = Array.from({ length: 9 }, (_, n) => `${n}.zip`);
    for (let n = 10; n < 20; n++) scene.repo.tag(`v0.${n}.0`);
    await scene.write(Object.fromEntries(names.map((name) => [name, `content of ${name}`])));
    // HEAD and main, ten older ones: the last page begins with this one, or with one of those.
    scene.repo.tag("v0.9.0");
    await scene.onTag("v1.0.0", { files: "*.zip" });
    expect(filesOf(scene, "v1.0.0").map(([name]) => name)).toEqual(expect.arrayContaining(names));
    const before = scene.repo.requests().length;
    expect(new Set(statusesOf(await scene.onTag("v1.0.0", { files: "*.zip" })))).toEqual(new Set(["unchanged"]));
    expect(scene.repo.requests().length - before).toBeLessThanOrEqual(2 * (4 + 2));
  });

  scenario("tells a tag that is there and that the list leaves out, or finds it", async (scene) => {
    for (const tag of ["v0.1.0", "v0.2.0", "v1.0.0", "v1.1.0", "v2.0.0"]) scene.repo.tag(tag);
    await scene.write({ "app.zip": "app" });
    // HEAD, main and two tags are the first page.
    for (const tag of ["v1.0.0", "v1.1.0"]) {
      const ran = await scene.onTag(tag, { files: `app.zip => ${tag}.zip` }, { exit: loses ? 1 : 0 });
      if (loses) expect(errorsOf(ran)[0]).toContain(`knows refs/tags/${tag}, but its list of references leaves it out`);
      else expect(statusesOf(ran)).toEqual(["uploaded"]);
    }
    expect(scene.repo.writes()).toHaveLength(loses ? 0 : 2);
    expect(statusesOf(await scene.onTag("v2.0.0", { files: "app.zip" }))).toEqual(["uploaded"]);
    const absent = await scene.onBranch({ tag_name: "v3.0.0" }, { exit: 2 });
    expect(errorsOf(absent).join(" ")).toContain("no annotated tag v3.0.0");
  });
}
