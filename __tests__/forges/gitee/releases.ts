import { counted, errorsOf, sha256, statusesOf } from "../contract/scene";
import { type GiteeStage, below } from "./subject";

/** What a release says, and where it is found. */
export function releases({ scenario }: GiteeStage): void {
  scenario("finds the release of a tag with a slash behind a hundred others", async (scene) => {
    const id = scene.repo.release({ tag: "pkg/v1.0.0", title: "By hand", notes: "Mine" });
    for (let n = 1; n <= 130; n++) scene.repo.release({ tag: `pkg/v2.${n}.0` });
    await scene.write({ "app.zip": "app" });
    const ran = await scene.onTag("pkg/v1.0.0", { files: "app.zip" });
    expect(ran.outputs).toMatchObject({ id, created: "false", name: "By hand" });
    expect(ran.outputs.url).toBe(`${scene.sandbox.serverUrl}/${scene.repo.name}/releases/tag/pkg/v1.0.0`);
    expect(scene.repo.releases()).toHaveLength(131);
    expect(counted(scene, "create")).toBe(0);
  });

  scenario("names the commit of a tag that is there, whatever the default branch is called", async (scene) => {
    const path = `${scene.repo.name}-trunk`;
    const repository = scene.sandbox.repository(path, { defaultBranch: "trunk", displayName: "公司/应用" });
    repository.tag("v1.0.0");
    const env = repository.environment({ tag: "v1.0.0", form: "ssh", tagIn: "nowhere" });
    const where = { forge: "gitee", server_url: scene.sandbox.serverUrl, repository: path, tag_name: "v1.0.0" };
    await scene.onBranch(where, { env });
    expect(repository.releases).toMatchObject([{ tagName: "v1.0.0", target: expect.stringMatching(/^[0-9a-f]{40}$/) }]);
  });

  scenario("gives a release without notes a stand-in that later notes replace", async (scene) => {
    await scene.onTag("v1.0.0");
    expect(scene.only().notes).toMatch(/^v1\.0\.0\s+<!--.*-->$/);
    await scene.again("v1.0.0", { body: "", body_mode: "append" });
    await scene.onTag("v1.0.0", { body: "Real notes", body_mode: "append" });
    expect(scene.only().notes).toBe("Real notes");
  });

  scenario("changes one thing and leaves the rest as it is, the prerelease mark, too", async (scene) => {
    scene.repo.release({ tag: "v1.0.0", title: "Old", notes: "Notes", prerelease: true });
    await scene.onTag("v1.0.0", { name: "New" });
    expect(scene.only()).toMatchObject({ title: "New", notes: "Notes", prerelease: true });
    await scene.onTag("v1.0.0", { prerelease: "false" });
    expect(scene.only()).toMatchObject({ title: "New", notes: "Notes", prerelease: false });
  });

  scenario("appends to notes that somebody changes at the same moment", async (scene) => {
    scene.repo.release({ tag: "v1.0.0", notes: "One" });
    const [release] = scene.raw.releases;
    await scene.write({ "app.zip": "app" });
    scene.repo.watch((request) => {
      if (scene.repo.isAction("upload", request) && release !== undefined) release.body = "One\n\nTwo";
    });
    await scene.onTag("v1.0.0", { files: "app.zip", body: "Three", body_mode: "append" });
    expect(scene.only()).toMatchObject({ notes: "One\n\nTwo\n\nThree", assets: [{ name: "app.zip" }] });
  });

  scenario("makes the release again that somebody deletes while files are sent", async (scene) => {
    await scene.write({ "1.zip": "one", "2.zip": "two" });
    let deleted = false;
    scene.repo.watch((request) => {
      if (deleted || !scene.repo.isAction("upload", request)) return;
      deleted = true;
      scene.raw.releases.splice(0);
    });
    const ran = await scene.onTag("v1.0.0", { files: "*.zip", preserve_order: "true" });
    expect(scene.only().assets.map(({ name }) => name)).toEqual(["1.zip", "2.zip"]);
    expect(ran.outputs).toMatchObject({ created: "true", id: scene.only().id });
  });

  scenario("updates the release of an id, and no other one", async (scene) => {
    const id = scene.repo.release({ tag: "v1.0.0" });
    const ran = await scene.onTag("v1.0.0", { release_id: id, name: "By id" });
    expect([ran.outputs.id, scene.only().title]).toEqual([id, "By id"]);
    for (const [tag, release_id] of [
      ["v2.0.0", id],
      ["v1.0.0", "999999"],
    ] as const) {
      const refused = await scene.onTag(tag, { release_id }, { exit: 2 });
      expect(errorsOf(refused).join(" ")).toContain(release_id);
    }
    expect(scene.repo.writes()).toHaveLength(1);
  });

  scenario("makes an annotated tag where a message was given, once", async (scene) => {
    const fault = scene.sandbox.faults.add({
      method: "POST",
      path: below(scene, "/tags$"),
      do: { kind: "reset", when: "after" },
    });
    const inputs = { tag_name: "v1.0.0", tag_message: "The first one" };
    await scene.onBranch(inputs);
    await scene.onBranch({ ...inputs, name: "Again" });
    expect(fault.hits()).toBe(1);
    expect(scene.raw.tags.get("v1.0.0")).toMatchObject({ message: "The first one", commit: scene.repo.head() });
    const tagging = scene.repo.writes().filter(({ path }) => path.endsWith("/tags"));
    expect(tagging).toHaveLength(1);
  });

  scenario("takes a release for its own only when it says what was sent", async (scene) => {
    scene.repo.watch((request) => {
      if (scene.repo.isAction("create", request) && scene.raw.releases.length === 0)
        scene.repo.release({ tag: "v1.0.0", title: "Somebody's", notes: "Their notes" });
    });
    scene.repo.spoil("create", { kind: "reset", when: "before" });
    await scene.write({ "app.zip": "app" });
    const ran = await scene.onTag("v1.0.0", { files: "app.zip" });
    expect(ran.outputs).toMatchObject({ created: "false", name: "Somebody's" });
    expect(scene.only().assets).toMatchObject([{ sha256: sha256("app") }]);
    expect(statusesOf(ran)).toEqual(["uploaded"]);
  });
}

/** A server whose list of releases learns late of a new one. */
export function laggingLists({ scenario }: GiteeStage): void {
  scenario("lets two jobs publish a tag with a slash, which only the list finds", async (scene) => {
    scene.repo.tag("pkg/v1.0.0");
    const runs = ["1.zip", "2.zip"].map(async (name) => {
      const job = await scene.beside();
      await job.write({ [name]: name });
      return job.onTag("pkg/v1.0.0", { files: name });
    });
    const created = (await Promise.all(runs)).map(({ outputs }) => outputs.created);
    expect(created.sort()).toEqual(["false", "true"]);
    expect(scene.only().assets).toHaveLength(2);
  });
}
