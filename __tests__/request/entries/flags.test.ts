import { describe, expect, it } from "@jest/globals";

import type { Env } from "../../../src/ci/ci";
import type { Entries } from "../../../src/request/entries/entries";
import { INPUT_LIST, flagOf } from "../../../src/request/inputs";
import { plugin, valuesOf } from "./stage";

const read = (words: readonly string[], env: Env = {}): Entries => plugin(env, words);

/** Values by name; nothing may be wrong. */
function given(words: readonly string[], env: Env = {}): Record<string, string> {
  const entries = read(words, env);
  expect(entries.problems).toEqual([]);
  return valuesOf(entries);
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
    [["--no-fail-on-unmatched-files"], { fail_on_unmatched_files: "false" }],
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
    [["--", "help"], { files: "help" }],
    [["--", "publish", "init"], { files: "publish\ninit" }],
    [["--draft", "--", "--", "-h"], { draft: "true", files: "--\n-h" }],
    [["-"], { files: "-" }],
    [["--name", "a", "--name", "a"], { name: "a" }],
    [["--draft", "--draft=true"], { draft: "true" }],
    [["--name", "-"], { name: "-" }],
    [["--name", "--"], { name: "--" }],
    [["--name", "--nothing-known"], { name: "--nothing-known" }],
  ])("%j", (words, expected) => {
    expect(given(words)).toEqual(expected);
  });

  it.each<[string[], RegExp]>([
    [["--nope"], /^Unknown flag --nope/],
    [["--tagname", "x"], /^Unknown flag --tagname; did you mean --tag-name\?$/],
    [["--tag-nam=x"], /did you mean --tag-name\?/],
    [["--tag_name=x"], /Unknown flag --tag_name; did you mean --tag-name\?/],
    [["--no-tag-name"], /Unknown flag --no-tag-name/],
    [["-x"], /^Unknown flag -x\.$/],
    [["-tag-name", "v1"], /^Unknown flag -tag-name: it has two dashes, --tag-name\.$/],
    [["-tag-name=v1", "a"], /^Unknown flag -tag-name: it has two dashes, --tag-name\.$/],
    [["-tagname", "v1"], /^Unknown flag -tagname; did you mean --tag-name\?$/],
    [["-draft"], /^Unknown flag -draft: it has two dashes, --draft\.$/],
    [["-t", "Title"], /did you mean --name\?/],
    [["-n", "Notes"], /did you mean --body\?/],
    [["-F", "notes.md"], /did you mean --body-path\?/],
    [["-R", "me/app"], /did you mean --repository\?/],
    [["-v", "a.zip"], /did you mean --version, or --debug/],
    [["--title", "One"], /did you mean --name\?/],
    [["--notes", "x"], /did you mean --body\?/],
    [["--notes-file", "x"], /did you mean --body-path\?/],
    [["--notes-start-tag=v1"], /did you mean --previous-tag\?/],
    [["--generate-notes"], /did you mean --generate-release-notes\?/],
    [["--target", "main"], /did you mean --target-commitish\?/],
    [["--latest=false"], /did you mean --make-latest\?/],
    [["--repo", "me/app"], /did you mean --repository\?/],
    [["--clobber"], /did you mean --overwrite-files\?/],
    [["--discussion-category", "x"], /did you mean --discussion-category-name\?/],
    [["--asset", "x"], /did you mean --files\?/],
    [["--milestone", "x"], /did you mean --milestones\?/],
    [["--name", "--draft"], /^--name needs a value\. If --draft is meant as its value, write --name=--draft\.$/],
    [["--tag-name", "--files=a"], /^--tag-name needs a value/],
    [["--body", "--help"], /^--body needs a value/],
    [["--constructor"], /Unknown flag --constructor/],
    [["--__proto__=1"], /Unknown flag --__proto__/],
    [["--tag-name"], /--tag-name needs a value/],
    [["--files"], /--files needs a value/],
    [["--no-draft=true"], /--no-draft takes no value/],
    [["--help=x"], /--help takes no value/],
    [["--token-env"], /--token-env needs the name of a variable/],
    [["--token-env="], /--token-env needs the name of a variable/],
    [["--tag-name", "a", "--tag-name", "b"], /--tag-name is given twice, with different values/],
    [["--draft", "--no-draft"], /--draft is given twice/],
    [["init"], /^The command “init” is planned and not there yet\. For a file of that name write \.\/init\.$/],
    [
      ["create", "v1.0.0", "a.zip", "--title", "x"],
      /^There is no command “create”: publish.*--tag-name TAG FILES….*\.\/create/,
    ],
    [["edit", "v1.0.0", "--draft=false"], /no command “edit”.*--name TITLE/],
    ...["notes", "edit"].map((word): [string[], RegExp] => [
      ["--draft", word, "x"],
      new RegExp(`ommand “${word}”.*\\./${word}`),
    ]),
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
  it.each<[string[], Partial<Entries>]>([
    [[], { command: "publish", debug: false, tokenEnv: undefined }],
    [["--help"], { command: "help" }],
    [["-h"], { command: "help" }],
    [["help"], { command: "help" }],
    [["publish", "--help"], { command: "help" }],
    [["a", "help"], { command: "publish" }],
    [["./help"], { command: "publish" }],
    [["--version"], { command: "version" }],
    [["-v"], { command: "version" }],
    [["-V"], { command: "version" }],
    [["--", "help"], { command: "publish" }],
    [["--", "--help"], { command: "publish" }],
    [["--debug"], { command: "publish", debug: true }],
    [["--debug", "help"], { command: "help", debug: true }],
    [["--token-env", "MY_TOKEN"], { tokenEnv: "MY_TOKEN" }],
    [["--token-env=MY_TOKEN"], { tokenEnv: "MY_TOKEN" }],
  ])("%j", (words, expected) => {
    expect(read(words)).toMatchObject(expected);
    expect(read(words).problems).toEqual([]);
  });
});

