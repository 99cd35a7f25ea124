import { afterEach, describe, expect, it } from "vitest";
import { startGitea } from "../../sandbox/gitea";
import { startGitLab } from "../../sandbox/gitlab";
import { serveProxy } from "../http/servers";
import { checkout, folder, several, stage } from "./stage";

// Which server is meant, and which token goes there.

const endings: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(endings.splice(0).map((end) => end()));
});

async function giteaOf(software: "gitea" | "forgejo") {
  const host = await startGitea({ software });
  endings.push(() => host.close());
  const repo = host.repository("octo/app");
  repo.tag("v1.0.0");
  const job = repo.jobToken();
  return { host, repo, job, runner: repo.environment({ tag: "v1.0.0", jobToken: job }) };
}

describe("forge names a kind, not a host", () => {
  it.each([
    ["gitea", "forgejo"],
    ["forgejo", "gitea"],
  ] as const)("on the runner of %s, %s is its own server", async (software, forge) => {
    const { host, job, runner } = await giteaOf(software);
    const [at, proxy] = [await folder({ "a.txt": "a" }), await serveProxy(() => undefined)];
    const env = { ...runner, HTTPS_PROXY: proxy.url };
    const ran = await at.action(env, { forge, job_token: job, files: "a.txt", retries: "0" });
    expect([ran.code, ran.outputs.forge, proxy.heard]).toEqual([0, forge, []]);
    expect(ran.log).toContain(`at ${host.serverUrl} (from the input forge)`);
    expect(ran.log).toMatch(
      /token: \S+, the runner's own\nchosen by: server: GITHUB_SERVER_URL; repository: GITHUB_REPOSITORY\n/,
    );
  });

  it.each([
    ["gitea", "forgejo"],
    ["forgejo", "gitea"],
  ] as const)("in Woodpecker beside %s, %s is its own server", async (software, forge) => {
    const { host } = await giteaOf(software);
    const [at, proxy] = [await folder(), await serveProxy(() => undefined)];
    const where = {
      CI_FORGE_TYPE: software,
      CI_FORGE_URL: host.serverUrl,
      CI_REPO: "octo/app",
      CI_COMMIT_TAG: "v1.0.0",
    };
    const env = { CI: "woodpecker", ...where, GITEA_TOKEN: host.token, HTTPS_PROXY: proxy.url };
    const ran = await at.command(["--forge", forge, "--retries=0"], env);
    expect([ran.code, proxy.heard]).toEqual([0, []]);
    expect(host.requests.length).toBeGreaterThan(0);
  });

  it.each([
    ["--forge=github"],
    ["--forge=gitlab"],
    ["--server-url=https://gitea.com"],
    ["--server-url=https://named.example"],
  ])("the token that Forgejo's runner sets by itself goes nowhere else: %s", async (flag) => {
    const { host, job, runner } = await giteaOf("forgejo");
    expect([runner.FORGEJO_TOKEN, runner.GITHUB_TOKEN]).toEqual([job, job]);
    const [at, proxy] = [await folder(), await serveProxy(() => undefined)];
    for (const more of [{}, { INPUT_TOKEN: job }, { GITLAB_TOKEN: job, GITEA_TOKEN: ` ${job}\n` }]) {
      const env = { ...runner, ...more, HTTPS_PROXY: proxy.url };
      const ran = await at.command([flag, "--retries=0"], env);
      expect([ran.code, ran.log]).toEqual([2, expect.stringContaining("There is no token for")]);
    }
    expect([proxy.heard, host.requests]).toEqual([[], []]);
  });

  it("a server that only the remote names gets no variable's token, and is not asked for nothing", async () => {
    const [gitlab, { host: gitea }, proxy] = [
      await startGitLab({}),
      await giteaOf("gitea"),
      await serveProxy(() => undefined),
    ];
    endings.push(() => gitlab.close());
    gitlab.repository("octo/app").tag("v1.0.0");
    const cases = [
      ["gitlab", "GITLAB_TOKEN", gitlab.serverUrl, gitlab.token],
      ["gitea", "GITEA_TOKEN", gitea.serverUrl, gitea.token],
    ] as const;
    for (const [forge, variable, server, token] of cases) {
      const at = await folder();
      await checkout(at.folder, `${server}/octo/app.git`);
      const words = ["--tag-name=v1.0.0", "--allow-tag-mismatch", "--retries=0"];
      const run = (more: readonly string[], env: Record<string, string>) =>
        at.command([...words, ...more], { HTTPS_PROXY: proxy.url, ...env });
      const [kind, bare] = [
        await run([`--forge=${forge}`], { [variable]: token }),
        await run([], { [variable]: token }),
      ];
      for (const { code, log } of [kind, bare]) {
        expect([code, log]).toEqual([2, expect.stringContaining("which no input names: set --server-url")]);
        expect(log).toContain(`(${variable} is set.)`);
      }
      expect([...gitlab.requests, ...gitea.requests].filter(({ path }) => path.includes("version"))).toEqual([]);
      const given = await run([`--forge=${forge}`], { INPUT_TOKEN: token });
      const named = await run([`--forge=${forge}`, `--server-url=${server}`], { [variable]: token });
      expect([given.code, named.code]).toEqual([0, 0]);
      gitlab.clearRequests();
      gitea.clearRequests();
    }
    expect(proxy.heard).toEqual([]);
  });

  it("a remote of another kind than forge is told, and no public host is taken for it", async () => {
    const [{ host }, proxy, at] = [await giteaOf("gitea"), await serveProxy(() => undefined), await folder()];
    await checkout(at.folder, `${host.serverUrl}/octo/app.git`);
    const env = { HTTPS_PROXY: proxy.url, INPUT_TOKEN: "a-token-of-my-own" };
    const ran = await at.command(["--forge=gitlab", "--tag-name=v1.0.0", "--retries=0"], env);
    expect([ran.code, ran.log]).toEqual([2, expect.stringMatching(/is Gitea, and not GitLab\. Set --server-url/)]);
    expect(proxy.heard).toEqual([]);
    expect(host.requests.every(({ headers }) => !JSON.stringify(headers).includes("a-token-of-my-own"))).toBe(true);
  });

  it("GH_HOST and GITLAB_HOST name a server", async () => {
    const [at, gitlab] = [await stage({}, { shape: "ghes" }), await startGitLab({})];
    endings.push(() => gitlab.close());
    gitlab.repository("octo/app").tag("v1.0.0");
    const cases = [
      [at.github.serverUrl, { GH_HOST: new URL(at.github.serverUrl).host, GH_ENTERPRISE_TOKEN: at.github.token }],
      [gitlab.serverUrl, { GITLAB_HOST: gitlab.serverUrl, GITLAB_TOKEN: gitlab.token }],
    ] as const;
    for (const [server, env] of cases) {
      const from = await folder();
      await checkout(from.folder, `${server}/octo/app.git`);
      const ran = await from.command(["--tag-name=v1.0.0", "--allow-tag-mismatch", "--retries=0"], env);
      expect([ran.code, ran.log]).toEqual([0, expect.stringMatching(/\(from G\w+_HOST\)/)]);
    }
  });
});

