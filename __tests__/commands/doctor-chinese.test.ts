import { truncate } from "node:fs/promises";
import { join } from "node:path";
import type { Repository } from "../../sandbox/kernel/repository";
import type { Sandbox } from "../../sandbox/kernel/sandbox";
import { IN_CHINESE, englishIn } from "../chinese/english";
import { repository } from "../ci/git-stage";
import { type Workspace, createWorkspace } from "../doors/bundle";
import { createClock } from "../doors/clock";
import { type Ended, runInProcess } from "../doors/in-process";
import { selfSigned } from "../http/certificate";
import { serve } from "../http/servers";
import { endAll, startSandbox } from "./stage";

afterAll(endAll);

let workspace: Workspace;
beforeAll(async () => {
  workspace = await createWorkspace({ "dist/a.txt": "alpha", "huge.bin": "" });
  await truncate(join(workspace.folder, "huge.bin"), 300 * 1024 ** 2);
});
afterAll(() => workspace.close());

interface Asked {
  readonly words?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly token?: string;
  readonly at?: Partial<Pick<Sandbox, "serverUrl" | "apiUrl">>;
  readonly ahead?: number;
  readonly folder?: string;
}

describe.each(["github", "gitee", "gitcode", "tgit", "cnb", "gitlab"])("%s: doctor in Chinese", (name) => {
  let sandbox: Sandbox;
  let secure: Sandbox;
  let repo: Repository;
  beforeAll(async () => {
    sandbox = await startSandbox(name);
    secure = await startSandbox(name, { tls: await selfSigned(["IP:127.0.0.1"]) });
    repo = sandbox.repository(undefined, {});
    repo.tag("v1.0.0", { annotated: "One" });
  });

  async function check({ words = [], env, token, at, ahead = 0, folder }: Asked): Promise<Ended> {
    const { serverUrl, apiUrl, tokens } = { ...sandbox, ...at };
    const clock = createClock();
    return runInProcess({
      words: [
        ...["doctor", ...words, ...(words.includes("--tag-name") ? [] : ["--tag-name", "v1.0.0"])],
        ...["--forge", name, "--server-url", serverUrl, "--api-url", apiUrl, "--repository", repo.path],
        ...["--token-env", "SECRET"],
      ],
      env: { PATH: process.env.PATH, INPUT_RETRY_DELAY: "0.01", SECRET: token ?? tokens.good, ...IN_CHINESE, ...env },
      folder: folder ?? workspace.folder,
      clock: { ...clock, now: () => clock.now() + ahead },
    });
  }

  /** A checkout whose commit is another one than that of the tag on the server. */
  const moved = async (): Promise<string> => {
    const made = await repository();
    made.commit();
    made.git("remote", "add", "origin", `${sandbox.serverUrl}/${repo.path}.git`);
    return made.folder;
  };

  it.each<[string, () => Asked | Promise<Asked>, RegExp]>([
    ["nothing", () => ({ words: ["dist/*.txt"] }), /^正常 +令牌 +来自变量 SECRET 的令牌/m],
    ["no token", () => ({ token: "" }), /^错误 +令牌 /m],
    ["a wrong token", () => ({ token: sandbox.tokens.wrong }), /^(错误|未知) +令牌 /m],
    ["a right that is missing", () => ({ token: sandbox.tokens.reads }), /^(错误|未知) +权限 /m],
    ["a tag that is missing", () => ({ words: ["--tag-name", "v9", "--verify-tag"] }), /^错误 +标签 +标签 v9 不存在/m],
    ["a tag that nobody made", () => ({ words: ["--tag-name", "v9"] }), /^\S+ +标签 .*v9.*/m],
    [
      "a tag that was moved",
      async () => ({ folder: await moved() }),
      /标签 v1\.0\.0 在提交 \w+ 上，但正在构建的是 \w+。\n +→ 请移动标签/,
    ],
    ["a file that is too large", () => ({ words: ["huge.bin"] }), /^\S+ +文件 /m],
    [
      "a host that nobody knows",
      () => ({ at: { serverUrl: "https://nowhere.invalid", apiUrl: "https://api.nowhere.invalid" } }),
      /^错误 +服务器 /m,
    ],
    ["a certificate that nothing vouches for", () => ({ at: secure }), /^错误 +证书 /m],
    [
      "a proxy that wants a password",
      async () => {
        const { url } = await serve((_, response) => response.writeHead(407).end("who are you?"));
        return { env: { HTTP_PROXY: url.replace("//", "//me:geheim@"), INPUT_ALLOW_INSECURE_HTTP: "true" } };
      },
      /^错误 +代理 /m,
    ],
    ["a clock that is off", () => ({ ahead: 3_600_000 }), /^警告 +时钟 +这台机器的时钟比服务器快 1 小时/m],
    ["a pattern without a file", () => ({ words: ["dist/*.zip"] }), /^错误 +文件 .*"dist\/\*\.zip"/m],
    ["notes that are missing", () => ({ words: ["--body-path", "none.md"] }), /^错误 +发行说明 /m],
    ["an input that is wrong", () => ({ words: ["--draft=perhaps", "--flies", "x"] }), /^错误 +输入 /m],
  ])("finds %s, and says no sentence in two languages", async (_, asked, says) => {
    const { log } = await check(await asked());
    expect(log).toMatch(says);
    expect(log).toMatch(/^\d+ 项正常/m);
    expect(englishIn(log)).toEqual([]);
  });
});

describe("doctor in Chinese", () => {
  it("of several targets: each, the optional one, and how many there are of which kind", async () => {
    const sandboxes = await Promise.all(["gitee", "gitea", "tgit"].map((name) => startSandbox(name)));
    const made = await repository();
    made.commit();
    const lines = sandboxes.map(({ forge, serverUrl, apiUrl, ...sandbox }, at) => {
      const { path } = sandbox.repository("me/app", {});
      const words = [`forge=${forge}`, `api_url=${apiUrl}`, `token_env=T${at}`, ...(at === 1 ? ["optional=true"] : [])];
      return `${serverUrl}/${path} ${words.join(" ")}`;
    });
    const { code, log } = await runInProcess({
      words: ["doctor", "--tag-name", "v1.0.0"],
      env: {
        ...{ PATH: process.env.PATH, INPUT_RETRY_DELAY: "0.01", INPUT_TARGETS: lines.join("\n"), ...IN_CHINESE },
        ...{ T0: sandboxes[0]?.tokens.good ?? "", T1: sandboxes[1]?.tokens.wrong ?? "" },
      },
      folder: made.folder,
    });
    expect(log).toMatch(/^http\S+\/me\/app（可选）$/m);
    expect(log).toMatch(/^正常 +检出 +HEAD 是 \w+（main）。 ?没有标签 v1\.0\.0。$/m);
    expect(log).toMatch(/^错误 +令牌 +\S*targets 第 3 行的 token_env：变量 T2 是空的或没有设置。$/m);
    expect(log).toMatch(/^正常 +输入 +3 个输入，没有问题。$/m);
    expect(log).toMatch(/^\d+ 项正常，(\d+ 个警告，)?\d+ 项错误，\d+ 项未知$/m);
    expect([code, englishIn(log)]).toEqual([2, []]);
  });
});
