import { execFile } from "node:child_process";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Scene, type Stage, errorsOf } from "./scene";

const run = promisify(execFile);

/** A tag that may be missing, or stand elsewhere, on a run of a branch. */
export function tagging({ scenario, subject }: Stage): void {
  const making: Stage["scenario"] = subject.can.tagsAreReleases ? () => undefined : scenario;
  making("makes the tag on the commit that is checked out", async (scene) => {
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

  making("makes the tag where target_commitish says", async (scene) => {
    const wanted = scene.repo.head();
    scene.repo.push("0123456789012345678901234567890123456789");
    await scene.onBranch({ tag_name: "refs/tags/v1.0.0", target_commitish: wanted });
    expect(scene.repo.tagCommit("v1.0.0")).toBe(wanted);
  });

  scenario("does not take a branch for a tag", async (scene) => {
    const ran = await scene.onBranch({}, { exit: 2 });
    expect(errorsOf(ran).join(" ")).toMatch(/tag_name/i);
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
    await scene.stand(scene.repo.head());
    const unchecked = await scene.onBranch({ tag_name: "v1.0.0" });
    expect(scene.only()).toMatchObject({ tag: "v1.0.0", draft: false });
    // The commit is the pipeline's own, as it happens: there is nothing to say.
    expect(unchecked.log).not.toContain("was not checked");
    await checkOut(scene);
    const refused = await scene.onBranch({ tag_name: "v1.0.0" }, { exit: 2 });
    expect(errorsOf(refused).join(" ")).toContain(scene.repo.tagCommit("v1.0.0"));
  });

  scenario("takes the tag that started the run for its commit, wherever HEAD stands", async (scene) => {
    scene.repo.tag("v1.0.0", { annotated: "One" });
    await checkOut(scene);
    await scene.onTag("v1.0.0");
    expect(scene.only()).toMatchObject({ tag: "v1.0.0", draft: false });
  });

  scenario("refuses a run of an old job after its tag was moved, unless told", async (scene) => {
    scene.repo.tag("v1.0.0");
    const old = scene.repo.tagCommit("v1.0.0") ?? "";
    const env = scene.repo.environment({ tag: "v1.0.0" });
    await scene.write({ "app.zip": "new" });
    const moved = "0123456789012345678901234567890123456789";
    scene.repo.push(moved);
    scene.repo.tag("v1.0.0", { commit: moved });
    await scene.onTag("v1.0.0", { files: "app.zip" });
    const published = scene.only();
    const writes = scene.repo.writes().length;
    await scene.write({ "app.zip": "old" });
    await scene.stand(old);
    const refused = await scene.onTag("v1.0.0", { files: "app.zip" }, { env, exit: 2 });
    for (const word of [old, moved, "allow_tag_mismatch"]) expect(errorsOf(refused).join(" ")).toContain(word);
    expect(scene.repo.writes()).toHaveLength(writes);
    expect(scene.only()).toEqual(published);
    // A file of another name: not every server gives a way to replace one.
    await scene.write({ "late.zip": "late" });
    await scene.onTag("v1.0.0", { files: "late.zip", allow_tag_mismatch: "true" }, { env });
    expect(scene.only().assets).toHaveLength(2);
  });

  scenario("says that a tag was not checked where nothing tells what is built", async (scene) => {
    scene.repo.tag("v1.0.0");
    scene.repo.push("0123456789012345678901234567890123456789");
    const ran = await scene.onBranch({ tag_name: "v1.0.0" });
    expect(ran.log).toContain("was not checked");
  });

  scenario("does not make a tag of the name of the branch that is built", async (scene) => {
    const branch = branchOf(scene);
    // A build that was started by hand tells none.
    if (branch === "") return;
    const ran = await scene.onBranch({ tag_name: branch }, { exit: 2 });
    expect(errorsOf(ran).join(" ")).toMatch(/is what is being built here, a branch.*target_commitish/);
    expect(scene.repo.writes()).toEqual([]);
    expect(scene.repo.tagCommit(branch)).toBeUndefined();
  });
}

/** The branch of a run without a tag, by whichever variable tells it. */
function branchOf({ repo }: Scene): string {
  const env = repo.environment({});
  const variables = ["GITHUB", "ATOMGIT"].map((family) => `${family}_REF_NAME`);
  const others = ["CI_COMMIT_BRANCH", "GITEE_BRANCH", "CNB_BRANCH", "BK_CI_REPO_GIT_WEBHOOK_BRANCH"];
  return [...variables, ...others].map((name) => env[name]).find((name) => name !== undefined) ?? "";
}

/** A real checkout in the scene's folder. @returns its commit */
async function checkOut({ workspace }: Scene): Promise<string> {
  const git = (...words: string[]): Promise<{ stdout: string }> =>
    run("git", ["-c", "user.name=Octo", "-c", "user.email=octo@example.com", ...words], { cwd: workspace.folder });
  await rm(join(workspace.folder, ".git"), { recursive: true, force: true });
  await git("init", "--quiet");
  await git("commit", "--quiet", "--allow-empty", "--message", `Built in ${workspace.folder}`);
  return (await git("rev-parse", "HEAD")).stdout.trim();
}
