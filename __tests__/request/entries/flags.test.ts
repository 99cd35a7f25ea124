import { describe, expect, it } from "vitest";

import type { Env } from "../../../src/ci/ci";
import { readCalled } from "../../../src/request/commands/line";
import type { Entries } from "../../../src/request/entries/entries";
import { asCalled, callOf } from "../../../src/request/entries/call";
import { checkSuspects } from "../../../src/request/entries/words";
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
    [["-n", "Notes"], /^Unknown flag -n\. What gh calls -n is --body here, what glab calls -n is --name\.$/],
    [["--assets-links", "[]"], /--links 'name=url'/],
    [["--description", "Notes"], /^Unknown flag --description\. A text is --body here/],
    [["--experimental-notes-text-or-file", "x"], /A text is --body here, the path of a file is --body-path\.$/],
    [["--no-update"], /--body-mode keep and --no-overwrite-files leave what it has\.$/],
    [["--fail-on-no-commits"], /git rev-list --count LAST_TAG\.\.HEAD\.$/],
    [["--publish-to-catalog"], /Only glab, in a job of GitLab/],
    [["--private-token", "x"], /--token-env NAME\.$/],
    [["--insecure-https"], /Certificates are always checked; --ca-file/],
    [["--title", "--notes=x"], /^--title needs a value/],
    [["--title", "a", "--name", "b"], /^--name is given twice/],
    [["-v", "a.zip"], /did you mean --version, or --debug/],
    [["--asset", "x"], /did you mean --files\?/],
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
    ...["notes"].map((word): [string[], RegExp] => [
      ["--draft", word, "x"],
      new RegExp(`ommand “${word}”.*\\./${word}`),
    ]),
  ])("%j is refused", (words, problem) => {
    const { problems } = read(words);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(problem);
  });

  it.each<[string[], string]>([
    [["create"], "--tag-name TAG FILES…"],
    [
      ["create", "v1.0.0", "a b.zip", "--title", "It's one", "-F", "notes.md", "-d", "--latest=false"],
      "--tag-name v1.0.0 --name 'It'\\''s one' --body-path notes.md --draft --make-latest false 'a b.zip'",
    ],
    [["-R", "me/app", "edit", "v1", "--no-draft"], "--tag-name v1 --draft false --repository me/app"],
    [["release", "new", "v1", "--notes", "two\nlines"], "--tag-name v1 --body '…'"],
    [["create", "v1", "--token", "abcdefgh"], "--tag-name v1 --token-env NAME"],
  ])("%j of another tool is answered with the same line here", (words, same) => {
    const [problem, ...more] = read(words).problems;
    expect(more).toEqual([]);
    expect(problem).toMatch(
      /^There is no command “(release )?(create|new|edit)”: publish (creates|changes) the release/,
    );
    expect(problem?.split("The same here: forge-release ")[1]).toContain(same);
    expect(problem).not.toContain("abcdefgh");
  });

  it.each<[string, string]>([
    ["release view v1 --web", "view v1"],
    ["release ls --exclude-drafts", "list --json | jq -r 'map(select(.draft | not))'"],
    ["release upload v1 a.zip --clobber -R me/app", "upload v1 a.zip --repository me/app"],
    ["release delete v1 --cleanup-tag -y", "delete v1 --with-tag --yes"],
    [
      "release download v1 --asset-name=*.zip -D out --token geheim12",
      "download v1 '*.zip' --dir out --token-env NAME",
    ],
    ["release download -p *.zip", "download '*.zip'"],
    ["release download -p app", 'download "$(forge-release view --json | jq -r .tag_name)" app'],
    ["release delete-asset v1", "delete TAG FILE"],
    ["-R me/app delete-asset v1 app.zip -y", "delete v1 app.zip --repository me/app --yes"],
    ["ls -L 5 -R me/app", "list --limit 5 --repository me/app"],
    ["verify-asset v1 a.zip", "verify v1 a.zip"],
    ["create v1 a.zip -n Notes --title One", "--tag-name v1 --name One --body Notes a.zip"],
    ["release create v1 a.zip -n One -N Notes", "--tag-name v1 --name One --body Notes a.zip"],
    ["edit v1 --draft=false", "--tag-name v1 --draft false"],
  ])("%s is answered by one line to copy", async (line, same) => {
    const { problems, notices } = await checkSuspects(read(line.split(" ")), "/nowhere");
    expect([problems, notices]).toEqual([[expect.stringMatching(/^There is no command /)], []]);
    expect(problems[0]?.split("The same here: forge-release ")[1]).toBe(same);
  });

  it.each<[string, string]>([
    ["view v1 --json name,tagName", "view v1 --json | jq -r '{name, tag_name}'"],
    ["view --json tagName -q .tagName", "view --json | jq -r .tag_name"],
    ["list --json tagName,isDraft -L 1", "list --limit 1 --json | jq -r 'map({tag_name, draft})'"],
    [
      "list --api-url https://x.test/api --language zh --json url",
      "list --api-url https://x.test/api --language zh --json | jq -r 'map({url})'",
    ],
    ["download v1 -p *.zip -p *.deb -D out", "download v1 '*.zip' '*.deb' --dir out"],
  ])("%s, a command that is here, as well", (line, same) => {
    const called = readCalled(line.split(" "), {});
    expect(called).toMatchObject({ isForeign: true, notices: [], problems: [expect.any(String)] });
    expect(called?.problems[0]?.split("The same here: forge-release ")[1]).toBe(same);
  });

  it.each([
    "view v1 --json",
    "view --json v1",
    "list --json --limit 3",
    "upload v1 a.zip --clobber",
    "download v1 *.zip",
  ])("%s is right as it is", (line) => {
    expect(readCalled(line.split(" "), {})).toMatchObject({ isForeign: false, problems: [] });
  });

  it("create with what is no flag here is told of both", () => {
    expect(read(["create", "v1", "-n", "x", "--nope"]).problems).toHaveLength(2);
    expect(read(["create", "--help"])).toMatchObject({ command: "help", problems: [] });
  });

  it("are all told when several are wrong", () => {
    expect(read(["--nope", "--tag-name", "a", "--tag-name", "b", "--no-name"]).problems).toHaveLength(3);
  });

  it("says nothing of the runner's own input when a name is near to it", () => {
    expect(read(["--job-toke"]).problems[0]).not.toContain("job-token");
  });
});

