import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { truncate } from "node:fs/promises";
import { join } from "node:path";
import type { Repository } from "../../sandbox/kernel/repository";
import type { Sandbox } from "../../sandbox/kernel/sandbox";
import { IN_CHINESE, englishIn } from "../chinese/english";
import { endAll, startSandbox } from "../commands/stage";
import { type Ran, type Workspace, createWorkspace } from "./bundle";

afterAll(endAll);

let workspace: Workspace;
beforeAll(async () => {
  workspace = await createWorkspace({ "dist/a.txt": "alpha", "dist/b.txt": "beta", "huge.bin": "" });
  await truncate(join(workspace.folder, "huge.bin"), 300 * 1024 ** 2);
});
afterAll(() => workspace.close());

const TITLES: Readonly<Record<string, string>> = {
  ...{ github: "GitHub", gitee: "Gitee", gitcode: "GitCode", tgit: "工蜂 (TGit)", cnb: "CNB", gitlab: "GitLab" },
};

describe.each(Object.keys(TITLES))("%s, with LANG=zh_CN.UTF-8", (name) => {
  let sandbox: Sandbox;
  let repo: Repository;
  beforeAll(async () => {
    sandbox = await startSandbox(name);
    repo = sandbox.repository(undefined, {});
    repo.tag("v1.0.0", { annotated: "One" });
  });

  const publish = (words: readonly string[], token = sandbox.tokens.good): Promise<Ran> => {
    const { serverUrl, apiUrl } = sandbox;
    const place = ["--forge", name, "--server-url", serverUrl, "--api-url", apiUrl, "--token-env", "SECRET"];
    const tag = words.includes("--tag-name") ? [] : ["--tag-name", "v1.0.0"];
    return workspace.command([...words, ...tag, ...place, "--repository", repo.path], { SECRET: token, ...IN_CHINESE });
  };

  it.each<[string, readonly string[], "good" | "wrong" | "reads" | "none", 1 | 2, RegExp]>([
    ["no token", ["dist/*"], "none", 2, /错误：变量 SECRET 为空或没有设置|错误：.*SECRET/],
    ["a wrong token", ["dist/*"], "wrong", 1, /错误：.+失败。\n {2}\w+ http\S+ 返回 \d+：/],
    ["a token that only reads", ["dist/*"], "reads", 1, /错误：.+失败。\n {2}\w+ http\S+ 返回 40[13]：/],
    ["a missing tag", ["dist/*", "--tag-name", "v9"], "good", 2, /错误：标签 v9 不存在，而且.*。请先推送标签，/],
    ["a tag asked for", ["dist/*", "--tag-name", "v9", "--verify-tag"], "good", 2, /错误：标签 v9 不存在，/],
    ["a pattern without a file", ["dist/*.zip"], "good", 2, /错误：命令行上的文件："dist\/\*\.zip" 在 .* 里/],
    ["notes that are missing", ["dist/*", "--body-path", "none.md"], "good", 2, /错误：--body-path：none\.md 不存在/],
    ["two wrong inputs", ["--draft=maybe", "--retries=-1"], "good", 2, /错误：输入有 2 处错误：/],
    ["an unknown flag", ["dist/*", "--flies", "x"], "good", 2, /错误：未知的参数 --flies/],
  ])("%s is told in Chinese, whole", async (_, words, token, code, says) => {
    const ran = await publish(words, token === "none" ? "" : sandbox.tokens[token]);
    expect([ran.code, ran.log]).toEqual([code, expect.stringMatching(says)]);
    expect(englishIn(ran.log)).toEqual([]);
  });

  it("a file that is too large", async () => {
    const { log } = await publish(["huge.bin", "--dry-run"]);
    expect(englishIn(log)).toEqual([]);
    expect(log).toMatch(/huge\.bin.*300 MiB/);
  });

  it("what a dry run would do, and the last line", async () => {
    const plan = await publish(["dist/*", "--dry-run", "--body", "some words of its own", "--checksums", "SUMS"]);
    expect([plan.code, plan.log]).toEqual([0, expect.stringMatching(/^试运行，将会：\n {2}1\. (创建|上传)/m)]);
    expect(plan.log).toContain("发行说明：21 个字符：");
    expect(plan.log).toMatch(/上传 dist\/a\.txt，5 字节/);
    expect(englishIn(plan.log.replace("| some words of its own", ""))).toEqual([]);
    const ran = await publish(["dist/*", "--name", "The first of all releases"]);
    expect(ran.log).toContain(
      `已发布 v1.0.0 到${/^\w/.test(TITLES[name] ?? "") ? " " : ""}${TITLES[name] ?? ""}：2 个文件，9 字节`,
    );
    expect(englishIn(ran.log)).toEqual([]);
  });
});

describe("a wrong token that nothing was asked of", () => {
  it("is told of where everybody may read, and fails nothing", async () => {
    const sandbox = await startSandbox("gitee");
    const repo = sandbox.repository("me/open", {});
    repo.tag("v1.0.0");
    const { serverUrl, apiUrl, tokens } = sandbox;
    const place = ["--forge", "gitee", "--server-url", serverUrl, "--api-url", apiUrl, "--repository", repo.path];
    const words = [...place, "--token-env", "SECRET", "--tag-name", "v1.0.0", "dist/*"];
    const run = (token: string, ...more: string[]): Promise<Ran> =>
      workspace.command([...words, ...more], { SECRET: token, ...IN_CHINESE });
    const planned = await run(tokens.wrong, "--dry-run");
    expect([planned.code, planned.log]).toEqual([1, expect.stringContaining("返回 401：Unauthorized: Access token")]);
    const first = await run(tokens.good);
    const again = await run(tokens.wrong);
    expect([first.code, first.log]).toEqual([0, expect.not.stringContaining("没有用到令牌")]);
    expect([again.code, again.log]).toEqual([
      0,
      expect.stringMatching(/^提示：这次没有用到令牌，但服务器不接受它：GET \S+\/user 返回 401：Unauthorized/m),
    ]);
  });
});

describe("what scripts read", () => {
  it("is the same in every language", async () => {
    const sandbox = await startSandbox("gitee");
    const repo = sandbox.repository("me/same", {});
    repo.tag("v1.0.0");
    const { serverUrl, apiUrl, tokens } = sandbox;
    const place = ["--forge", "gitee", "--server-url", serverUrl, "--api-url", apiUrl, "--repository", repo.path];
    const words = [...place, "--token-env", "SECRET", "--tag-name", "v1.0.0", "dist/*"];
    const run = async (more: readonly string[], env: Readonly<Record<string, string>>): Promise<string> =>
      (await workspace.command([...words, ...more], { SECRET: tokens.good, ...env })).stdout;
    await run([], {});
    for (const more of [["--json"], ["-q"], ["--json", "--dry-run"]])
      expect(await run(more, IN_CHINESE)).toBe(await run(more, {}));
  });
});
