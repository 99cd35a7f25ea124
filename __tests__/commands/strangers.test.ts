import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { runInProcess } from "../doors/in-process";
import { NAMES, type Stage, endAll, startStage } from "./stage";

afterAll(endAll);

/** Forges whose API shows a stranger nothing, or a list without files. */
const CLOSED = ["gitcode", "tgit", "cnb", "sourcehut"];

const NO_TOKEN = "No token was given, and without one only what is public is seen: set ";

describe.each(NAMES)("without a token, on %s", (name) => {
  const closed = CLOSED.includes(name);
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage(name);
    stage.repo.release({ tag: "v1.0.0", title: "One", assets: [{ name: "a.txt", content: "alpha" }] });
  });

  const call = (repository: string, ...words: readonly string[]) =>
    runInProcess({
      words: [
        ...[...words, "--forge", name, "--server-url", stage.sandbox.serverUrl, "--api-url", stage.sandbox.apiUrl],
        ...["--repository", repository, "--retry-delay", "0.01"],
      ],
      env: { PATH: process.env.PATH },
      folder: stage.workspace.folder,
    });

  it.each([
    [["list"], "v1.0.0"],
    [["view", "v1.0.0"], "a.txt"],
    [["verify", "v1.0.0"], /v1\.0\.0: (1 ok|0 ok, 1 unknown)/],
    [["download", "v1.0.0"], "1 downloaded"],
  ] as const)("%j reads what is public, or says what is needed", async (words, told) => {
    const before = stage.sandbox.requests.length;
    const { code, stdout, stderr } = await call(stage.repo.path, ...words);
    const asked = stage.sandbox.requests.slice(before);
    for (const { headers } of asked)
      for (const header of ["authorization", "private-token", "job-token"]) expect(headers).not.toHaveProperty(header);
    if (closed) {
      expect([code, asked]).toEqual([2, []]);
      expect(stderr).toContain("shows nothing without one, not even what is public.");
      return;
    }
    expect([code, stderr]).toEqual([0, expect.stringContaining("token: none, so that only what is public is seen")]);
    expect(stdout).toMatch(told);
    if (words[0] === "download") expect(await readFile(join(stage.workspace.folder, "a.txt"), "utf8")).toBe("alpha");
    expect(stage.sandbox.violations).toEqual([]);
  });

  it("says what is needed where there is nothing to see, or something to write", async () => {
    const hidden = stage.sandbox.repository(undefined, { private: true });
    hidden.release({ tag: "v1.0.0", assets: [{ name: "a.txt", content: "alpha" }] });
    for (const words of [["list"], ["view", "v1.0.0"], ["download", "v1.0.0"]]) {
      const { code, stderr } = await call(hidden.path, ...words);
      expect(code).toBeGreaterThan(0);
      expect(stderr).toContain(closed ? "There is no token for" : NO_TOKEN);
    }
    const writing = await call(stage.repo.path, "delete", "v1.0.0", "--yes");
    expect([writing.code, writing.stderr]).toEqual([2, expect.stringContaining("There is no token for")]);
  });
});

describe("a stranger", () => {
  it("asks no server that only a remote names", async () => {
    const stage = await startStage("gitea");
    const git = (...words: readonly string[]) => execFileSync("git", words, { cwd: stage.workspace.folder });
    git("init", "--quiet");
    git("remote", "add", "origin", `${stage.sandbox.serverUrl}/${stage.repo.path}.git`);
    const before = stage.sandbox.requests.length;
    const ran = await runInProcess({
      words: ["list"],
      env: { PATH: process.env.PATH },
      folder: stage.workspace.folder,
    });
    expect([ran.code, ran.stderr]).toEqual([2, expect.stringContaining("There is no token for")]);
    expect(stage.sandbox.requests).toHaveLength(before);
  });

  it("is none who named a variable for a token, which is empty", async () => {
    const stage = await startStage("gitea");
    const { code, stderr } = await stage.call(["list"], { env: { SECRET: "" } });
    expect([code, stderr]).toEqual([2, expect.stringContaining("the variable SECRET is empty or not set")]);
  });
});
