import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PIPELINE_FILES } from "../../src/ci/pipeline-files";
import { nextOf } from "../../src/commands/init/next";
import { FORGES } from "../../src/forges";
import { createTranslator } from "../../src/report/messages";
import * as zh from "../../src/report/messages/zh";
import { COMMAND_NAMES } from "../../src/request/commands/specs";
import { IN_CHINESE, englishIn } from "../chinese/english";
import { runInProcess } from "../doors/in-process";
import { type Called, type Stage, endAll, startStage } from "./stage";

afterAll(endAll);

/** Lines of a table, cell by cell. */
const cells = (text: string): string[][] =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => line.split(/ {2,}/));

describe.each(["github", "gitee", "tgit", "cnb"])("%s: results in Chinese", (name) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage(name);
    for (const tag of ["v1.0.0", "v2.0.0"])
      stage.repo.release({
        tag,
        title: "The title of a release",
        notes: "These are the notes",
        assets: [{ name: "a.txt", content: "alpha" }],
      });
  });
  const call = (...words: string[]): Promise<Called> => stage.call(words, { env: IN_CHINESE });
  const both = async (...words: string[]): Promise<[string, string]> => [
    (await stage.call(words)).stdout,
    (await call(...words)).stdout,
  ];

  it("list: the heads, and nothing of what is below them", async () => {
    const [english, chinese] = await both("list");
    const [head, ...rows] = cells(chinese);
    expect(head?.slice(0, 2)).toEqual(["标签", "标题"]);
    expect(rows).toEqual(cells(english).slice(1));
    expect((await both("list", "--json"))[1]).toBe((await both("list", "--json"))[0]);
  });

  it("view: its own words, and not those of the release", async () => {
    const { stdout } = await call("view", "v1.0.0");
    expect(stdout).toMatch(/^v1\.0\.0( {2}The title of a release|$)/m);
    expect(stdout).toMatch(/^These are the notes$/m);
    expect(stdout).toMatch(/^文件 +/m);
    expect(englishIn(stdout.replace(/These are the notes|The title of a release/g, ""))).toEqual([]);
  });

  it("download and verify: the marks and the last line", async () => {
    const first = await call("download", "v1.0.0", "--dir", name);
    expect(first.stdout).toBe(`${name}/a.txt\nv1.0.0 的 1 个文件，5 字节：下载 1 个，已有 0 个\n`);
    const again = await call("download", "v1.0.0", "--dir", name);
    expect(again.stdout).toBe(`${name}/a.txt（已存在）\nv1.0.0 的 1 个文件，5 字节：下载 0 个，已有 1 个\n`);
    const { stdout } = await call("verify", "v1.0.0");
    expect(stdout).toMatch(/^结果 +文件/);
    expect(stdout).toMatch(/^v1\.0\.0：(1 项正常|0 项正常，1 项未知)$/m);
    await stage.workspace.write("a.txt", "other");
    const wrong = await call("verify", "v1.0.0", "a.txt");
    expect([wrong.code, wrong.stdout]).toEqual([1, expect.stringMatching(/^different .*应为 \w{64}$/m)]);
    expect(wrong.stdout).toMatch(/^v1\.0\.0：0 项正常，1 项不同$/m);
  });

  it("delete and prune: what goes, the question, and what is gone", async () => {
    const asked: string[] = [];
    const confirm = (question: string): Promise<boolean> => Promise.resolve(asked.push(question) > 0);
    const { stdout, stderr, code } = await stage.call(["prune", "v1*", "--keep", "0", "--stable"], {
      env: IN_CHINESE,
      confirm,
    });
    // Where a forge takes no deletions it says so.
    expect(englishIn(stdout + stderr)).toEqual([]);
    if (code === 0) expect([asked, stdout]).toEqual([["要删除 1 个发行版吗？"], "已删除 v1.0.0\n"]);
    const planned = await call("delete", "v2.0.0", "a.txt", "--dry-run");
    expect([planned.stdout, planned.stderr]).toEqual([
      "将删除 v2.0.0 的 a.txt\n",
      expect.stringContaining("将删除 v2.0.0 的 a.txt"),
    ]);
  });

  it("copy: the heads, the errors in it and the last line", async () => {
    const { serverUrl, apiUrl, tokens } = stage.sandbox;
    const side = (which: string): string[] => [
      `--${which}`,
      `${serverUrl}/${stage.repo.path}`,
      `--${which}-forge`,
      name,
      `--${which}-api-url`,
      apiUrl,
      `--${which}-token-env`,
      "T",
    ];
    const other = stage.sandbox.repository(undefined, {});
    other.tag("v2.0.0");
    const words = ["copy", ...side("from"), ...side("to"), "v2.0.0", "v9.9.9"];
    words[words.indexOf("--to") + 1] = `${serverUrl}/${other.path}`;
    const { stdout } = await stage.call(words, { env: { ...IN_CHINESE, T: tokens.good }, bare: true });
    expect(stdout).toMatch(/^结果 +标签 +文件数 +已上传 +位置$/m);
    expect(stdout).toMatch(/^failed +v9\.9\.9 .*标签 v9\.9\.9 没有已发布的发行版可以复制。$/m);
    expect(stdout).toMatch(/^2 个发行版：1 个已复制，1 个失败$/m);
  });
});

