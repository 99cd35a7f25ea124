import { describe, expect, it } from "vitest";

import { ALIASES, ALWAYS, UNSUPPORTED } from "../../../src/request/entries/aliases";
import type { Env } from "../../../src/ci/ci";
import { type Entries, readEntries } from "../../../src/request/entries/entries";
import { INPUT_LIST, isInputName } from "../../../src/request/inputs";
import { plugin, shell, step, valuesOf } from "./stage";

describe("INPUT_ and PLUGIN_", () => {
  it.each(INPUT_LIST.map(([name]) => name))("%s comes through both", (name) => {
    for (const prefix of ["INPUT_", "PLUGIN_"]) {
      const told = plugin({ [prefix + name.toUpperCase()]: "x" });
      expect(valuesOf(told)).toEqual({ [name]: "x" });
      expect([told.problems, told.notices, told.warnings]).toEqual([[], [], []]);
    }
  });

  it("are called as they were written", () => {
    const source = (told: Entries): unknown => told.given.get("draft")?.source;
    expect(source(shell({ INPUT_DRAFT: "x" }))).toBe("INPUT_DRAFT");
    expect(source(step({ INPUT_DRAFT: "x" }))).toBe("draft");
    expect(source(plugin({ PLUGIN_DRAFT: "x" }))).toBe("draft");
    expect(source(step({ INPUT_BODYFILE: "x" }))).toBe(undefined);
    expect(step({ INPUT_BODYFILE: "x" }).given.get("body_path")?.source).toBe("bodyFile");
  });

  it("advise in the words of the place", () => {
    const said = ({ names }: Entries): string[] => [names.of("draft"), names.set("draft", "true")];
    expect(said(step({}))).toEqual(["draft", "draft: true"]);
    expect(said(shell({ INPUT_TAG_NAME: "v1" }))).toEqual(["INPUT_DRAFT", "INPUT_DRAFT=true"]);
    expect(said(plugin({ PLUGIN_TAG_NAME: "v1" }))).toEqual(["draft", "draft: true"]);
    expect(said(shell({}))).toEqual(["--draft", "--draft"]);
    expect(said(readEntries(["--tag-name=v1"], { INPUT_NAME: "x" }))).toEqual(["--draft", "--draft"]);
  });

  it("settings are left alone where the CI has no plugins, with one notice", () => {
    const told = shell({ PLUGIN_NAME: "my-plugin", PLUGIN_FILES: "x", PLUGIN_DIR: "y", PLUGIN_DRAFT: "" });
    expect([valuesOf(told), told.problems, told.warnings]).toEqual([{}, [], []]);
    expect(told.notices).toEqual([expect.stringMatching(/^PLUGIN_NAME, PLUGIN_FILES are left alone: .*Woodpecker/)]);
    expect(shell({ PLUGIN_DIR: "y" }).notices).toEqual([]);
  });
});

