import { describe, expect, it } from "@jest/globals";

import { type DoorsRead, type Env, readDoors } from "../../src/request/doors";
import { INPUT_LIST, flagOf } from "../../src/request/inputs";

const read = (words: readonly string[], env: Env = {}): DoorsRead => readDoors(words, env);

/** Values by name; nothing may be wrong. */
function given(words: readonly string[], env: Env = {}): Record<string, string> {
  const { problems, given: values } = read(words, env);
  expect(problems).toEqual([]);
  return Object.fromEntries([...values].map(([name, { value }]) => [name, value]));
}

describe("flags", () => {
  it.each(INPUT_LIST)("%s is one", (name, { choices, kind }) => {
    const value = choices?.[0] ?? (kind === "boolean" || kind === "optional" ? "true" : "5");
    expect(given([flagOf(name), value])).toEqual({ [name]: value });
    expect(given([`${flagOf(name)}=${value}`])).toEqual({ [name]: value });
  });

  it.each<[string[], Record<string, string>]>([
    [["--tag-name", "v1.2.3"], { tag_name: "v1.2.3" }],
    [["--tag-name=v1=2"], { tag_name: "v1=2" }],
    [["--tag-name="], {}],
    [["--name", "-x"], { name: "-x" }],
    [["--name=--draft"], { name: "--draft" }],
    [["--body", "a\nb"], { body: "a\nb" }],
    [["--draft"], { draft: "true" }],
    [["--no-draft"], { draft: "false" }],
    [["--draft=false"], { draft: "false" }],
    [["--draft", "false"], { draft: "false" }],
    [["--draft", "False"], { draft: "False" }],
    [["--draft="], {}],
    [["--draft", "app.zip"], { draft: "true", files: "app.zip" }],
    [["--draft", "yes"], { draft: "true", files: "yes" }],
    [["--prerelease"], { prerelease: "true" }],
    [["--prerelease", "auto"], { prerelease: "auto" }],
    [["--no-prerelease"], { prerelease: "false" }],
    [["--make-latest", "legacy", "a"], { make_latest: "legacy", files: "a" }],
    [["--no-make-latest"], { make_latest: "false" }],
    [["--make-latest", "legacies"], { make_latest: "true", files: "legacies" }],
    [["--no-overwrite-files", "--dry-run"], { overwrite_files: "false", dry_run: "true" }],
    [["--files", "dist/*", "--files", "LICENSE"], { files: "dist/*\nLICENSE" }],
    [["--files", "a\nb", "c"], { files: "a\nb\nc" }],
    [["a", "--files=b", "c"], { files: "b\na\nc" }],
    [["--files", ""], {}],
    [[""], {}],
    [["publish"], {}],
    [["publish", "a"], { files: "a" }],
    [["publish", "publish"], { files: "publish" }],
    [["--draft", "true", "publish", "a"], { draft: "true", files: "a" }],
    [["a", "init"], { files: "a\ninit" }],
    [["./init"], { files: "./init" }],
    [["--", "--draft"], { files: "--draft" }],
    [["--", "-x"], { files: "-x" }],
  ])("%j", (words, expected) => {
    expect(given(words)).toEqual(expected);
  });

  it.each<[string[], RegExp]>([
    [["--nope"], /^Unknown flag --nope/],
    [["--tagname", "x"], /^Unknown flag --tagname; did you mean --tag-name\?$/],
    [["--tag-nam=x"], /did you mean --tag-name\?/],
    [["--tag_name=x"], /Unknown flag --tag_name; did you mean --tag-name\?/],
    [["--no-tag-name"], /Unknown flag --no-tag-name/],
    [["-x"], /Unknown flag -x/],
    [["--constructor"], /Unknown flag --constructor/],
    [["--__proto__=1"], /Unknown flag --__proto__/],
    [["--tag-name"], /--tag-name needs a value/],
    [["--files"], /--files needs a value/],
    [["--no-draft=true"], /--no-draft takes no value/],
    [["--help=x"], /--help takes no value/],
    [["--token-env"], /--token-env needs the name of a variable/],
    [["--token-env="], /--token-env needs the name of a variable/],
    [["--tag-name", "a", "--tag-name", "b"], /--tag-name is given twice/],
    [["--draft", "--no-draft"], /--draft is given twice/],
    [["init"], /“init” is kept for a command.*\.\/init/],
    [["doctor"], /“doctor” is kept/],
    [["completion"], /“completion” is kept/],
  ])("%j is refused", (words, problem) => {
    const { problems } = read(words);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(problem);
  });

  it("are all told when several are wrong", () => {
    expect(read(["--nope", "--tag-name", "a", "--tag-name", "b", "--no-name"]).problems).toHaveLength(3);
  });

  it("says nothing of the runner's own input when a name is near to it", () => {
    expect(read(["--job-toke"]).problems[0]).not.toContain("job-token");
  });
});

describe("commands and switches", () => {
  it.each<[string[], Partial<DoorsRead>]>([
    [[], { command: "publish", debug: false, tokenEnv: undefined }],
    [["--help"], { command: "help" }],
    [["-h"], { command: "help" }],
    [["help"], { command: "help" }],
    [["publish", "--help"], { command: "help" }],
    [["a", "help"], { command: "publish" }],
    [["./help"], { command: "publish" }],
    [["--version"], { command: "version" }],
    [["--debug"], { command: "publish", debug: true }],
    [["--debug", "help"], { command: "help", debug: true }],
    [["--token-env", "MY_TOKEN"], { tokenEnv: "MY_TOKEN" }],
    [["--token-env=MY_TOKEN"], { tokenEnv: "MY_TOKEN" }],
  ])("%j", (words, expected) => {
    expect(read(words)).toMatchObject(expected);
    expect(read(words).problems).toEqual([]);
  });
});

describe("the doors beside each other", () => {
  const env = { INPUT_NAME: "input", PLUGIN_NAME: "plugin", PLUGIN_BODY: "plugin", INPUT_TAG_NAME: "v1" };

  it("flags win over INPUT_, which wins over PLUGIN_", () => {
    expect(given(["--name", "flag"], env)).toEqual({ name: "flag", body: "plugin", tag_name: "v1" });
    expect(given([], env)).toEqual({ name: "input", body: "plugin", tag_name: "v1" });
    expect(given([], { PLUGIN_NAME: "plugin" })).toEqual({ name: "plugin" });
  });

  it("what is empty is not given, behind every door", () => {
    expect(given(["--name", ""], env)).toMatchObject({ name: "input" });
    expect(given(["--name="], { PLUGIN_NAME: "plugin" })).toEqual({ name: "plugin" });
    expect(given([], { INPUT_NAME: " ", PLUGIN_NAME: "plugin" })).toEqual({ name: "plugin" });
    expect(given(["--files", ""], { INPUT_FILES: "a" })).toEqual({ files: "a" });
    expect(given([""], { INPUT_FILES: "a" })).toEqual({ files: "a" });
  });

  it("remembers which door a value came through", () => {
    const sources = read(["--name", "x", "a"], { INPUT_BODY: "b", PLUGIN_TAG_NAME: "v1" }).given;
    expect(Object.fromEntries([...sources].map(([name, { source }]) => [name, source]))).toEqual({
      tag_name: "PLUGIN_TAG_NAME",
      body: "INPUT_BODY",
      name: "--name",
      files: "the files on the command line",
    });
  });
});
