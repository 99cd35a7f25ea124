import { COMMAND_NAMES } from "../../src/request/commands/specs";
import { readCalled } from "../../src/request/commands/line";
import { runInProcess } from "../doors/in-process";
import { type Stage, endAll, expectCall, startStage } from "./stage";

let stage: Stage;
beforeAll(async () => {
  stage = await startStage("github");
  stage.repo.release({ tag: "v1.0.0", title: "One", assets: [{ name: "a.txt", content: "alpha" }] });
  stage.repo.release({ tag: "v2.0.0", draft: true, title: "::error::two \u001b[31m", notes: "##[set-output x]" });
});
afterAll(endAll);

const inShell = (words: readonly string[]) =>
  runInProcess({ words, env: { PATH: process.env.PATH }, folder: stage.workspace.folder });

describe("flags of gh and glab", () => {
  it.each([
    [["list", "-L", "1"], "-L is called --limit here."],
    [["list", "-P=1"], "-P is called --limit here."],
    [["download", "v1.0.0", "-D", "out", "--skip-existing"], "--skip-existing is not needed: a file that is there"],
    [["upload", "v1.0.0", "--clobber", "no-such.zip"], "--clobber is not needed: a file of the same name"],
    [["delete", "v9.9.9", "--cleanup-tag", "-y"], "--cleanup-tag is called --with-tag here."],
  ])("%j are taken: %s", async (words, notice) => {
    const { stderr } = await stage.call(words);
    expect(stderr).toContain(notice);
    expect(stderr).not.toMatch(/Unknown flag|no flag of|takes no words/);
  });

  it("say where, as the flags here do", () => {
    const called = readCalled(["-R", "me/app", "list", "--repo=me/app"], {});
    expect(called).toMatchObject({
      shared: ["--repository", "me/app", "--repository=me/app"],
      words: [],
      problems: [],
    });
  });
});

