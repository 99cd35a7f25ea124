import { describe, expect, it } from "@jest/globals";

import { ALIASES, OWN_WAY, WITHOUT_EQUAL } from "../../src/request/aliases";
import { type DoorsRead, type Env, readDoors } from "../../src/request/doors";
import { INPUT_LIST, isInputName } from "../../src/request/inputs";

const read = (env: Env): DoorsRead => readDoors([], env);
const values = ({ given }: DoorsRead): Record<string, string> =>
  Object.fromEntries([...given].map(([name, { value }]) => [name, value]));

describe("INPUT_ and PLUGIN_", () => {
  it.each(INPUT_LIST.map(([name]) => name))("%s comes through both", (name) => {
    for (const prefix of ["INPUT_", "PLUGIN_"]) {
      const told = read({ [prefix + name.toUpperCase()]: "x" });
      expect(values(told)).toEqual({ [name]: "x" });
      expect([told.problems, told.notices, told.warnings]).toEqual([[], [], []]);
    }
  });

  it.each<[string, RegExp]>([
    ["INPUT_NOPE", /^Unknown input INPUT_NOPE\.$/],
    ["INPUT_TAGNAME", /did you mean INPUT_TAG_NAME\?$/],
    ["INPUT_TAG-NAME", /did you mean INPUT_TAG_NAME\?$/],
    ["INPUT_PRE_RELEASE", /did you mean INPUT_PRERELEASE\?/],
    ["PLUGIN_TAGNAME", /did you mean PLUGIN_TAG_NAME\?/],
    ["INPUT_CONSTRUCTOR", /^Unknown input INPUT_CONSTRUCTOR\.$/],
    ["INPUT___PROTO__", /^Unknown input INPUT___PROTO__\.$/],
  ])("%s is a warning", (variable, warning) => {
    const told = read({ [variable]: "x" });
    expect(told.warnings).toEqual([expect.stringMatching(warning)]);
    expect(told.problems).toEqual([]);
    expect(told.given.size).toBe(0);
  });

  it("says nothing of an unknown input that is empty", () => {
    expect(read({ INPUT_NOPE: "" }).warnings).toEqual([]);
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
    const told = read({ [variable]: "x" });
    expect(values(told)).toEqual({ [own]: "x" });
    expect(told.notices).toEqual([`${variable} is called ${own} here.`]);
    expect([told.problems, told.warnings]).toEqual([[], []]);
  });

  it("are no others than those, and lead to inputs that there are", () => {
    expect(Object.entries(ALIASES).sort()).toEqual(LISTED.map(([name, own]) => [name.toLowerCase(), own]).sort());
    for (const own of Object.values(ALIASES)) expect(isInputName(own)).toBe(true);
    for (const name of [ALIASES, OWN_WAY, WITHOUT_EQUAL].flatMap(Object.keys)) expect(isInputName(name)).toBe(false);
  });

  it.each([[{ INPUT_TAG: "alias", INPUT_TAG_NAME: "own" }], [{ INPUT_TAG_NAME: "own", INPUT_TAG: "alias" }]])(
    "give way to our own name, whatever the order: %j",
    (env) => {
      expect(values(read(env))).toEqual({ tag_name: "own" });
    },
  );

  it("are neither flags nor plugin settings", () => {
    expect(readDoors(["--release-name", "x"], {}).problems).toHaveLength(1);
    expect(read({ PLUGIN_RELEASE_NAME: "x" }).warnings).toHaveLength(1);
  });

  it.each<[Env, Record<string, string>, number]>([
    [{ INPUT_OWNER: "me", INPUT_REPO: "app" }, { repository: "me/app" }, 0],
    [{ INPUT_OWNER: " me ", INPUT_REPO: "app", INPUT_REPOSITORY: "o/r" }, { repository: "o/r" }, 0],
    [{ INPUT_OWNER: "me" }, {}, 1],
    [{ INPUT_REPO: "app" }, {}, 1],
    [{ INPUT_APPEND_BODY: "true" }, { body_mode: "append" }, 0],
    [{ INPUT_APPEND_BODY: "True" }, { body_mode: "append" }, 0],
    [{ INPUT_APPEND_BODY: "false" }, {}, 0],
    [{ INPUT_APPEND_BODY: "true", INPUT_BODY_MODE: "keep" }, { body_mode: "keep" }, 0],
    [{ INPUT_ALLOWUPDATES: "true" }, {}, 0],
    [{ INPUT_ALLOWUPDATES: "false" }, {}, 1],
  ])("%j", (env, expected, problems) => {
    const told = read(env);
    expect(values(told)).toEqual(expected);
    expect(told.problems).toHaveLength(problems);
    expect(told.warnings).toEqual([]);
  });

  it("append_body takes only true and false", () => {
    expect(read({ INPUT_APPEND_BODY: "yes" }).problems).toHaveLength(1);
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
  ])("%s has no equal: an error that names the way to do it here", (name) => {
    const variable = `INPUT_${name.toUpperCase()}`;
    expect(read({ [variable]: "true" }).problems).toEqual([
      expect.stringMatching(new RegExp(`^${variable} has no equal here\\. .{20,}`)),
    ]);
    expect(read({ [variable]: "false" }).problems).toEqual([]);
    expect(read({ [variable]: "" }).problems).toEqual([]);
  });
});