describe("an address given as repository", () => {
  it("is taken with and without .git, slashes and the name of its server", async () => {
    const [at, { host: gitea }] = [await stage({}, { shape: "ghes" }), await giteaOf("gitea")];
    const words = ["--tag-name=v1.0.0", "--allow-tag-mismatch", "--dry-run", "--retries=0"];
    const forms = [at.github.serverUrl, gitea.serverUrl].flatMap((url) => [
      `${url}/octo/app`,
      `${url}/octo/app.git`,
      `${url}/octo/app/`,
      `${url}/octo/app.git/`,
    ]);
    const ran = await several(forms, (form) => {
      const token = form.startsWith(gitea.serverUrl) ? gitea.token : at.github.token;
      return at.workspace.command([...words, "--repository", form], { INPUT_TOKEN: token });
    });
    for (const { code, log } of ran) expect([code, log]).toEqual([0, expect.stringContaining("repository octo/app;")]);
    const bare = ["octo/app.git", "/octo/app/", " octo/app "];
    const plain = await several(bare, (form) =>
      at.workspace.command([...words, "--forge=github", "--server-url", at.github.serverUrl, "--repository", form], {
        INPUT_TOKEN: at.github.token,
      }),
    );
    expect(plain.map(({ code }) => code)).toEqual([0, 0, 0]);
  });

  it("of a public host, in every form, leads there", async () => {
    const [at, proxy] = [await folder(), await serveProxy(() => undefined)];
    const forms = [
      "https://github.com/me/app",
      "https://www.github.com/me/app.git",
      "git@github.com:me/app.git",
      "ssh://git@github.com/me/app",
      "ssh://git@ssh.github.com:443/me/app.git",
      "github.com/me/app",
    ];
    const ran = await several(forms, (form) =>
      at.command(["--tag-name=v1", "--retries=0", "--repository", form], {
        GITHUB_TOKEN: "ghp_my_own_token",
        GITLAB_TOKEN: "glpat_my_own_token",
        HTTPS_PROXY: proxy.url,
      }),
    );
    for (const { log } of ran)
      expect(log).toContain(
        "forge: GitHub at https://github.com (github.com is its public host); repository me/app; token: GITHUB_TOKEN",
      );
    expect(new Set(proxy.heard.map(({ url }) => url))).toEqual(new Set(["api.github.com:443"]));
  });

  it.each([
    [["--forge=gitlab", "--repository=https://github.com/me/app"], "the input --forge is gitlab"],
    [["--forge=gitea", "--repository=git@gitlab.com:me/app.git"], "the input --forge is gitea"],
    [
      ["--server-url=https://gitlab.com", "--repository=https://github.com/me/app"],
      "--server-url is https://gitlab.com",
    ],
    [
      ["--server-url=https://git.acme.test", "--repository=git@git.other.test:me/app"],
      "--server-url is https://git.acme.test",
    ],
    [
      ["--api-url=https://api.github.com", "--repository=https://gitlab.com/me/app"],
      "--api-url is https://api.github.com",
    ],
  ])("that contradicts another input is told: %j", async (words, what) => {
    const [at, proxy] = [await folder(), await serveProxy(() => undefined)];
    const env = { INPUT_TOKEN: "a-token-of-my-own", HTTPS_PROXY: proxy.url };
    const ran = await at.command(["--tag-name=v1", ...words], env);
    expect([ran.code, ran.log]).toEqual([2, expect.stringContaining(`${what}: only one of them can be meant`)]);
    expect(proxy.heard).toEqual([]);
  });
});

