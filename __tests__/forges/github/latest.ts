import { errorsOf } from "../contract/scene";
import type { GitHubScene, GitHubStage } from "./subject";

const published = ({ repo }: GitHubScene): unknown[] =>
  repo
    .writes()
    .map(({ json }) => json)
    .filter((json) => typeof json === "object" && json !== null && "draft" in json && !json.draft);

/** Which release is the latest, notes that GitHub writes, discussions. */
export function marksAndNotes({ scenario }: GitHubStage): void {
  scenario("does not take the latest mark from a higher version of the same line", async (scene) => {
    const { repo } = scene;
    const newest = repo.release({ tag: "v2.0.0" });
    const ran = await scene.onTag("v1.0.1");
    expect(published(scene)).toMatchObject([{ tag_name: "v1.0.1", make_latest: "false" }]);
    expect(String(repo.raw.latestId)).toBe(newest);
    expect(ran.log).toMatch(/::notice.*latest.*v2\.0\.0/);
    await scene.onTag("v2.0.1");
    expect(published(scene)[1]).not.toHaveProperty("make_latest");
    expect(repo.releases().find(({ id }) => id === String(repo.raw.latestId))?.tag).toBe("v2.0.1");
    await scene.onTag("nightly");
    expect(published(scene)[2]).toMatchObject({ make_latest: "false" });
    await scene.onTag("v1.0.2", { make_latest: "true" });
    expect(published(scene)[3]).toMatchObject({ make_latest: "true" });
    expect(repo.releases().find(({ id }) => id === String(repo.raw.latestId))?.tag).toBe("v1.0.2");
  });

  for (const [first, tag, marked] of [
    ["v1.9.3", "v2.0", "v2.0"],
    ["v2.0", "v1.9.4", "v2.0"],
    ["2025.01.12", "2025.2.1", "2025.2.1"],
    ["4.3.0.2", "4.3.0.1", "4.3.0.2"],
    ["pkg@2", "pkg@1.9", "pkg@2"],
    ["v1.2.0", "v1.2.0-hotfix.1", "v1.2.0-hotfix.1"],
  ] as const) {
    scenario(`marks ${marked} as latest when ${tag} follows on ${first}`, async ({ repo, onTag, write }) => {
      repo.release({ tag: first });
      await write({ "app.zip": tag });
      await onTag(tag, { files: "app.zip" });
      expect(repo.releases().find(({ id }) => id === String(repo.raw.latestId))?.tag).toBe(marked);
    });
  }

  scenario("keeps a lower version from the mark when another prefix has it", async (scene) => {
    const { repo } = scene;
    for (const tag of ["v2.0.0", "v3.0.0-rc.1", "cli/v9.0.0"]) repo.release({ tag });
    const ran = await scene.onTag("v1.9.4");
    expect(published(scene)).toMatchObject([{ tag_name: "v1.9.4", make_latest: "false" }]);
    expect(ran.log).toMatch(/::notice.*latest.*v2\.0\.0 is a higher version/);
    const draft = repo.release({ tag: "v1.9.5", draft: true });
    await scene.onTag("v1.9.5", { release_id: draft, draft: "false" });
    expect(published(scene)[1]).toMatchObject({ tag_name: "v1.9.5", make_latest: "false" });
  });

  scenario("sends the latest mark with the request that publishes, not with the draft", async (scene) => {
    scene.repo.release({ tag: "v2.0.0" });
    await scene.write({ "app.zip": "app" });
    await scene.onTag("v1.0.1", { files: "app.zip" });
    const [draft, ...rest] = scene.repo.writes().map(({ json }) => json);
    expect(draft).toMatchObject({ draft: true });
    expect(draft).not.toHaveProperty("make_latest");
    expect(rest.at(-1)).toMatchObject({ draft: false, make_latest: "false", tag_name: "v1.0.1" });
  });

  scenario("moves the latest mark of a published release only when asked, and once", async (scene) => {
    const { repo } = scene;
    const old = repo.release({ tag: "v1.0.0" });
    repo.release({ tag: "v2.0.0" });
    await scene.onTag("v1.0.0");
    expect(repo.writes()).toEqual([]);
    for (let round = 0; round < 2; round++) await scene.onTag("v1.0.0", { make_latest: "true" });
    expect(String(repo.raw.latestId)).toBe(old);
    expect(repo.writes()).toHaveLength(1);
  });

  scenario("puts generated notes behind the given ones, since the version before", async (scene) => {
    const { repo } = scene;
    for (const tag of ["v0.9.0", "v1.0.0", "v1.1.0-rc.1", "other/v1.0.5"]) repo.release({ tag });
    repo.raw.commit("Something new");
    const inputs = { body: "By hand.", generate_release_notes: "true" };
    const before = repo.requests().length;
    await scene.onTag("v1.1.0", inputs);
    expect(repo.requests().length - before).toBeLessThanOrEqual(6);
    const notes = (): string => repo.releases().find(({ tag }) => tag === "v1.1.0")?.notes ?? "";
    expect(notes()).toMatch(/^By hand\.\n\n## What's Changed\n[^]*Something new[^]*compare\/v1\.0\.0\.\.\.v1\.1\.0$/);
    const [made, writes] = [notes(), repo.writes().length];
    await scene.onTag("v1.1.0", inputs);
    expect(notes()).toBe(made);
    expect(repo.writes()).toHaveLength(writes);
  });

  scenario("starts generated notes at previous_tag, and leaves notes that are there", async (scene) => {
    const { repo } = scene;
    for (const tag of ["v0.9.0", "v1.0.0"]) repo.release({ tag });
    await scene.write({ "app.zip": "app" });
    const inputs = { generate_release_notes: "true", previous_tag: "v0.9.0", files: "app.zip" };
    await scene.onTag("v1.1.0", inputs);
    expect(repo.releases().at(-1)?.notes).toMatch(/^## What's Changed[^]*compare\/v0\.9\.0\.\.\.v1\.1\.0$/);
    repo.release({ tag: "v1.2.0", notes: "Mine" });
    repo.release({ tag: "v1.3.0" });
    await scene.onTag("v1.2.0", { generate_release_notes: "true" });
    await scene.onTag("v1.3.0", { generate_release_notes: "true" });
    expect(repo.releases().slice(-2)).toMatchObject([
      { notes: "Mine" },
      { notes: expect.stringContaining("compare/v1.2.0...v1.3.0") as string },
    ]);
  });

  scenario("starts a discussion with the request that publishes", async (scene) => {
    const { raw } = scene.repo;
    await scene.write({ "app.zip": "app" });
    const inputs = { files: "app.zip", discussion_category_name: "Announcements" };
    await scene.onTag("v1.0.0", inputs);
    expect(raw.releases[0]?.discussion?.category).toBe("Announcements");
    await scene.again("v1.0.0", inputs);
    const unknown = await scene.onTag("v1.1.0", { discussion_category_name: "Nonsense" }, { exit: 1 });
    expect(errorsOf(unknown).join(" ")).toMatch(/404.*discussion category/);
  });
}