describe("the command line of a command", () => {
  it.each([
    [["list"], "list"],
    [["--forge", "github", "list"], "list"],
    [["--forge", "list", "view"], "view"],
    [["--debug", "view", "v1"], "view"],
    [["--draft", "list"], "list"],
    [["help", "list"], "list"],
  ])("%j is %s", (argv, name) => {
    expect(readCalled(argv, {})?.name).toBe(name);
  });

  it.each([[["./list"]], [["publish", "list"]], [["--tag-name", "list"]], [["--", "list"]], [[]], [["dist"]]])(
    "%j is publish",
    (argv) => {
      expect(readCalled(argv, {})).toBeUndefined();
    },
  );

  it("is not read from the environment outside of an action's step", () => {
    expect(readCalled([], { INPUT_COMMAND: "list" })).toBeUndefined();
    expect(readCalled([], { INPUT_COMMAND: "list", INPUT_JOB_TOKEN: "" })?.name).toBe("list");
  });

  it.each([
    [["list", "--limt", "3"], "Unknown flag --limt; did you mean --limit?"],
    [["list", "--files", "x"], "--files is no flag of list"],
    [["list", "--dir", "x"], "--dir is no flag of list"],
    [["list", "-D", "x"], "Unknown flag -D; list --help shows what there is."],
    [["list", "--exclude-drafts"], "--exclude-drafts is no flag of list: there is --json"],
    [["view", "--json", "-q", ".assets"], "-q is no flag of view: there is --json"],
    [["download", "v1", "-p", "*.zip"], "-p is no flag of download: a pattern is a word behind the tag"],
    [["list", "--limit", "0"], "--limit must be a whole number, from 1 to 100000"],
    [["list", "--limit", "many"], "--limit must be a whole number"],
    [["list", "--limit"], "--limit needs a value."],
    [["list", "--limit", "3", "--limit=4"], "--limit is given twice, with different values."],
    [["list", "--json=perhaps"], "--json must be true or false"],
    [["list", "v1"], "list takes no words; “v1” is one too many."],
    [["view", "v1", "v2"], "view takes [TAG]; “v2” is one too many."],
    [["view", "a b"], "“a b” is not a name that git accepts for a tag."],
    [["view", "v1", "--tag-name", "v2"], "The tag is given twice: “v1” as a word, “v2” as --tag-name."],
    [["view", "v1", "--release-id", "7"], "--release-id and a tag are both given"],
    [["list", "--allow-insecure-http", "maybe"], "“maybe” is one too many"],
  ])("%j: %s", async (words, problem) => {
    const { code, stdout, stderr } = await stage.call(words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(problem);
  });

  it("tells all that is wrong at once, and sends nothing", async () => {
    const before = stage.sandbox.requests.length;
    const { code, stderr } = await inShell(["list", "--limt", "3", "x", "--forge", "nowhere"]);
    expect(code).toBe(2);
    expect(stderr).toContain("things are wrong with the inputs");
    expect(stage.sandbox.requests).toHaveLength(before);
  });

  it.each(COMMAND_NAMES)("%s --help shows its flags, without a request", async (name) => {
    const before = stage.sandbox.requests.length;
    for (const words of [
      [name, "--help"],
      ["help", name],
    ]) {
      const { code, stdout } = await inShell(words);
      expect(code).toBe(0);
      expect(stdout).toContain(`Usage: forge-release ${name}`);
      // What prints a text for a shell has no repository.
      expect(stdout).toContain(["completion", "init"].includes(name) ? "--help" : "--repository");
    }
    expect(stage.sandbox.requests).toHaveLength(before);
  });
});

describe("what a command says", () => {
  it("is its result on standard output, and all else on standard error", async () => {
    const { stdout, stderr } = await expectCall(stage.call(["list"]), 0);
    expect(stdout).toMatch(/^TAG/);
    expect(stderr).toContain("forge: GitHub");
    expect(stdout).not.toContain("forge: ");
  });

  it("is no command for a terminal or a runner, whatever a title or notes say", async () => {
    const words = ["view", "--release-id", String(stage.repo.releases.find(({ draft }) => draft)?.id)];
    const { stdout } = await expectCall(stage.call(words), 0);
    expect(stdout).not.toContain("\u001b");
    expect(stdout).not.toMatch(/^::/m);
    expect(stdout).not.toContain("##[");
    const { stdout: table } = await expectCall(stage.call(["list"]), 0);
    expect(table).not.toContain("\u001b");
  });

  it("is told by the bundle in the same way", async () => {
    const { json } = await expectCall(stage.call(["view", "v1.0.0", "--json"], { bundle: "the door itself" }), 0);
    expect(json).toMatchObject({ tag_name: "v1.0.0", assets: [{ name: "a.txt", size: 5 }] });
  });

  it("says that a token is missing, and which", async () => {
    const { code, stderr } = await inShell(["delete", "v1", "--forge", "github", "--repository", "octo/app"]);
    expect(code).toBe(2);
    expect(stderr).toContain("There is no token for octo/app on GitHub.");
  });
});

describe("a step of a workflow", () => {
  const step = (inputs: Readonly<Record<string, string>>) =>
    stage.workspace.action(stage.repo.environment({ tag: "v1.0.0" }), { job_token: stage.sandbox.token, ...inputs });

  it("runs a command with inputs of the same names, and words in args", async () => {
    const ran = await step({ command: "view", args: "v1.0.0\n--json" });
    expect(ran.code).toBe(0);
    expect(JSON.parse(ran.stdout)).toMatchObject({ tag_name: "v1.0.0" });
    const listed = await step({ command: "list", json: "true", limit: "1" });
    expect(JSON.parse(listed.stdout)).toHaveLength(1);
  });

  it("hands on what --json prints as the output json, and nothing else", async () => {
    for (const inputs of [
      { command: "view", args: "v1.0.0" },
      { command: "list" },
      { command: "download", args: "v1.0.0" },
    ]) {
      const ran = await step(inputs);
      const printed = await step({ ...inputs, json: "true" });
      expect([ran.code, Object.keys(ran.outputs)]).toEqual([0, ["json"]]);
      // The second time the file is there.
      const text = (told = ""): string => told.replace("downloaded", "present");
      expect(text(ran.outputs.json)).toBe(printed.stdout.trim());
    }
    await stage.workspace.write("a.txt", "other");
    const differs = await step({ command: "verify", args: "v1.0.0\na.txt" });
    expect([differs.code, JSON.parse(differs.outputs.json ?? "")]).toEqual([
      1,
      [expect.objectContaining({ status: "different" })],
    ]);
  });

  it("leaves an output out that is more than a job's outputs hold, and says so", async () => {
    const big = await startStage("github");
    big.repo.release({ tag: "v1.0.0", notes: "n".repeat(120_000) });
    for (let at = 0; at < 5; at += 1) big.repo.release({ tag: `v1.${at}.1`, title: "t".repeat(110_000) });
    const ran = await big.workspace.action(big.repo.environment({}), {
      ...{ job_token: big.sandbox.token, command: "list" },
    });
    expect([ran.code, ran.outputs]).toEqual([0, {}]);
    expect(ran.log).toContain("The output json is left out: it would have 1.1 MiB");
    const small = await big.workspace.action(big.repo.environment({}), {
      ...{ job_token: big.sandbox.token, command: "list", limit: "2" },
    });
    expect(JSON.parse(small.outputs.json ?? "")).toHaveLength(2);
  });

  it.each([
    [{ command: "list", files: "dist/*" }, "files is no input of the command list."],
    [{ command: "list", keep: "3" }, "keep is no input of the command list."],
    [{ command: "list", limit: "3", args: "--limit=4" }, "limit and --limit in args are both given; give one."],
    [{ command: "lst" }, "command must be one of publish"],
  ])("%j is wrong: %s", async (inputs, problem) => {
    const ran = await step(inputs);
    expect(ran.code).toBe(2);
    expect(ran.log).toContain(problem);
  });

  it("takes no flag of a command for one of publish", async () => {
    const ran = await step({ command: "publish", files: "*.nothing" });
    expect(ran.code).toBe(2);
  });
});