describe("unknown names", () => {
  it.each<[string, string]>([
    ["INPUT_NOPE", "Unknown input INPUT_NOPE: nothing is done with it."],
    ["INPUT_TAGNAME", "Unknown input INPUT_TAGNAME (did you mean INPUT_TAG_NAME?): nothing is done with it."],
    ["INPUT_TAG-NAME", "Unknown input INPUT_TAG-NAME (did you mean INPUT_TAG_NAME?): nothing is done with it."],
    ["INPUT_RELEASE-DIR", "Unknown input INPUT_RELEASE-DIR (did you mean INPUT_FILES?): nothing is done with it."],
    ["INPUT_CONSTRUCTOR", "Unknown input INPUT_CONSTRUCTOR: nothing is done with it."],
    ["INPUT___PROTO__", "Unknown input INPUT___PROTO__: nothing is done with it."],
    ["INPUT_COMMAND", "Unknown input INPUT_COMMAND (read only in the step of an action): nothing is done with it."],
  ])("%s is a warning in a shell", (variable, warning) => {
    const told = shell({ [variable]: "x" });
    expect(told.warnings).toEqual([warning]);
    expect([told.problems, told.notices, told.given.size]).toEqual([[], [], 0]);
  });

  it.each<[string, string]>([
    ["flies", "files"],
    ["fiels", "files"],
    ["file-s", "files"],
    ["artifcats", "files"],
    ["artefacts", "files"],
    ["tag-name", "tag_name"],
    ["tagname", "tag_name"],
    ["pre_release", "prerelease"],
    ["pre-release", "prerelease"],
    ["drafts", "draft"],
    ["bodypath", "body_path"],
    ["body_pth", "body_path"],
    ["nmae", "name"],
    ["tokens", "token"],
    ["working-directory", "working_directory"],
    ["fail-on-unmatched-files", "fail_on_unmatched_files"],
    ["bodyfiles", "body_path"],
  ])("%s is an error in a step of ours: %s was meant", (name, own) => {
    expect(step({ [`INPUT_${name.toUpperCase()}`]: "x" })).toMatchObject({
      problems: [`Unknown input ${name}; did you mean ${own}?`],
      warnings: [],
    });
  });

  it.each<[string, string]>([
    ["release-dir", "files"],
    ["assets", "files"],
    ["asset_path", "files"],
    ["asset paths", "files"],
    ["attachments", "files"],
    ["upload", "files"],
    ["uploads", "files"],
    ["path", "files"],
    ["glob", "files"],
    ["binaries", "files"],
    ["release-notes", "body"],
    ["release_notes", "body"],
    ["releasenotes", "body"],
    ["notes", "body"],
    ["description", "body"],
    ["changelog", "body"],
    ["release_notes_file", "body_path"],
    ["notes-file", "body_path"],
    ["changelog-file", "changelog_path"],
  ])("%s is an error in a step of ours: it is %s here", (name, own) => {
    const variable = `INPUT_${name.replaceAll(" ", "_").toUpperCase()}`;
    const { problems, warnings } = step({ [variable]: "dist" });
    expect(problems).toEqual([expect.stringMatching(new RegExp(`^Unknown input .* is ${own} here\\.$`))]);
    expect(warnings).toEqual([]);
    expect(step({ [variable]: "" }).problems).toEqual([]);
  });

  it("of what runs a step again, and others that are near by chance, are one warning", () => {
    const names = ["TIMEOUT_MINUTES", "MAX_ATTEMPTS", "RETRY_WAIT_SECONDS", "SHELL", "RETRY_ON", "CONTINUE_ON_ERROR"];
    const more = ["FORCE", "FILTER", "NODE", "TITLE", "WITH", "ATTEMPT_LIMIT"];
    const env = Object.fromEntries([...names, ...more].map((name) => [`INPUT_${name}`, "x"]));
    for (const told of [step(env), shell({ ...env, INPUT_COMMAND: "make" })]) {
      expect(told.problems).toEqual([]);
      expect(told.warnings).toEqual([
        expect.stringMatching(/^Unknown inputs .*shell.*: nothing is done with them\.$/i),
      ]);
    }
  });

  it("are no more than twenty in the warning", () => {
    const env = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`INPUT_ZZZZ_${at}`, "x"]));
    expect(shell(env).warnings).toEqual([expect.stringMatching(/ and 480 more: nothing/)]);
  });

  it("of settings are errors where they are near, and else in the same warning", () => {
    expect(plugin({ PLUGIN_FLIES: "dist/*" }).problems).toEqual(["Unknown input flies; did you mean files?"]);
    expect(plugin({ PLUGIN_RELEASE_NAME: "x" }).problems).toHaveLength(1);
    const told = plugin({ PLUGIN_LOG_LEVEL: "x", INPUT_NOPE: "y" });
    expect([told.problems, told.warnings]).toEqual([[], [expect.stringContaining("INPUT_NOPE, log_level")]]);
  });

  it("that only a step of ours can have been given mean something there, and nothing elsewhere", () => {
    const taken = step({ INPUT_BRANCH: "main" });
    expect([taken.notices, valuesOf(taken)]).toEqual([
      ["branch is called target_commitish here."],
      { target_commitish: "main" },
    ]);
    const foreign: readonly (readonly [string, string, RegExp])[] = [
      ["UPLOAD_URL", "https://uploads.example.com/7/assets", /found by tag_name, or by release_id/],
      ["MD5SUM", "true", /Give checksums: SHA256SUMS/],
      ["SHA256SUM", "True", /Give checksums: SHA256SUMS/],
      ["DIRECTION", "upload", /files with dist\/release\/\*/],
      ["GPG-PRIVATE-KEY", "-----BEGIN", /name the signatures in files/],
      ["OVERRIDE", "true", /updated/],
      ["RELEASE-NOTES-ASSISTANT", "true", /Give generate_release_notes: true/],
      ["HIDE-ARCHIVE-LINK", "true", /page/],
      ["SKIP-ASSETS", "true", /Leave files out/],
      ["DOWNLOAD-LATEST", "true", /command: download/],
    ];
    for (const [name, value, way] of foreign) {
      expect(step({ [`INPUT_${name}`]: value }).problems).toEqual([expect.stringMatching(/ is not supported\. [A-Z]/)]);
      expect(step({ [`INPUT_${name}`]: value }).problems[0]).toMatch(way);
      expect(step({ [`INPUT_${name}`]: "false" }).problems).toEqual([]);
      expect(shell({ [`INPUT_${name}`]: value }).problems).toEqual([]);
    }
    expect(valuesOf(shell({ INPUT_BRANCH: "main" }))).toEqual({});
  });

  it("of plugins for releases on Gitea are taken or answered as settings, and no inputs", () => {
    const names = { API_KEY: "abcdefgh", BASE_URL: "https://git.example.com", TITLE: "One" };
    const settings = Object.fromEntries(Object.entries(names).map(([name, value]) => [`PLUGIN_${name}`, value]));
    const told = plugin(settings);
    expect(told.notices).toEqual([
      "api_key is called token here.",
      "base_url is called server_url here.",
      "title is called name here.",
    ]);
    expect(valuesOf(told)).toEqual({ token: "abcdefgh", server_url: "https://git.example.com", name: "One" });
    expect(valuesOf(step({ INPUT_API_KEY: "x", INPUT_TITLE: "x" }))).toEqual({});
    const refused = {
      NOTE: "CHANGELOG.md",
      FILE_EXISTS: "skip",
      FILE_EXIST: "fail",
      CHECKSUM: "sha256",
      INSECURE: "true",
    };
    const env = Object.fromEntries(Object.entries(refused).map(([name, value]) => [`PLUGIN_${name}`, value]));
    const { problems } = plugin(env);
    expect(problems).toHaveLength(5);
    for (const problem of problems) expect(problem).toMatch(/ is not supported\. [A-Z]/);
    expect(plugin({ PLUGIN_FILE_EXISTS: "overwrite" })).toMatchObject({
      problems: [],
      notices: ["file_exists is not needed: that is so anyway."],
    });
    expect(plugin({ PLUGIN_TITLE: "a", PLUGIN_NAME: "b" }).problems).toEqual([expect.stringMatching(/values differ/)]);
  });

  it("that are empty or false are no matter", () => {
    expect(step({ INPUT_NOPE: "" }).warnings).toEqual([]);
    expect(step({ INPUT_UPLOAD: "false" }).problems).toEqual([]);
  });
});