describe("init in Chinese", () => {
  it.each(PIPELINE_FILES.map(({ id }) => id))("%s: what was written, and every next step", async (id) => {
    const folder = await mkdtemp(join(tmpdir(), "init-zh-"));
    const init = async (...words: string[]): Promise<string> =>
      (
        await runInProcess({
          words: ["init", "--ci", id, ...words],
          env: { PATH: process.env.PATH, ...IN_CHINESE },
          folder,
        })
      ).stdout;
    const first = await init();
    expect(first).toMatch(/^已为 .+ 写入 \S+\n\n接下来：\n1\. /);
    expect([...englishIn(first), ...englishIn(await init())]).toEqual([]);
    expect(first).toMatch(/^\d+\. 令牌：/m);
    expect(first.match(/^\d+\. [\x20-\x7e]+$/gm)).toBeNull();
    await rm(folder, { recursive: true });
  });

  const say = createTranslator(zh.templates());
  const neutral = PIPELINE_FILES.filter(({ forges }) => forges.length === 0);
  it.each(FORGES.flatMap((forge) => neutral.map((file) => [file.id, forge.id, file, forge] as const)))(
    "%s, for %s: the token of the forge of origin",
    (_, forge, file, { tokenVariables }) => {
      const home = { forge, flags: [], address: undefined, variable: tokenVariables(true)[0], trouble: undefined };
      const project = { prefix: "", name: "app", output: "dist", build: undefined, notes: undefined };
      const steps = nextOf(file, { project, path: file.path, home }).map((step) => say(step));
      expect([steps.flatMap(englishIn), steps.join("\n")]).toEqual([[], expect.stringMatching(/^令牌：.*（.+：.+）/m)]);
    },
  );
});

describe("--help in Chinese", () => {
  it.each([[["--help"]], ...COMMAND_NAMES.map((name) => [[name, "--help"]])])("%j: its heads are", async (words) => {
    const run = async (env: Readonly<Record<string, string>>): Promise<string> =>
      (await runInProcess({ words, env: { PATH: process.env.PATH, ...env }, folder: tmpdir() })).stdout;
    const lines = (await run(IN_CHINESE)).split("\n");
    const heads = lines.filter((line) => /^\S/.test(line) && !/^forge-release \S+ \w+: /.test(line));
    expect(heads.filter((line) => !/\p{sc=Han}/u.test(line))).toEqual([]);
    expect(lines).toHaveLength((await run({})).split("\n").length);
  });
});
