import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { type Scene, type Stage, errorsOf } from "./scene";

const run = promisify(execFile);

/** A tag that may be missing, or stand elsewhere, on a run of a branch. */
export function tagging({ scenario, subject }: Stage): void {
  scenario("makes the tag on the commit that is checked out", async (scene) => {
    const built = await checkOut(scene);
    scene.repo.push(built);
    // The branch moved on while the job ran.
    scene.repo.push("0123456789012345678901234567890123456789");
    await scene.write({ "app.zip": "app" });
    const ran = await scene.onBranch({ tag_name: "v1.0.0", files: "app.zip" });
    expect(scene.repo.tagCommit("v1.0.0")).toBe(built);
    expect(scene.only()).toMatchObject({ tag: "v1.0.0", draft: false });
    expect(ran.outputs).toMatchObject({ created: "true", tag_name: "v1.0.0" });
  });

  scenario("makes the tag where target_commitish says", async (scene) => {
    const wanted = scene.repo.head();
    scene.repo.push("0123456789012345678901234567890123456789");
    await scene.onBranch({ tag_name: "refs/tags/v1.0.0", target_commitish: wanted });
    expect(scene.repo.tagCommit("v1.0.0")).toBe(wanted);
  });

  scenario("does not take a branch for a tag", async (scene) => {
    const ran = await scene.onBranch({}, { exit: 2 });
    expect(errorsOf(ran).join(" ")).toContain("tag_name");
    expect(scene.repo.requests()).toEqual([]);
  });

  if (subject.can.draftsMakeTags) {
    scenario("makes the tag with the draft, and publishes it where it is", async (scene) => {
      const built = scene.repo.head();
      await scene.onBranch({ tag_name: "v1.0.0", draft: "true" });
      expect(scene.repo.tagCommit("v1.0.0")).toBe(built);
      await scene.onBranch({ tag_name: "v1.0.0", draft: "false" });
      expect(scene.repo.tagCommit("v1.0.0")).toBe(built);
      expect(scene.only()).toMatchObject({ tag: "v1.0.0", draft: false });
    });
  } else if (subject.can.drafts) {
    scenario("makes no tag of a draft before it is published", async (scene) => {
      const built = scene.repo.head();
      await scene.onBranch({ tag_name: "v1.0.0", draft: "true" });
      expect(scene.repo.tagCommit("v1.0.0")).toBeUndefined();
      scene.repo.push("0123456789012345678901234567890123456789");
      await scene.onBranch({ tag_name: "v1.0.0", draft: "false", target_commitish: built });
      expect(scene.repo.tagCommit("v1.0.0")).toBe(built);
      expect(scene.only()).toMatchObject({ tag: "v1.0.0", draft: false });
    });
  }

  if (!subject.can.tags) return;

  scenario("refuses a tag on another commit before any write, unless told", async (scene) => {
    const tagged = scene.repo.head();
    scene.repo.tag("v1.0.0");
    scene.repo.push(await checkOut(scene));
    const built = scene.repo.head();
    const refused = await scene.onBranch({ tag_name: "v1.0.0" }, { exit: 2 });
    for (const word of [tagged, built, "allow_tag_mismatch"]) expect(errorsOf(refused).join(" ")).toContain(word);
    expect(scene.repo.writes()).toEqual([]);
    await scene.onBranch({ tag_name: "v1.0.0", allow_tag_mismatch: "true" });
    expect(scene.only()).toMatchObject({ tag: "v1.0.0" });
    expect(scene.repo.tagCommit("v1.0.0")).toBe(tagged);
  });

  scenario("asks for the tag with verify_tag", async (scene) => {
    const refused = await scene.onBranch({ tag_name: "v1.0.0", verify_tag: "true" }, { exit: 2 });
    expect(errorsOf(refused).join(" ")).toContain("v1.0.0");
    expect(scene.repo.writes()).toEqual([]);
    scene.repo.tag("v1.0.0");
    await scene.onBranch({ tag_name: "v1.0.0", verify_tag: "true" });
    expect(scene.only()).toMatchObject({ tag: "v1.0.0", draft: false });
  });

  scenario("follows an annotated tag to its commit", async (scene) => {
    scene.repo.tag("v1.0.0", { annotated: "One" });
    await scene.onBranch({ tag_name: "v1.0.0" });
    expect(scene.only()).toMatchObject({ tag: "v1.0.0", draft: false });
    scene.repo.push("0123456789012345678901234567890123456789");
    const refused = await scene.onBranch({ tag_name: "v1.0.0" }, { exit: 2 });
    expect(errorsOf(refused).join(" ")).toContain(scene.repo.tagCommit("v1.0.0"));
  });

  scenario("does not check the tag that started the run", async (scene) => {
    scene.repo.tag("v1.0.0", { annotated: "One" });
    await checkOut(scene);
    await scene.onTag("v1.0.0");
    expect(scene.only()).toMatchObject({ tag: "v1.0.0", draft: false });
  });
}

/** A real checkout in the scene's folder. @returns its commit */
async function checkOut({ workspace }: Scene): Promise<string> {
  const git = (...words: string[]): Promise<{ stdout: string }> =>
    run("git", ["-c", "user.name=Octo", "-c", "user.email=octo@example.com", ...words], { cwd: workspace.folder });
  await git("init", "--quiet");
  await git("commit", "--quiet", "--allow-empty", "--message", `Built in ${workspace.folder}`);
  return (await git("rev-parse", "HEAD")).stdout.trim();
}