describe("the input command", () => {
  it("is publish, in a step of ours", () => {
    expect(step({ INPUT_COMMAND: "publish" })).toMatchObject({ problems: [], warnings: [] });
    expect(step({ INPUT_COMMAND: "create" }).problems).toEqual([
      expect.stringContaining("publish creates the release"),
    ]);
    expect(step({ INPUT_COMMAND: "rm -rf x" }).problems).toEqual([
      expect.stringMatching(/^command must be one of publish, list, .*, not “rm -rf x”\.$/),
    ]);
  });
});

/** As the contract lists them. */
const LISTED: readonly (readonly [string, string])[] = [
  ["tag", "tag_name"],
  ["artifacts", "files"],
  ["artifact", "files"],
  ["file", "files"],
  ["bodyFile", "body_path"],
  ["commit", "target_commitish"],
  ["target_commit", "target_commitish"],
  ["commitish", "target_commitish"],
  ["repo_token", "token"],
  ["release_name", "name"],
  ["makeLatest", "make_latest"],
  ["discussionCategory", "discussion_category_name"],
  ["generateReleaseNotes", "generate_release_notes"],
  ["generateReleaseNotesPreviousTag", "previous_tag"],
  ["replacesArtifacts", "overwrite_files"],
  ["artifactErrorsFailBuild", "fail_on_unmatched_files"],
  ["repo_name", "repository"],
];

