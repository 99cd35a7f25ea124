import { describe, expect, it } from "vitest";
import { readFile } from "node:fs/promises";
import { INPUT_LIST, flagOf } from "../../src/request/inputs";
import { folder, objectIn, several, stage } from "./stage";

const files = { "a.txt": "alpha", "b.txt": "beta", init: "a file", publish: "a file too" };

const WRONG: readonly (readonly [readonly string[], string])[] = [
  [["--tag-nam", "v1"], "Unknown flag --tag-nam; did you mean --tag-name?"],
  [["--no-files"], "Unknown flag --no-files"],
  [["--job-tokn=x"], "Unknown flag --job-tokn."],
  [["-x"], "Unknown flag -x"],
  [["--tag_name", "v1"], "Unknown flag --tag_name; did you mean --tag-name?"],
  [["--no-draft=true"], "--no-draft takes no value."],
  [["--debug=yes"], "--debug takes no value."],
  [["--name"], "--name needs a value."],
  [["--name", "a", "--name", "b"], "--name is given twice, with different values."],
  [["--draft=maybe"], "--draft must be true or false, not “maybe”."],
  [["--token-env"], "--token-env needs the name of a variable."],
  [["--token-env", "NOT_SET"], "--token-env: the variable NOT_SET is empty or not set."],
  [["-tag-name", "v1"], "Unknown flag -tag-name: it has two dashes, --tag-name."],
  [["publsh", "a.txt"], "Unknown command “publsh”; did you mean publish?"],
  [["create", "v1.0.0", "a.txt"], "There is no command “create”: publish creates the release of a tag"],
  [["--body", "-"], "--body would publish “-” as the notes. For standard input write --body-path -."],
  [["--name", "--draft"], "--name needs a value. If --draft is meant as its value"],
  [["--", "help"], '"help" matches no file'],
  [["-v", "a.txt"], "did you mean --version"],
  [["–draft"], "a dash that is not a hyphen"],
];

describe("flags", () => {
  it("take a value as the next word or behind =, repeat where they are lists, and mix with words", async () => {
    const at = await stage(files);
    const ran = await at.type(["publish", "--tag-name=v1.0.0", "--files", "a.txt", "./init", "--files=b.txt"]);
    expect([ran.code, ran.log]).toEqual([0, expect.stringContaining("3 files: 3 uploaded")]);
    expect(at.repo.releases[0]?.assets.map(({ name }) => name).sort()).toEqual(["a.txt", "b.txt", "init"]);
  });

  it("of booleans and choices take the next word only when it is one of theirs", async () => {
    const at = await stage(files);
    await at.type(["--tag-name", "v1.0.0", "--draft", "a.txt"]);
    expect(at.repo.releases).toMatchObject([{ draft: true, assets: [{ name: "a.txt" }] }]);
    await at.type(["--tag-name", "v1.0.0", "--draft", "false", "--prerelease", "True", "b.txt"]);
    expect(at.repo.releases).toMatchObject([{ draft: false, prerelease: true, assets: [{}, { name: "b.txt" }] }]);
    await at.type(["--tag-name", "v1.0.0", "--no-prerelease", "--make-latest", "true", "--no-overwrite-files"]);
    expect(at.repo.releases).toMatchObject([{ prerelease: false }]);
    expect(at.github.requests.at(-1)?.json).toMatchObject({ make_latest: "true" });
    await at.type(["--tag-name", "v1.0.1", "--target-commitish", "main", "--prerelease=true", "--draft=True"]);
    expect(at.repo.releases).toMatchObject([{}, { prerelease: true, draft: true }]);
  });

  it("leave the first word the first word", async () => {
    const at = await stage(files);
    const ran = await at.type(["--tag-name", "v1.0.0", "--draft", "true", "publish", "a.txt"]);
    expect([ran.code, ran.log]).toEqual([0, expect.stringContaining("1 file: 1 uploaded")]);
    const second = await at.type(["--tag-name", "v1.0.0", "a.txt", "publish"]);
    expect(second.log).toContain("2 files:");
  });

  it("that cannot be read end with exit code 2 and no request", async () => {
    const at = await stage(files);
    const ran = await several(WRONG, ([words]) => at.type(words));
    const told = ran.map(({ code, log }, index) => [code, log, WRONG[index]?.[1]] as const);
    for (const [code, log, message] of told) expect([code, log]).toEqual([2, expect.stringContaining(message ?? "?")]);
    expect(at.github.requests).toEqual([]);
  });

  it("--token-env reads the token, wins over INPUT_TOKEN as every flag does, and shows in no list of processes", async () => {
    const at = await stage(files);
    const env = { GITHUB_TOKEN: "", MY_SECRET: at.github.token };
    const ran = await at.type(["--tag-name", "v1.0.0", "--token-env", "MY_SECRET"], env);
    expect([ran.code, ran.log]).toEqual([0, expect.stringContaining("token: the variable MY_SECRET")]);
    const both = await at.type(["--tag-name", "v1.0.0", "--token-env=MY_SECRET"], { ...env, INPUT_TOKEN: "other-one" });
    expect([both.code, both.log]).toEqual([0, expect.stringContaining("token: the variable MY_SECRET")]);
    const twice = await at.type(["--tag-name", "v1.0.0", "--token-env=MY_SECRET", "--token=another-token"], env);
    expect([twice.code, twice.log]).toEqual([2, expect.stringContaining("--token and --token-env are both given")]);
  });

  it("--debug shows requests without secrets", async () => {
    const at = await stage(files);
    const ran = await at.type(["--tag-name", "v1.0.0", "--debug", "a.txt"]);
    expect(ran.log).toMatch(/debug: POST http:\S+\/releases\/\d+\/assets → 201 \(\d+ ms\)/);
    const wrong = await at.type(["--tag-name", "no tag", "--debug"]);
    expect(wrong.log).toMatch(/debug: \s+at /);
    expect((await at.type(["--tag-name", "no tag"])).log).not.toMatch(/\bat \S+ \(|index\.js:\d/);
  });
});

describe("help", () => {
  it("lists every input by group, and says nothing else", async () => {
    const at = await folder();
    const options = { process: { why: "argv, standard output and the version of the package" } };
    const pages = await Promise.all(
      [["--help"], ["-h"], ["help"], ["publish", "--help"]].map((one) => at.command(one, {}, options)),
    );
    const [page] = pages;
    for (const { code, stdout, stderr } of pages) expect([code, stdout, stderr]).toEqual([0, page?.stdout, ""]);
    for (const [name, input] of INPUT_LIST) {
      const shown = new RegExp(`^  ${flagOf(name)}( |$)`, "m").test(page?.stdout ?? "");
      expect([name, shown]).toEqual([name, !("internal" in input)]);
    }
    const { version } = objectIn(await readFile("package.json", "utf8"));
    const shown = await at.command(["--version"], {}, options);
    expect([shown.code, shown.stdout]).toEqual([0, `${String(version)}\n`]);
  });
});
