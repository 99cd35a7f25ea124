import { describe, expect, it } from "@jest/globals";
import { stage } from "./stage";

const files = { "a.txt": "alpha", "b.txt": "beta", "c.txt": "gamma", "notes.md": "from a file" };

describe("inputs of other actions", () => {
  it("are accepted with a notice that names the input here", async () => {
    const at = await stage(files, {});
    at.repo.release({ tag: "v1.5.0", assets: [{ name: "a.txt", content: "other" }] });
    const given: Readonly<Record<string, readonly [string, string]>> = {
      tag: ["v2.0.0", "tag_name"],
      artifacts: ["a.txt", "files"],
      bodyFile: ["notes.md", "body_path"],
      commit: [at.repo.head(), "target_commitish"],
      repo_token: [at.github.token, "token"],
      release_name: ["Two", "name"],
      makeLatest: ["false", "make_latest"],
      discussionCategory: ["General", "discussion_category_name"],
      generateReleaseNotes: ["true", "generate_release_notes"],
      generateReleaseNotesPreviousTag: ["v1.5.0", "previous_tag"],
      replacesArtifacts: ["false", "overwrite_files"],
      artifactErrorsFailBuild: ["true", "fail_on_unmatched_files"],
      repo_name: ["octo/app", "repository"],
    };
    const values = Object.fromEntries(Object.entries(given).map(([name, [value]]) => [name, value]));
    const ran = await at.act({ ...values, job_token: "" });
    expect(ran.code).toBe(0);
    for (const [name, [, here]] of Object.entries(given))
      expect(ran.log).toContain(`INPUT_${name.toUpperCase()} is called ${here} here.`);
    expect(ran.log.match(/^::notice.*is called/gm)).toHaveLength(Object.keys(given).length);
    expect(ran.log).toContain("token: INPUT_REPO_TOKEN");
    expect(at.repo.releases[1]).toMatchObject({ tagName: "v2.0.0", name: "Two", assets: [{ name: "a.txt" }] });
    expect(at.github.requests.find(({ path }) => path.endsWith("/generate-notes"))?.json).toMatchObject({
      previous_tag_name: "v1.5.0",
    });
    expect(
      at.github.requests.find(({ json }) => json !== undefined && "make_latest" in (json as object))?.json,
    ).toMatchObject({
      make_latest: "false",
      target_commitish: at.repo.head(),
    });
  });

  it.each([
    ["artifact", "a.txt", "files"],
    ["file", "a.txt", "files"],
    ["target_commit", "main", "target_commitish"],
    ["commitish", "main", "target_commitish"],
  ])("%s is one, too", async (name, value, here) => {
    const at = await stage(files);
    const ran = await at.act({ tag_name: "v9.0.0", dry_run: "true", [name]: value });
    const notice = `INPUT_${name.toUpperCase()} is called ${here} here`;
    expect([ran.code, ran.log]).toEqual([0, expect.stringContaining(notice)]);
    expect(ran.outputs.plan).toContain(here === "files" ? "a.txt" : value);
  });

  it("owner and repo, append_body, allowUpdates", async () => {
    const at = await stage(files);
    at.repo.release({ tag: "v1.0.0", body: "before" });
    const others = { owner: "octo", repo: "app", append_body: "true", allowUpdates: "true", body: "after" };
    const ran = await at.act(others);
    expect(ran.code).toBe(0);
    expect(ran.log).toContain("INPUT_OWNER and INPUT_REPO are called repository here.");
    expect(ran.log).toContain("INPUT_APPEND_BODY: true is called body_mode: append here.");
    expect(ran.log).toContain("INPUT_ALLOWUPDATES is not needed");
    expect(at.repo.releases[0]?.body).toBe("before\n\nafter");
  });

  it("lose against the input's own name", async () => {
    const at = await stage(files);
    const ran = await at.act({
      tag: "v3.0.0",
      tag_name: "v1.0.0",
      dry_run: "true",
      commitish: "x",
      target_commitish: "y",
    });
    expect([ran.code, ran.outputs.tag_name]).toEqual([0, "v1.0.0"]);
  });

  it("that have no equal are errors that name the way, all at once", async () => {
    const at = await stage(files);
    const none = ["skipIfReleaseExists", "updateOnlyUnreleased", "omitBody", "omitBodyDuringUpdate", "omitName"];
    const more = ["omitNameDuringUpdate", "omitDraftDuringUpdate", "omitPrereleaseDuringUpdate", "removeArtifacts"];
    const given = Object.fromEntries([...none, ...more].map((name) => [name, "true"]));
    const ran = await at.act({
      ...given,
      asset_name: "x",
      append_body: "perhaps",
      owner: "octo",
      allowUpdates: "false",
    });
    expect(ran.code).toBe(2);
    for (const name of [...none, ...more, "asset_name"])
      expect(ran.log).toMatch(new RegExp(`INPUT_${name.toUpperCase()} has no equal here\\. [A-Z]`));
    expect(ran.log).toContain("INPUT_APPEND_BODY must be true or false, not “perhaps”.");
    expect(ran.log).toContain("INPUT_OWNER and INPUT_REPO belong together");
    expect(ran.log).toContain("INPUT_ALLOWUPDATES: false has no equal here");
    expect(at.github.requests).toEqual([]);
  });

  it("that are switched off are no matter", async () => {
    const at = await stage(files);
    const ran = await at.act({ skipIfReleaseExists: "false", removeArtifacts: "False", append_body: "false" });
    expect([ran.code, ran.log]).toEqual([0, expect.not.stringContaining("::warning")]);
  });

  it("and unknown ones are a warning with the nearest name", async () => {
    const at = await stage(files);
    const ran = await at.act({ tag_nam: "v1", "tag-name": "v1", zzzzzz: "1", unset: "" }, { PLUGIN_FILS: "x" });
    expect(ran.code).toBe(0);
    expect(ran.log).toContain("::warning::Unknown input INPUT_TAG_NAM; did you mean INPUT_TAG_NAME?");
    expect(ran.log).toContain("::warning::Unknown input INPUT_TAG-NAME; did you mean INPUT_TAG_NAME?");
    expect(ran.log).toContain("::warning::Unknown input PLUGIN_FILS; did you mean PLUGIN_FILES?");
    expect(ran.log).toMatch(/::warning::Unknown input INPUT_ZZZZZZ\.$/m);
    expect(ran.log).not.toContain("INPUT_UNSET");
  });
});