describe("inputs of other actions", () => {
  it.each(LISTED)("%s is %s, with a notice", (name, own) => {
    const variable = `INPUT_${name.toUpperCase()}`;
    const told = shell({ [variable]: "x" });
    expect(valuesOf(told)).toEqual({ [own]: "x" });
    expect(told.notices).toEqual([`${variable} is called INPUT_${own.toUpperCase()} here.`]);
    expect(step({ [variable]: "x" }).notices).toEqual([`${name} is called ${own} here.`]);
    expect([told.problems, told.warnings]).toEqual([[], []]);
  });

  it("are no others than those, and lead to inputs that there are", () => {
    expect([...ALIASES].sort()).toEqual([...LISTED].sort());
    for (const own of ALIASES.values()) expect(isInputName(own)).toBe(true);
    for (const name of [ALIASES, ALWAYS, UNSUPPORTED].flatMap((table) => [...table.keys()]))
      expect(isInputName(name)).toBe(false);
  });

  it.each<[Env, RegExp]>([
    [
      { INPUT_TAG: "v1", INPUT_TAG_NAME: "v2" },
      /^tag_name and tag are names of one input here, and their values differ/,
    ],
    [{ INPUT_TAG_NAME: "v2", INPUT_TAG: "v1" }, /^tag_name and tag are names/],
    [{ INPUT_FILES: "a", INPUT_ARTIFACTS: "b" }, /^files and artifacts are names.* Give files only\.$/],
    [{ INPUT_ARTIFACT: "a", INPUT_ARTIFACTS: "b" }, /^artifact and artifacts are names/],
    [{ INPUT_BODY_PATH: "a", INPUT_BODYFILE: "b" }, /^body_path and bodyFile/],
    [{ INPUT_OVERWRITE_FILES: "true", INPUT_REPLACESARTIFACTS: "false" }, /^overwrite_files and replacesArtifacts/],
    [{ INPUT_APPEND_BODY: "true", INPUT_BODY_MODE: "keep" }, /^body_mode and append_body/],
    [{ INPUT_OWNER: "me", INPUT_REPO: "app", INPUT_REPOSITORY: "o/r" }, /^repository and owner and repo are names/],
  ])("are an error beside another name with another value: %j", (env, problem) => {
    const { problems } = step(env);
    expect(problems).toEqual([expect.stringMatching(problem)]);
  });

  it.each<Env>([
    { INPUT_TAG: "v1", INPUT_TAG_NAME: " v1 " },
    { INPUT_FILES: "a\nb", INPUT_ARTIFACTS: "a\r\nb\n" },
    { INPUT_REPLACESARTIFACTS: "true", INPUT_OVERWRITE_FILES: "True" },
    { INPUT_APPEND_BODY: "true", INPUT_BODY_MODE: "append" },
    { INPUT_OWNER: "me", INPUT_REPO: "app", INPUT_REPOSITORY: "me/app" },
  ])("are no matter beside another name with the same value: %j", (env) => {
    expect(step(env).problems).toEqual([]);
  });

  it("are no flags", () => {
    expect(readEntries(["--release-name", "x"], {}).problems).toHaveLength(1);
  });

  it.each<[Env, Record<string, string>, number]>([
    [{ INPUT_OWNER: "me", INPUT_REPO: "app" }, { repository: "me/app" }, 0],
    [{ INPUT_REPO: "me/app" }, { repository: "me/app" }, 0],
    [{ INPUT_OWNER: "me" }, {}, 1],
    [{ INPUT_REPO: "app" }, {}, 1],
    [{ INPUT_APPEND_BODY: "true" }, { body_mode: "append" }, 0],
    [{ INPUT_APPEND_BODY: "True" }, { body_mode: "append" }, 0],
    [{ INPUT_APPEND_BODY: "false" }, {}, 0],
    [{ INPUT_APPEND_BODY: "false", INPUT_BODY_MODE: "keep" }, { body_mode: "keep" }, 0],
    [{ INPUT_ALLOWUPDATES: "true" }, {}, 0],
    [{ INPUT_ALLOWUPDATES: "false" }, {}, 1],
  ])("%j", (env, expected, problems) => {
    const told = shell(env);
    expect(valuesOf(told)).toEqual(expected);
    expect(told.problems).toHaveLength(problems);
    expect(told.warnings).toEqual([]);
  });

  it("append_body takes only true and false", () => {
    expect(shell({ INPUT_APPEND_BODY: "yes" }).problems).toHaveLength(1);
  });

  it.each<[string, string, string, number]>([
    ["asset_name", "app.zip", "dist/app.zip", 0],
    ["asset_name", "app.zip", "dist\\app.zip", 0],
    ["asset_name", "other.zip", "dist/app.zip", 1],
    ["asset_name", "app.zip", "dist/*.zip", 1],
    ["asset_name", "app.zip", "dist/app.zip\nb", 1],
    ["artifactContentType", "raw", "dist/*", 0],
    ["artifactContentType", "application/zip", "dist/app.zip", 0],
    ["artifactContentType", "text/plain", "dist/app.zip", 1],
    ["asset_content_type", "application/zip", "dist/app.zip", 0],
    ["asset_content_type", "image/png", "dist/app.zip", 1],
  ])("%s: %s beside %j: %i problems", (name, value, files, problems) => {
    const told = step({ [`INPUT_${name.toUpperCase()}`]: value, INPUT_FILES: files });
    expect(told.problems).toHaveLength(problems);
    expect(told.notices).toHaveLength(1 - problems);
  });

  it.each([
    "skipIfReleaseExists",
    "updateOnlyUnreleased",
    "omitBody",
    "omitBodyDuringUpdate",
    "omitName",
    "omitNameDuringUpdate",
    "omitDraftDuringUpdate",
    "omitPrereleaseDuringUpdate",
    "removeArtifacts",
    "asset_name",
  ])("%s is not supported: an error that names the way to do it here", (name) => {
    const variable = `INPUT_${name.toUpperCase()}`;
    const says = (word: string): unknown => [expect.stringMatching(new RegExp(`^${word} is not supported\\. .{20,}`))];
    expect(shell({ [variable]: "true" }).problems).toEqual(says(variable));
    expect(step({ [variable]: "true" }).problems).toEqual(says(name));
    expect(shell({ [variable]: "false" }).problems).toEqual([]);
    expect(shell({ [variable]: "" }).problems).toEqual([]);
  });
});
