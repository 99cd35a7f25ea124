import { describe, expect, it } from "vitest";
import { serveProxy } from "../http/servers";
import { type Stage, checkout, credentialsOf, several, stage } from "./stage";

const sent = (at: Stage): string[] => credentialsOf(at.github.requests);

describe("the token", () => {
  it("is the given one, else the target's variable, else the runner's own", async () => {
    const at = await stage();
    const [given, variable, other] = [at.github.addToken(), at.github.addToken(), at.github.addToken()];
    const use = async (inputs: Record<string, string>, env: Record<string, string>): Promise<[string[], string]> => {
      at.github.clearRequests();
      const { log } = await at.act({ dry_run: "true", ...inputs }, env);
      return [sent(at), /token: (.*)/.exec(log)?.[1] ?? log];
    };
    const both = { GITHUB_TOKEN: variable, GH_TOKEN: other };
    expect(await use({ token: given }, both)).toEqual([[`token ${given}`], "the input token"]);
    expect(await use({}, both)).toEqual([[`token ${variable}`], "GITHUB_TOKEN"]);
    expect(await use({ token: " " }, { GITHUB_TOKEN: "", GH_TOKEN: other })).toEqual([[`token ${other}`], "GH_TOKEN"]);
    expect(await use({}, {})).toEqual([[`token ${at.github.token}`], "job_token, the runner's own"]);
    const foreign = { GITLAB_TOKEN: other, GITEA_TOKEN: other, CI_JOB_TOKEN: other, TOKEN: other };
    expect(await use({}, foreign)).toEqual([[`token ${at.github.token}`], "job_token, the runner's own"]);
    const enterprise = { GH_ENTERPRISE_TOKEN: given, ...both };
    expect(await use({}, enterprise)).toEqual([[`token ${given}`], "GH_ENTERPRISE_TOKEN"]);
  });

  it("of the runner goes to the runner's own server only", async () => {
    const [own, far] = await Promise.all([stage(), stage()]);
    const place = { forge: "github", server_url: far.github.serverUrl, api_url: far.github.apiUrl };
    const cases: [Record<string, string>, Record<string, string>][] = [
      [place, {}],
      [{ ...place, token: own.github.token }, {}],
      [place, { GITHUB_TOKEN: own.github.token, GH_TOKEN: own.github.token }],
    ];
    for (const { code, log } of await several(cases, ([inputs, env]) =>
      own.act({ repository: "octo/app", ...inputs }, env),
    )) {
      expect(code).toBe(2);
      expect(log).toContain("There is no token for octo/app on GitHub");
      expect(log).toContain("which is for the server that runs the job only");
    }
    expect([own.github.requests, far.github.requests]).toEqual([[], []]);
    const named = await own.act({ ...place, repository: "octo/app", token: far.github.addToken() });
    expect([named.code, own.github.requests]).toEqual([0, []]);
    expect(named.outputs.repository).toBe("octo/app");
  });

  it("of the runner may go to another repository of its server", async () => {
    const at = await stage();
    at.github.repository("octo/other", {}).tag("v1.0.0");
    const ran = await at.act({ repository: "octo/other" });
    expect([ran.code, ran.outputs.repository]).toEqual([0, "octo/other"]);
    expect(sent(at)).toEqual([`token ${at.github.token}`]);
  });

  it("of a variable is not sent to a server that only a git remote names", async () => {
    const at = await stage({ "a.txt": "a" }, { shape: "ghes" });
    await checkout(at.workspace.folder, `${at.github.serverUrl}/octo/app.git`);
    const env = { GITHUB_TOKEN: at.github.token, GH_TOKEN: at.github.token, GH_ENTERPRISE_TOKEN: at.github.token };
    const learned = await at.workspace.command(["--tag-name", "v1.0.0"], env);
    expect([learned.code, learned.log]).toEqual([2, expect.stringContaining("which no input names: set --server-url")]);
    expect(at.github.requests).toEqual([]);
    const words = ["--tag-name", "v1.0.0", "--allow-tag-mismatch"];
    const named = await at.workspace.command([...words, "--server-url", at.github.serverUrl], env);
    expect([named.code, named.log]).toEqual([0, expect.stringContaining("token: GH_ENTERPRISE_TOKEN")]);
    const given = await at.workspace.command(words, { INPUT_TOKEN: at.github.token });
    expect([given.code, given.log]).toEqual([0, expect.stringContaining("the remote origin told when asked")]);
  });

  it("does not go over plain http to another machine", async () => {
    const at = await stage({ "a.txt": "a" }, { shape: "ghes" });
    const proxy = await serveProxy((host) => (host === "ghes.example" ? at.github.serverUrl : undefined));
    const own = { GITHUB_SERVER_URL: "http://ghes.example", GITHUB_API_URL: "http://ghes.example/api/v3" };
    const env = { ...own, HTTP_PROXY: proxy.url };
    const other = await at.act({ token: at.github.addToken() }, env);
    expect([other.code, other.log]).toEqual([2, expect.stringContaining("plain http: the token would be readable")]);
    expect(proxy.heard).toEqual([]);
    const automatic = await at.act({ dry_run: "true" }, env);
    expect([automatic.code, automatic.log]).toEqual([0, expect.stringContaining("::warning::The token travels over")]);
    const allowed = await at.act({ dry_run: "true", token: at.github.addToken(), allow_insecure_http: "true" }, env);
    expect([allowed.code, allowed.log]).toEqual([0, expect.stringContaining("::warning::The token travels over")]);
  });

  it("goes over plain http to this machine, whatever its name, where no proxy stands before it", async () => {
    const at = await stage({ "a.txt": "a" }, { shape: "ghes" });
    const port = new URL(at.github.serverUrl).port;
    const hosts = ["localhost", "127.0.0.1", "127.1.2.3", "[::1]"];
    const proxy = await serveProxy(() => at.github.serverUrl);
    const run = (host: string, env: Record<string, string>) =>
      at.workspace.command(
        [
          "--dry-run",
          "--tag-name=v1.0.0",
          "--retries=0",
          "--forge=github",
          `--repository=http://${host}:${port}/octo/app`,
        ],
        { GITHUB_TOKEN: at.github.token, ...env },
      );
    for (const passed of [{}, { HTTP_PROXY: proxy.url, NO_PROXY: "localhost,127.0.0.1,127.1.2.3,[::1]" }]) {
      const ran = await several(hosts, (host) => run(host, passed));
      expect(ran.map(({ log }) => log.includes("plain http"))).toEqual(hosts.map(() => false));
      expect(ran.map(({ log }) => log.includes("token: GITHUB_TOKEN"))).toEqual(hosts.map(() => true));
    }
    // A proxy before it: the bytes leave this machine.
    for (const { code, log } of await several(hosts, (host) => run(host, { http_proxy: proxy.url })))
      expect([code, log]).toEqual([2, expect.stringMatching(/plain http, and a proxy stands before it/)]);
    expect(proxy.heard).toEqual([]);
    const evil = ["evil.localhost", "127.0.0.1.evil.example", "localhost.evil.example", "0.0.0.0", "10.0.0.1"];
    const refused = await several(evil, (host) =>
      at.workspace.command(["--forge=github", "--tag-name=v1", "--repository=o/r", `--server-url=http://${host}`], {
        INPUT_TOKEN: "ghp_not_for_them",
      }),
    );
    for (const { code, log } of refused) expect([code, log]).toEqual([2, expect.stringContaining("plain http")]);
  });
});

describe("a token that the server refuses", () => {
  it.each([
    [{ INPUT_TOKEN: "wrong-token-of-mine" }, {}, "The token came from the input token."],
    [{ GH_TOKEN: "wrong-token-of-mine" }, {}, "The token came from GH_TOKEN."],
    [{}, { job_token: "wrong-token-of-mine" }, "The token came from job_token, the runner's own."],
  ])("is told by where it came from: %j %j", async (env, inputs, words) => {
    const at = await stage();
    const ran = await at.act({ retries: "0", ...inputs }, env);
    expect([ran.code, ran.log]).toEqual([1, expect.stringContaining(words)]);
    expect(ran.log).not.toContain("token input");
  });
});