describe("an alias of an ssh configuration", () => {
  const ALIASES = [
    "git@work:me/app.git",
    "gh:me/app",
    "ssh://git@umarcor-gh/me/app.git",
    "git@github.com-work:me/app.git",
    "git@git_hub.example:me/app",
  ];

  it("is no server: nothing is asked", async () => {
    const proxy = await serveProxy(() => undefined);
    const env = { GITHUB_TOKEN: "ghp_my_own_token", INPUT_TOKEN: "a-token-of-my-own", HTTPS_PROXY: proxy.url };
    const ran = await several(ALIASES, async (alias) => {
      const at = await folder();
      await checkout(at.folder, alias);
      const words = ["--tag-name=v1", "--retries=0"];
      return [
        await at.command(words, env),
        await at.command([...words, "--forge=gitlab"], env),
        await at.command([...words, "--repository", alias], env),
      ];
    });
    for (const { code, log } of ran.flat())
      expect([code, log]).toEqual([
        2,
        expect.stringMatching(/alias of an ssh configuration\. Set --(forge|server-url)/),
      ]);
    expect(proxy.heard).toEqual([]);
  });

  it("tells the repository where an input tells the server", async () => {
    const at = await stage({}, { shape: "ghes" });
    await checkout(at.workspace.folder, "git@work:octo/app.git");
    const words = ["--tag-name=v1.0.0", "--allow-tag-mismatch", "--forge=github", "--server-url", at.github.serverUrl];
    const ran = await at.workspace.command(words, { GITHUB_TOKEN: at.github.token });
    expect([ran.code, ran.log]).toEqual([0, expect.stringContaining("repository octo/app;")]);
  });
});

describe("a target that nothing names", () => {
  it.each([
    [{ TGIT_TOKEN: "t" }, "TGIT_TOKEN is set, so set --forge tgit"],
    [{ GITEE_TOKEN: "t", GITHUB_TOKEN: " " }, "GITEE_TOKEN is set, so set --forge gitee"],
    [{ FORGEJO_TOKEN: "t" }, "FORGEJO_TOKEN is set, so set --forge forgejo"],
    [{ GH_TOKEN: "t", GL_TOKEN: "t" }, "github (GH_TOKEN) or gitlab (GL_TOKEN)"],
    [{}, "Set --forge (github, gitlab, gitea, forgejo, gitee, gitcode, tgit, cnb, sourcehut)"],
  ])("is guessed at by the tokens that lie ready: %j", async (env, advice) => {
    const at = await folder();
    const ran = await at.command(["--tag-name=v1"], env);
    expect([ran.code, ran.log]).toEqual([2, expect.stringContaining(advice)]);
  });
});