describe("words that are files only where there are some", () => {
  it.each<[string, string]>([
    ["publsh", "Unknown command “publsh”; did you mean publish?"],
    ["Publish", "Unknown command “Publish”; did you mean publish?"],
    ["release", "Unknown command “release”; did you mean publish?"],
    ["donwload", "Unknown command “donwload”; did you mean download?"],
    ["ls", "Unknown command “ls”; did you mean list?"],
    ["version", "Unknown command “version”; did you mean --version?"],
    ["tag_name=v1", "“tag_name” is not a file; did you mean --tag-name?"],
    ["token:abcdefgh", "“token” is not a file; did you mean --token?"],
    ["—draft", "“—draft” begins with a dash that is not a hyphen, as word processors write it: --draft."],
    [
      "–tag-name=v1",
      "“–tag-name=v1” begins with a dash that is not a hyphen, as word processors write it: --tag-name.",
    ],
  ])("%s", (word, problem) => {
    expect(read([word])).toMatchObject({ problems: [], suspects: [{ word, problem }] });
    expect(read(["--", word]).suspects).toEqual([]);
  });

  it.each(["app.zip", "dist", "LICENSE", "a", "./publsh", "dist/*", "1.2.3"])("%s is none", (word) => {
    expect(read([word]).suspects).toEqual([]);
  });
});

it("a token among the flags is warned of", () => {
  const { warnings, problems } = read(["--token", "abc"]);
  expect([problems, warnings]).toEqual([[], [expect.stringMatching(/list processes.*--token-env/)]]);
  expect(read(["--token-env", "X"]).warnings).toEqual([]);
});

describe("the entries beside each other", () => {
  const env = { INPUT_NAME: "input", PLUGIN_NAME: "plugin", PLUGIN_BODY: "plugin", INPUT_TAG_NAME: "v1" };

  it("flags win over INPUT_, which wins over PLUGIN_", () => {
    expect(given(["--name", "flag"], env)).toEqual({ name: "flag", body: "plugin", tag_name: "v1" });
    expect(given([], env)).toEqual({ name: "input", body: "plugin", tag_name: "v1" });
    expect(given([], { PLUGIN_NAME: "plugin" })).toEqual({ name: "plugin" });
  });

  it("what is empty is not given, at every entry", () => {
    expect(given(["--name", ""], env)).toMatchObject({ name: "input" });
    expect(given(["--name="], { PLUGIN_NAME: "plugin" })).toEqual({ name: "plugin" });
    expect(given([], { INPUT_NAME: " ", PLUGIN_NAME: "plugin" })).toEqual({ name: "plugin" });
    expect(given(["--files", ""], { INPUT_FILES: "a" })).toEqual({ files: "a" });
    expect(given([""], { INPUT_FILES: "a" })).toEqual({ files: "a" });
  });

  it("remembers which entry a value came through", () => {
    const sources = read(["--name", "x", "a"], { INPUT_BODY: "b", PLUGIN_TAG_NAME: "v1" }).given;
    expect(Object.fromEntries([...sources].map(([name, { source }]) => [name, source]))).toEqual({
      tag_name: "tag_name",
      body: "INPUT_BODY",
      name: "--name",
      files: "the files on the command line",
    });
  });
});
