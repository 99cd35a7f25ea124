import { describe, expect, it } from "vitest";
import { englishIn } from "../chinese/english";
import { several } from "./several-stage";
import { stage } from "./stage";

/** English words of ours in a row, outside of what somebody else wrote. */
const ENGLISH = /(?:\b[a-z]{3,} ){3,}[a-z]{3,}/;
const others = (line: string): string => line.replace(/返回 \d+：.*|“[^”]*”|"[^"]*"|`[^`]*`|https?:\S+/g, "");

const zh = { LANG: "zh_CN.UTF-8" };

/** What is given, in a workflow, and what the first line of the error says. */
const WRONG: readonly (readonly [string, Readonly<Record<string, string>>, string])[] = [
  ["a boolean", { draft: "yes" }, "draft 必须是 true 或 false，不能是“yes”。"],
  ["a choice and a number", { body_mode: "insert", retries: "-1" }, "输入有 2 处错误："],
  ["a file that is not there", { body_path: "no.md" }, "body_path：no.md 不存在（ENOENT）"],
  ["a pattern without files", { files: "*.zip" }, 'files："*.zip" 在 '],
  ["an unknown input", { flies: "*" }, "未知的输入 flies；是不是 files？"],
  ["no token", { job_token: "" }, "没有找到用于 GitHub 上 octo/app 的令牌。"],
  ["a wrong token", { token: "wrong-token-000" }, "失败"],
];

describe("with LANG=zh_CN.UTF-8", () => {
  it.each(WRONG)("%s is told in Chinese", async (_, inputs, says) => {
    const { act } = await stage();
    const { log } = await act(inputs, zh);
    const at = log.indexOf("::error::");
    const told = log.slice(at).split(/%0A|\n/);
    expect(log.slice(at)).toContain(says);
    expect(told.map(others).filter((line) => ENGLISH.test(line))).toEqual([]);
  });

  it("the last line is Chinese, and an input wins over the variable", async () => {
    const { act } = await stage();
    expect((await act({ files: "a.txt" }, zh)).log).toMatch(
      /已发布 v1\.0\.0 到 GitHub：1 个文件，5 字节，用时 \S+ 秒 → http/,
    );
    expect((await act({ files: "a.txt", language: "en" }, zh)).log).toMatch(/unchanged v1\.0\.0 on GitHub: 1 file/);
  });

  it("the summary is Chinese: published, unchanged, planned, failed", async () => {
    const { act } = await stage();
    const pages: string[] = [];
    for (const inputs of [{ dry_run: "true" }, {}, {}, { token: "wrong-token-000", body: "x" }])
      pages.push((await act({ files: "a.txt", ...inputs }, zh)).summary);
    expect(pages).toEqual([
      expect.stringMatching(/^### 试运行：GitHub 上的 v1[^]*\| \| 将会做的事 \| \|[^]*上传 a\.txt，5 字节/),
      expect.stringMatching(/\| 状态 \| 已发布，由本次运行创建 \|[^]*\| 文件 \| 大小 \| \|[^]*5 字节 \| 已上传 \|/),
      expect.stringMatching(/\| 状态 \| 已发布，没有变化 \|[^]*\| 1 个文件 \| 5 字节 \| \|/),
      expect.stringMatching(/^### 失败[^]*本次运行没有任何改动。\n\n用时 /),
    ]);
    expect(pages.flatMap(englishIn)).toEqual([]);
  });

  it("the summary of several targets is Chinese: a table, and a part of each", async () => {
    const at = await several(["gitee", "gitea"], { "a.txt": "alpha" });
    const lines = [".", at.line("gitee"), at.line("gitea", "optional=true")];
    const wrong = { TOKEN_GITEA: "wrong-token-000" };
    const planned = await at.act(lines, { dry_run: "true" }, zh);
    const first = await at.act(lines, {}, { ...zh, ...wrong });
    const again = await at.act([".", at.line("gitee", "draft=true"), at.line("gitea")], {}, { ...zh, ...wrong });
    const pages = [planned, first, again].map(({ summary }) => summary);
    expect(pages).toEqual([
      expect.stringMatching(
        /^\| 目标 \| 平台 \| \| \|\n.*\n\| .*\| GitHub \| 计划中 \| \S+ 秒 \|\n[^]*### 试运行：Gitee 上的 v1/,
      ),
      expect.stringMatching(
        /\| Gitee \| 已发布 \| [^]*（可选） \| Gitea \| \*\*失败\*\* \| [^]*\| 状态 \| 已发布，由本次运行创建 \|/,
      ),
      expect.stringMatching(
        /\| GitHub \| 没有变化 \| [^]*\| Gitee \| \*\*失败\*\* \| [^]*### 失败：Gitea 上的 v1\.0\.0/,
      ),
    ]);
    expect([...pages, first.log.slice(first.log.lastIndexOf("可选"))].flatMap(englishIn)).toEqual([]);
    expect([planned.code, first.code, again.code]).toEqual([0, 0, 1]);
  });

  it("a language that is not there is told in both", async () => {
    const { act } = await stage();
    const { code, log } = await act({ language: "fr" });
    expect(code).toBe(2);
    expect(log).toContain("language must be one of auto, en, zh, not “fr”. language 必须是 auto、en 或 zh。");
  });

  it("a notice is Chinese, and no value in it is a command", async () => {
    const { act } = await stage({ "a.txt": "alpha", "::warning::x": "b" });
    const { log } = await act({ files: "a.txt\nno*\n*x", allowUpdates: "true", fail_on_unmatched_files: "false" }, zh);
    expect(log).toContain("::notice::不需要 allowUpdates：已有的发行版总会被更新。");
    expect(log).not.toMatch(/^::warning::x/m);
  });
});