describe("flags of gh, glab and release-cli", () => {
  it.each<[string[], Record<string, string>]>([
    [["--title", "One"], { name: "One" }],
    [["-t=One"], { name: "One" }],
    [["--notes", ""], {}],
    [["--notes=x", "a"], { body: "x", files: "a" }],
    [["-F", "-"], { body_path: "-" }],
    [["--latest", "a"], { make_latest: "true", files: "a" }],
    [["-d", "-p", "a"], { draft: "true", prerelease: "true", files: "a" }],
    [["--milestone", "1.0,2.0", "--milestone", "3.0"], { milestones: "1.0\n2.0\n3.0" }],
    [["--repo", "me/app", "--title", "One", "--name", "One"], { repository: "me/app", name: "One" }],
    [["--clobber=false"], { overwrite_files: "false" }],
    [["--", "-t", "--title"], { files: "-t\n--title" }],
  ])("%j", (words, expected) => {
    expect(given(words)).toEqual(expected);
  });

  it("are taken with one notice each that names ours", () => {
    expect(read(["--notes", "", "-t", "a", "--title", "a", "-t", "a", "--no-close-milestone"]).notices).toEqual([
      "--notes is called --body here.",
      "-t is called --name here.",
      "--title is called --name here.",
      "--no-close-milestone is not needed: milestones are never closed.",
    ]);
  });
});

describe("a line to copy", () => {
  const npx = { npm_command: "exec", npm_lifecycle_event: "npx" };
  it.each<[Env, string, string]>([
    [{}, "Run forge-release list.", "Run forge-release list."],
    [npx, "The same here: forge-release --tag-name v1", "The same here: npx --yes forge-release@1.2.3 --tag-name v1"],
    [npx, "`forge-release list` shows it", "`npx --yes forge-release@1.2.3 list` shows it"],
    [{ npm_command: "run-script", npm_lifecycle_event: "release" }, "forge-release view", "forge-release view"],
    [{ npm_command: "exec", npm_lifecycle_event: "prepare" }, "forge-release view", "forge-release view"],
    [{ npm_command: "test", npm_lifecycle_event: "npx" }, "forge-release view", "forge-release view"],
    [npx, "forge-release needs Node 20", "forge-release needs Node 20"],
    [npx, "dist/forge-release list, forge-release@1 list", "dist/forge-release list, forge-release@1 list"],
    [npx, "me/forge-release view, forge-release list.txt", "me/forge-release view, forge-release list.txt"],
  ])("%j: %s", (env, message, said) => {
    expect(asCalled(message, callOf({ entries: read([]), env, version: "1.2.3" }))).toBe(said);
  });

  it.each<[string[], Env, string]>([
    [
      ["--server-url", "https://git.example.com", "--forge=tgit"],
      {},
      " --forge tgit --server-url https://git.example.com",
    ],
    [["--repository", "me/a b", "--token-env", "T", "--files", "x"], {}, " --repository 'me/a b' --token-env T"],
    [[], { INPUT_SERVER_URL: "https://git.example.com" }, ""],
  ])("is about the repository that %j names", (words, env, place) => {
    const call = callOf({ entries: read(words, env), env, version: "1.2.3" });
    expect(asCalled("`forge-release list` shows it; forge-release list", call)).toBe(
      `\`forge-release list${place}\` shows it; forge-release list`,
    );
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
    ["ls", "There is no command “ls”. The same here: forge-release list"],
    ["version", "Unknown command “version”; did you mean --version?"],
    ["delete-asset", "There is no command “delete-asset”. The same here: forge-release delete TAG FILE"],
    ["tag_name=v1", "“tag_name” is not a file; did you mean --tag-name?"],
    ["token:abcdefgh", "“token” is not a file; did you mean --token?"],
    ["—draft", "“—draft” begins with a dash that is not a hyphen, as word processors write it: --draft."],
    [
      "–tag-name=v1",
      "“–tag-name=v1” begins with a dash that is not a hyphen, as word processors write it: --tag-name.",
    ],
  ])("%s", (word, problem) => {
    expect(read([word])).toMatchObject({ problems: [], suspects: [expect.objectContaining({ word, problem })] });
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
