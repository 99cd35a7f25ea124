import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { limits } from "../../../sandbox/gitlab";
import { errorsOf, noticesOf } from "../contract/scene";
import type { GitLabStage } from "./subject";

/** Tokens, protected tags, milestones, notes, and how the job hands on what it did. */
export function rights({ scenario }: GitLabStage): void {
  scenario("explains a protected tag", async (scene) => {
    scene.raw.rules.protectedTags = [{ pattern: "v*", role: "maintainer" }];
    scene.raw.tag("v1.0.0");
    const ran = await scene.onTag("v1.0.0", {}, { exit: 1 });
    expect(errorsOf(ran).join(" ")).toMatch(/protected.*Protected tags/i);
  });

  scenario("explains a job token that another project does not let in", async (scene) => {
    const other = scene.sandbox.repository(`${scene.raw.path}-other`, { private: true });
    const inputs = { repository: other.path, tag_name: "v1.0.0", target_commitish: "main" };
    const ran = await scene.onTag("v1.0.0", inputs, { exit: 1 });
    expect(errorsOf(ran).join(" ")).toMatch(/allow-list/);
  });

  scenario("sets milestones, and tells one that is not there", async (scene) => {
    scene.raw.milestones.push("1.0", "2.0");
    await scene.onTag("v1.0.0", { milestones: "1.0" });
    expect(scene.raw.releases[0]?.milestones).toEqual(["1.0"]);
    await scene.onTag("v1.0.0", { milestones: "1.0\n2.0" });
    expect(scene.raw.releases[0]?.milestones).toEqual(["1.0", "2.0"]);
    await scene.again("v1.0.0", { milestones: "2.0\n1.0" });
    const ran = await scene.onTag("v2.0.0", { milestones: "3.0" }, { exit: 1 });
    expect(errorsOf(ran).join(" ")).toMatch(/3\.0.*[Mm]ilestone/);
  });

  scenario("makes an annotated tag with tag_message", async (scene) => {
    await scene.onBranch({ tag_name: "v1.0.0", target_commitish: "main", tag_message: "One" });
    expect(scene.raw.tags.get("v1.0.0")?.message).toBe("One");
  });

  scenario("says so when notes cannot be generated, and goes on", async (scene) => {
    scene.raw.rules.changelog = 403;
    const ran = await scene.onTag("v1.0.0", { generate_release_notes: "true" });
    expect(noticesOf(ran).join(" ")).toContain("generate_release_notes");
    expect(scene.only()).toMatchObject({ tag: "v1.0.0" });
  });

  scenario("refuses a release_id of another tag", async (scene) => {
    const ran = await scene.onTag("v1.0.0", { release_id: "v2.0.0" }, { exit: 2 });
    expect(errorsOf(ran).join(" ")).toContain("v2.0.0");
    expect(scene.repo.writes()).toEqual([]);
  });

  scenario(
    "takes no release_id for a tag that is none, and makes no release of one that is not there",
    async (scene) => {
      for (const release_id of ["../v1", "v1..2", "HEAD", "v7.7.7"]) {
        const ran = await scene.onBranch({ release_id }, { exit: 2 });
        expect(errorsOf(ran).join(" ")).toContain(release_id);
      }
      expect(scene.repo.writes()).toEqual([]);
    },
  );

  for (const [form, fault] of [
    ["text", limits.throttled(0)],
    ["JSON", limits.limited(0)],
  ] as const) {
    scenario(`waits for a rate limit that is told as ${form}`, async (scene) => {
      const path = new RegExp(`/projects/${scene.raw.id}/releases$`);
      const struck = scene.sandbox.faults.add({ method: "POST", path, do: fault });
      const ran = await scene.onTag("v1.0.0");
      expect(struck.hits()).toBe(1);
      expect(ran.log).toContain("rate limited (429)");
      expect(scene.only()).toMatchObject({ tag: "v1.0.0" });
    });
  }

  scenario("hands the result on as dotenv, and speaks in sections, without commands of others", async (scene) => {
    await scene.write({ "app.zip": "app" });
    const ran = await scene.onTag("v1.0.0", { files: "app.zip", name: "One\nTwo", body: "A\n::error::B" });
    const text = await readFile(join(scene.workspace.folder, "forge-release.env"), "utf8");
    expect(text).toMatch(/^RELEASE_ID=v1\.0\.0$/m);
    expect(text).toMatch(/^RELEASE_URL=http.*\/-\/releases\/v1\.0\.0$/m);
    expect(text).toMatch(/^RELEASE_CREATED=true$/m);
    for (const line of text.trimEnd().split("\n")) expect(line).toMatch(/^[A-Z][A-Z0-9_]*=[^\r\n]+$/);
    // eslint-disable-next-line no-control-regex -- the frames of GitLab's sections are made of them
    expect(ran.stdout).toMatch(/\x1b\[0Ksection_start:\d+:[\w.-]+\r\x1b\[0KPublishing v1\.0\.0/);
    // eslint-disable-next-line no-control-regex -- likewise
    expect(ran.stdout).toMatch(/\x1b\[0Ksection_end:\d+:[\w.-]+\r\x1b\[0K/);
    expect(ran.stdout).not.toMatch(/^::/m);
  });

  scenario("tells a project that was moved", async (scene) => {
    const former = scene.raw.path;
    scene.raw.rename(`${former}-moved`);
    const inputs = { repository: former, tag_name: "v1.0.0", target_commitish: "main" };
    const elsewhere = { CI_PROJECT_ID: undefined, CI_PROJECT_PATH: `${former}-x` };
    const ran = await scene.onTag("v1.0.0", { ...inputs, token: scene.sandbox.token }, { exit: 1, env: elsewhere });
    expect(errorsOf(ran).join(" ")).toMatch(/moved/);
  });
}

/** Notes of the server, with a token that may ask for them. */
export function generatedNotes({ scenario }: GitLabStage): void {
  scenario("says that previous_tag is not there, before any write", async (scene) => {
    const inputs = { generate_release_notes: "true", previous_tag: "v0.0.9" };
    const ran = await scene.onTag("v1.0.0", inputs, { exit: 2 });
    expect(errorsOf(ran).join(" ")).toMatch(/since v0\.0\.9: the server knows no such tag.*previous_tag/i);
    expect(scene.repo.writes()).toEqual([]);
  });

  scenario("generates notes from the changelog, behind the given ones", async (scene) => {
    scene.raw.release({ tag: "v0.9.0" });
    scene.raw.commit("Add more\n\nChangelog: added");
    await scene.onTag("v1.0.0", {
      generate_release_notes: "true",
      body: "Mine",
      notes_config: ".gitlab/notes.yml",
    });
    const asked = scene.repo.requests().find(({ path }) => path.endsWith("/repository/changelog"));
    expect(asked?.query).toMatchObject({ config_file: ".gitlab/notes.yml" });
    const release = scene.repo.releases().find(({ tag }) => tag === "v1.0.0");
    expect(release?.notes).toMatch(/^Mine\n\n[\s\S]*Add more/);
    expect(release?.notes).not.toMatch(/^## /m);
  });

  scenario("lists the commits where the changelog has nothing to say", async (scene) => {
    scene.raw.release({ tag: "v0.9.0" });
    scene.raw.commit("Plain commit");
    await scene.onTag("v1.0.0", { generate_release_notes: "true" });
    const release = scene.repo.releases().find(({ tag }) => tag === "v1.0.0");
    expect(release?.notes).toMatch(
      /^### Changes\n\n- Plain commit \(\[`[0-9a-f]{7}`\]\(<http.*\/-\/commit\/[0-9a-f]{40}>\)\)/m,
    );
  });
}
