import { describe, expect, it } from "vitest";
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
      expect(ran.log).toContain(`::notice::${name} is called ${here} here.`);
    expect(ran.log.match(/^::notice.*is called/gm)).toHaveLength(Object.keys(given).length);
    expect(ran.log).toContain("token: the input repo_token");
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
    const notice = `${name} is called ${here} here`;
    expect([ran.code, ran.log]).toEqual([0, expect.stringContaining(notice)]);
    expect(ran.outputs.plan).toContain(here === "files" ? "a.txt" : value);
  });

  it("owner and repo, append_body, allowUpdates", async () => {
    const at = await stage(files);
    at.repo.release({ tag: "v1.0.0", notes: "before" });
    const others = { owner: "octo", repo: "app", append_body: "true", allowUpdates: "true", body: "after" };
    const ran = await at.act(others);
    expect(ran.code).toBe(0);
    expect(ran.log).toContain("owner and repo are called repository here.");
    expect(ran.log).toContain("append_body: true is called body_mode: append here.");
    expect(ran.log).toContain("allowUpdates is not needed");
    expect(at.repo.releases[0]?.body).toBe("before\n\nafter");
  });

  it("are an error beside the input's own name with another value, and none with the same", async () => {
    const at = await stage(files);
    const two = await at.act({
      tag: "v3.0.0",
      tag_name: "v1.0.0",
      files: "a.txt",
      artifacts: "b.txt",
      dry_run: "true",
    });
    expect(two.code).toBe(2);
    expect(two.log).toContain(
      "tag_name and tag are names of one input here, and their values differ. Give tag_name only.",
    );
    expect(two.log).toContain("files and artifacts are names of one input here");
    expect(at.github.requests).toEqual([]);
    const same = await at.act({ tag: "v1.0.0", tag_name: "v1.0.0", dry_run: "true" });
    expect([same.code, same.outputs.tag_name]).toEqual([0, "v1.0.0"]);
  });

  it("that are not supported are errors that name the way, all at once", async () => {
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
      expect(ran.log).toMatch(new RegExp(`${name} is not supported\\. [A-Z]`));
    expect(ran.log).toContain("append_body must be true or false, not “perhaps”.");
    expect(ran.log).toContain("owner belongs together with repo");
    expect(ran.log).toContain("allowUpdates: false is not supported");
    expect(at.github.requests).toEqual([]);
  });

  it("that are switched off are no matter", async () => {
    const at = await stage(files);
    const ran = await at.act({ skipIfReleaseExists: "false", removeArtifacts: "False", append_body: "false" });
    expect([ran.code, ran.log]).toEqual([0, expect.not.stringContaining("::warning")]);
  });

  it("and unknown ones that are near, or files or notes elsewhere, are errors before a request", async () => {
    const at = await stage(files);
    const ran = await at.act({
      flies: "dist/*",
      "tag-name": "v1",
      "release-dir": "dist",
      "release notes": "x",
      shell: "x",
    });
    expect([ran.code, at.github.requests]).toEqual([2, []]);
    for (const line of [
      "Unknown input flies; did you mean files?",
      "Unknown input tag-name; did you mean tag_name?",
      "Unknown input release-dir: what other actions call this is files here.",
      "Unknown input release_notes: what other actions call this is body here.",
    ])
      expect(ran.log).toContain(`- ${line}`);
    expect(ran.log).toContain("::warning::Unknown input shell: nothing is done with it.");
  });

  it("and any other is one warning for all", async () => {
    const at = await stage(files);
    const ran = await at.act({ zzzzzz: "1", timeout_minutes: "5", max_attempts: "3", command: "publish", unset: "" });
    expect([ran.code, ran.log.match(/^::warning::.*$/gm)]).toEqual([
      0,
      ["::warning::Unknown inputs zzzzzz, timeout_minutes, max_attempts: nothing is done with them."],
    ]);
  });

  it("outside of a step of ours nothing unknown is more than that", async () => {
    const at = await stage(files);
    const ran = await at.type(["--tag-name", "v1.0.0"], { INPUT_FLIES: "x", INPUT_COMMAND: "make", INPUT_ASSETS: "y" });
    expect([ran.code, ran.log.match(/^warning: .*$/gm)]).toEqual([0, [expect.stringContaining("INPUT_FLIES")]]);
  });

  it("of a plugin elsewhere are left alone, with one notice", async () => {
    const at = await stage(files);
    const env = { PLUGIN_NAME: "my-plugin", PLUGIN_DRAFT: "true", PLUGIN_FLIES: "x" };
    const ran = await at.act({}, env);
    expect([ran.code, ran.log.match(/PLUGIN_/g)]).toEqual([0, ["PLUGIN_", "PLUGIN_"]]);
    expect(at.repo.releases).toMatchObject([{ name: "v1.0.0", draft: false }]);
  });

  it("are named in the log with their doors, and values that anybody may read", async () => {
    const at = await stage(files);
    const ran = await at.act({ files: "a.txt", name: "A title", draft: "true", bodyFile: "notes.md" });
    expect(ran.log).toContain("inputs: files, name, draft, retry_delay (with:), body_path (with: bodyFile)\n");
    expect(ran.log).toContain("their values: draft: true, retry_delay: 0.01\n");
  });
});
