import { CLOCK } from "../../doors/in-process";
import { noticesOf, until, namesOf } from "../contract/scene";
import type { GiteaScene, GiteaStage } from "./subject";

const FILES = ["1.zip", "2.zip", "3.zip"];
const MARKER = "<!-- forge-release";

const write = (scene: GiteaScene): Promise<void> =>
  scene.write(Object.fromEntries(FILES.map((name) => [name, `content of ${name}`])));

/** What the public could see at any time: releases without all files, or with words that are not for people. */
function exposed({ repo }: GiteaScene): unknown[] {
  return repo.raw.history
    .flatMap(({ releases }) => releases)
    .filter(({ draft, assets, body }) => !draft && (assets.length < FILES.length || body.includes(MARKER)));
}

/** The queue gets to what was pushed so many milliseconds after a run has seen the tag. */
function handleLater({ repo }: GiteaScene, delay: number): void {
  let seen = false;
  repo.watch(({ path }) => {
    if (seen || !path.includes("/tags/v1.0.0") || path.includes("/releases/")) return;
    seen = true;
    void CLOCK.sleep(delay).then(repo.raw.handlePushes);
  });
}

/** A draft that waits for its tag, and a queue that comes when the test says. */
export function pushes({ scenario }: GiteaStage): void {
  for (const delay of [0, 700, 2300]) {
    scenario(`shows nobody an unfinished release after a git push that is handled ${delay} ms later`, async (scene) => {
      await write(scene);
      scene.raw.pushTag("v1.0.0");
      handleLater(scene, delay);
      const ran = await scene.onBranch({ tag_name: "v1.0.0", files: "*.zip", body: "Notes" });
      expect(exposed(scene)).toEqual([]);
      expect(scene.only()).toMatchObject({ draft: false, notes: "Notes" });
      expect(namesOf(scene)).toEqual(FILES);
      expect(ran.outputs).toMatchObject({ created: "true", draft: "false" });
      expect(ran.log).toContain("may have been pushed a moment ago");
    });
  }

  scenario("takes its draft back and waits on where the queue is slower than that", async (scene) => {
    await write(scene);
    scene.raw.pushTag("v1.0.0");
    scene.repo.watch(({ method, path }) => {
      if (method === "DELETE" && /\/releases\/\d+$/.test(path)) void CLOCK.sleep(1500).then(scene.raw.handlePushes);
    });
    const ran = await scene.onBranch({ tag_name: "v1.0.0", files: "*.zip", body: "Notes" });
    expect(exposed(scene)).toEqual([]);
    expect(scene.only()).toMatchObject({ draft: false, notes: "Notes" });
    expect(scene.only().assets).toHaveLength(FILES.length);
    expect(ran.outputs).toMatchObject({ created: "true", id: scene.only().id });
    expect(ran.log).toContain("has not handled the push of v1.0.0 yet");
  });

  scenario("does so too where the push itself started the job", async (scene) => {
    await write(scene);
    scene.raw.pushTag("v1.0.0");
    scene.repo.watch(({ method, path }) => {
      if (method === "DELETE" && /\/releases\/\d+$/.test(path)) void CLOCK.sleep(1500).then(scene.raw.handlePushes);
    });
    await scene.onTag("v1.0.0", { files: "*.zip" });
    expect(exposed(scene)).toEqual([]);
    expect(scene.only().assets).toHaveLength(FILES.length);
  });

  scenario("waits for nothing where the queue is done and the push started the job", async (scene) => {
    await write(scene);
    scene.raw.pushTag("v1.0.0");
    scene.raw.handlePushes();
    const ran = await scene.onTag("v1.0.0", { files: "*.zip" });
    expect(ran.log).not.toMatch(/waiting/);
    expect(scene.repo.writes().map(({ method }) => method)).toEqual(["POST", "POST", "POST", "POST", "PATCH"]);
  });

  scenario("does not publish a requested draft while the tag's push is handled", async (scene) => {
    await write(scene);
    scene.raw.pushTag("v1.0.0");
    handleLater(scene, 1800);
    const ran = await scene.onBranch({ tag_name: "v1.0.0", files: "*.zip", draft: "true" });
    expect(ran.outputs.draft).toBe("true");
    expect(scene.raw.history.flatMap(({ releases }) => releases).filter(({ draft }) => !draft)).toEqual([]);
    expect(scene.only().assets).toHaveLength(FILES.length);
  });

  scenario("tells what a later push of the tag does to a requested draft", async (scene) => {
    await write(scene);
    const ran = await scene.onBranch({ tag_name: "v1.0.0", files: "*.zip", draft: "true" });
    expect(noticesOf(ran).join("\n")).toMatch(/publishes this draft.*when the tag v1\.0\.0 is pushed/);
    scene.raw.pushTag("v2.0.0");
    scene.raw.handlePushes();
    const there = await scene.onTag("v2.0.0", { files: "*.zip", draft: "true" });
    expect(noticesOf(there).filter((notice) => notice.includes("publishes"))).toEqual([]);
  });

  scenario("hides its unfinished draft again when the tag is pushed during the uploads", async (scene) => {
    await write(scene);
    const wait = { kind: "status", status: 429, headers: { "retry-after": "6" }, body: "" } as const;
    const fault = scene.repo.spoil("upload", wait, { nth: 2 });
    const inputs = { tag_name: "v1.0.0", target_commitish: scene.repo.head(), files: "*.zip", body: "Notes" };
    const running = scene.onBranch({ ...inputs, preserve_order: "true" });
    await until(() => fault.hits() === 1);
    scene.raw.pushTag("v1.0.0");
    scene.raw.handlePushes();
    expect(exposed(scene)).toHaveLength(1);
    const ran = await running;
    expect(scene.raw.history.at(-2)?.releases).toMatchObject([{ draft: true, assets: [{}, {}, {}] }]);
    expect(scene.only()).toMatchObject({ draft: false, notes: "Notes" });
    expect(noticesOf(ran).join("\n")).toMatch(/published the draft v1\.0\.0 because its tag was pushed/);
  });

  scenario("hides an unfinished draft of an earlier run that the push of its tag publishes", async (scene) => {
    await write(scene);
    scene.repo.spoil("upload", { kind: "status", status: 400, body: { message: "no" } }, { nth: 3 });
    const inputs = { files: "*.zip", body: "Notes", preserve_order: "true" };
    const target = { target_commitish: scene.repo.head() };
    await scene.onBranch({ ...inputs, ...target, tag_name: "v1.0.0" }, { exit: 1 });
    expect(scene.only()).toMatchObject({ draft: true });
    scene.raw.pushTag("v1.0.0");
    handleLater(scene, 1000);
    await scene.onBranch({ ...inputs, tag_name: "v1.0.0" });
    expect(scene.raw.history.at(-2)?.releases).toMatchObject([{ draft: true, assets: [{}, {}, {}] }]);
    expect(scene.only()).toMatchObject({ draft: false, notes: "Notes" });
  });

  scenario("finishes a release that a push published after its run was killed, and cleans its notes", async (scene) => {
    await write(scene);
    scene.repo.spoil("upload", { kind: "status", status: 400, body: { message: "no" } }, { nth: 2 });
    const target = { target_commitish: scene.repo.head() };
    const inputs = { tag_name: "v1.0.0", files: "*.zip", preserve_order: "true" };
    await scene.onBranch({ ...inputs, ...target, body: "Notes" }, { exit: 1 });
    scene.raw.pushTag("v1.0.0");
    scene.raw.handlePushes();
    expect(scene.only()).toMatchObject({ draft: false, notes: expect.stringContaining(MARKER) });
    await scene.onTag("v1.0.0", { files: "*.zip" });
    expect(scene.only()).toMatchObject({ draft: false, notes: "Notes" });
    expect(scene.only().assets).toHaveLength(FILES.length);
    await scene.again("v1.0.0", { files: "*.zip" });
  });

  scenario("waits for the release of a tag that was deleted and pushed again to be public again", async (scene) => {
    await write(scene);
    await scene.onTag("v1.0.0", { files: "*.zip" });
    const writes = scene.repo.writes().length;
    scene.raw.pushTagDeletion("v1.0.0");
    scene.raw.handlePushes();
    expect(scene.only()).toMatchObject({ draft: true });
    scene.raw.pushTag("v1.0.0");
    handleLater(scene, 1000);
    const ran = await scene.onBranch({ tag_name: "v1.0.0", files: "*.zip" });
    expect(ran.outputs).toMatchObject({ draft: "false", created: "false" });
    expect(scene.only()).toMatchObject({ draft: false });
    expect(scene.repo.writes()).toHaveLength(writes);
  });

  scenario("lets several jobs after one push end with one whole release", async (scene) => {
    scene.raw.pushTag("v1.0.0");
    handleLater(scene, 2000);
    await Promise.all(
      FILES.map(async (name) => {
        const job = await scene.beside();
        await job.write({ [name]: name });
        await job.onBranch({ tag_name: "v1.0.0", files: name, draft: "true" });
      }),
    );
    expect(scene.raw.history.flatMap(({ releases }) => releases).filter(({ draft }) => !draft)).toEqual([]);
    await scene.onBranch({ tag_name: "v1.0.0", draft: "false" });
    expect(scene.only()).toMatchObject({ draft: false });
    expect(scene.only().notes.trim()).toBe("");
    expect(namesOf(scene)).toEqual(FILES);
  });
}
