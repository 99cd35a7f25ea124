import { truncate } from "node:fs/promises";
import { join } from "node:path";
import type { Ran } from "../../doors/bundle";
import { type Scene, type Stage, assetsOf, errorsOf, noticesOf } from "./scene";

/** What cannot be done is said plainly: what was tried, what the server said, what to do. */
export function refusing({ scenario, subject }: Stage): void {
  const { can } = subject;
  const known = {
    wrongToken: [401, /token/i],
    missingRight: [403, /write/],
    missingRepository: [404, /repository/],
    ...subject.refusals,
  } as const;

  /** Nothing was published: where tags are releases, none has got a file. */
  function nothing({ repo }: Scene): void {
    const published = repo.releases().filter(({ assets }) => can.tagsAreReleases !== true || assets.length > 0);
    expect(published).toEqual([]);
  }

  function told(ran: Ran, status: number, hint: RegExp): void {
    const [what, said, next, ...more] = errorsOf(ran);
    expect(what).toMatch(/^Failed /);
    expect(said).toContain(`answered ${status}`);
    expect(next).toMatch(hint);
    expect(more).toEqual([]);
    expect(ran.log).not.toMatch(/^\s+at .+:\d+:\d+/m);
    expect(ran.outputs).toEqual({});
  }

  scenario("tells a wrong token", async (scene) => {
    const ran = await scene.onTag("v1.0.0", { token: scene.host.tokens.wrong }, { exit: 1 });
    told(ran, ...known.wrongToken);
    nothing(scene);
  });

  scenario("tells a missing right", async (scene) => {
    await scene.write({ "app.zip": "app" });
    // Where tags are releases, only a file needs the right.
    const files = can.tagsAreReleases ? { files: "app.zip" } : {};
    const ran = await scene.onTag("v1.0.0", { token: scene.host.tokens.reads, ...files }, { exit: 1 });
    told(ran, ...known.missingRight);
    nothing(scene);
  });

  scenario("tells a missing repository", async (scene) => {
    const missing = { tag_name: "v1.0.0", repository: `${scene.repo.name}-gone`, target_commitish: "main" };
    told(await scene.onTag("v1.0.0", missing, { exit: 1 }), ...known.missingRepository);
  });

  scenario("finds in a dry run that a repository is not there", async (scene) => {
    const missing = { tag_name: "v1.0.0", repository: `${scene.repo.name}-gone`, target_commitish: "main" };
    told(await scene.onTag("v1.0.0", { ...missing, dry_run: "true" }, { exit: 1 }), ...known.missingRepository);
  });

  scenario("blames no missing tag where the repository is not there", async (scene) => {
    const missing = { tag_name: "v9.9.9", repository: `${scene.repo.name}-gone` };
    const ran = await scene.onTag("v1.0.0", missing, { exit: 1 });
    told(ran, ...known.missingRepository);
    expect(errorsOf(ran).join(" ")).not.toContain("tag v9.9.9 does not exist");
  });

  if (can.tellsRights) {
    scenario("finds in a dry run that the token may not write", async (scene) => {
      const inputs = { token: scene.host.tokens.reads, dry_run: "true" };
      const ran = await scene.onTag("v1.0.0", inputs, { exit: 1 });
      expect(errorsOf(ran).join(" ")).toMatch(/dry run.*may read the repository and not write to it/);
      expect(scene.repo.writes()).toEqual([]);
    });
  }

  if (can.tellsCommits && can.tags) {
    for (const target_commitish of ["no-such-branch", "fedcba9876543210fedcba9876543210fedcba98"]) {
      scenario(`finds before the uploads that there is no ${target_commitish}`, async (scene) => {
        await scene.write({ "app.zip": "app" });
        const inputs = { tag_name: "v1.0.0", target_commitish, files: "app.zip" };
        // Where the release comes first a run that is none hears of it with its first request.
        for (const dry_run of can.filesFirst || can.drafts ? ["true", "false"] : ["true"]) {
          const ran = await scene.onBranch({ ...inputs, dry_run }, { exit: 2 });
          expect(errorsOf(ran).join(" ")).toContain(`no commit or branch ${target_commitish}`);
        }
        expect(scene.repo.writes()).toEqual([]);
      });
    }
  }

  if (!can.automaticToken) {
    scenario("tells that there is no token, before any request", async (scene) => {
      const ran = await scene.onTag("v1.0.0", { token: "" }, { exit: 2 });
      expect(errorsOf(ran).join(" ")).toMatch(/no token/i);
      expect(scene.repo.requests()).toEqual([]);
    });
  }

  if (!can.drafts) {
    scenario("refuses a draft before anything is changed, and never publishes it instead", async (scene) => {
      const ran = await scene.onTag("v1.0.0", { draft: "true" }, { exit: 2 });
      expect(errorsOf(ran).join(" ")).toContain("draft");
      expect(scene.repo.writes()).toEqual([]);
    });
  }

  if (!can.prereleases) {
    scenario("tells that there are no prereleases only to who asks for one", async (scene) => {
      const asked = await scene.onTag("v1.0.0", { prerelease: "true" });
      expect(noticesOf(asked).join(" ")).toContain("prerelease");
      const found = await scene.onTag("v2.0.0-rc.1");
      expect(noticesOf(found)).toEqual([]);
      const failed = await scene.onTag("v3.0.0", { prerelease: "true", on_unsupported: "fail" }, { exit: 2 });
      expect(errorsOf(failed).join(" ")).toContain("prerelease");
      expect(
        scene.repo
          .releases()
          .map(({ tag }) => tag)
          .sort(),
      ).toEqual(["v1.0.0", "v2.0.0-rc.1", ...(can.tagsAreReleases ? ["v3.0.0"] : [])]);
    });
  }

  scenario("tells all wrong inputs at once, before any request", async (scene) => {
    const wrong = { draft: "maybe", prerelease: "perhaps", files: "missing.zip", body_path: "NOTES.md" };
    const ran = await scene.onTag("v1.0.0", wrong, { exit: 2 });
    for (const word of [/draft/i, /prerelease/i, /missing\.zip/, /NOTES\.md/]) {
      expect(errorsOf(ran).join("\n")).toMatch(word);
    }
    expect(scene.repo.requests()).toEqual([]);
  });

  scenario("refuses two files of one name, naming both paths", async (scene) => {
    await scene.write({ "a/app.zip": "a", "b/app.zip": "b" });
    const ran = await scene.onTag("v1.0.0", { files: "*/app.zip" }, { exit: 2 });
    for (const path of ["a/app.zip", "b/app.zip"]) expect(errorsOf(ran).join("\n")).toContain(path);
    expect(scene.repo.requests()).toEqual([]);
  });

  const largest = can.largestFile;
  if (largest !== undefined) {
    scenario("refuses a file that is too large before anything is changed, or skips it", async (scene) => {
      await scene.write({ "app.zip": "app", "huge.img": "" });
      await truncate(join(scene.workspace.folder, "huge.img"), largest + 1);
      await refusedOrSkipped(scene, "huge.img");
    });
  }

  if (!can.emptyFiles) {
    scenario("refuses an empty file before anything is changed, or skips it", async (scene) => {
      await scene.write({ "app.zip": "app", "empty.txt": "" });
      await refusedOrSkipped(scene, "empty.txt");
    });
  }

  scenario("skips a file whose size only the server refuses where that was asked for, or fails", async (scene) => {
    await scene.write({ "a.zip": "one", "b.zip": "other" });
    const page = { kind: "status", status: 413, body: "<html><h1>413 Request Entity Too Large</h1></html>" } as const;
    const inputs = { files: "*.zip", preserve_order: "true" };
    scene.repo.spoil("upload", page);
    const refused = await scene.onTag("v1.0.0", inputs, { exit: 1 });
    expect(errorsOf(refused).join(" ")).toMatch(/a\.zip.*413/);
    scene.repo.spoil("upload", page);
    const ran = await scene.onTag("v2.0.0", { ...inputs, oversized_files: "skip" });
    expect(assetsOf(ran).map(({ file, status }) => [file, status])).toEqual([
      ["a.zip", "skipped"],
      ["b.zip", "uploaded"],
    ]);
    expect(noticesOf(ran).join(" ")).toMatch(/Skipped: a\.zip has 3 bytes, which is too large for this server/);
    const release = scene.repo.releases().find(({ tag }) => tag === "v2.0.0");
    expect(release).toMatchObject({ draft: false, assets: [{ name: "b.zip" }] });
  });

  async function refusedOrSkipped(scene: Parameters<Parameters<Stage["scenario"]>[1]>[0], bad: string): Promise<void> {
    const refused = await scene.onTag("v1.0.0", { files: "*.*" }, { exit: 2 });
    expect(errorsOf(refused).join("\n")).toContain(bad);
    expect(scene.repo.writes()).toEqual([]);
    const ran = await scene.onTag("v1.0.0", { files: "*.*", oversized_files: "skip" });
    expect(assetsOf(ran).map(({ file, status }) => [file, status])).toEqual([
      ["app.zip", "uploaded"],
      [bad, "skipped"],
    ]);
    expect(noticesOf(ran).join("\n")).toContain(bad);
    expect(scene.only().assets.map(({ name }) => name)).toEqual(["app.zip"]);
  }
}
