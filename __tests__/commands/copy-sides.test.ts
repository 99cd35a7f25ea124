import { serve, serveProxy } from "../http/servers";
import { type CopyRan, addressOf, copyBetween, mirror, sideOf } from "./copy-stage";
import { NAMES, type Stage, endAll, startStage } from "./stage";
import type { StartOptions } from "../../sandbox/kernel/sandbox";

afterAll(endAll);

async function pair(name = "gitea", options: StartOptions = {}): Promise<[Stage, Stage]> {
  const [from, to] = [await startStage("github"), await startStage(name, options)];
  from.repo.release({ tag: "v1.0.0", title: "One", assets: [{ name: "a.txt", content: "alpha" }] });
  mirror(to, "v1.0.0");
  return [from, to];
}

/** It failed with this, before anything was read or written. */
function expectRefused({ code, stderr, stdout }: CopyRan, exit: number, told: string, to: Stage): void {
  expect([code, stdout, stderr]).toEqual([exit, "", expect.stringContaining(told)]);
  expect(to.repo.writes()).toEqual([]);
}

describe("a target that can take nothing is told before anything is sent", () => {
  it.each(NAMES)("a wrong token, on %s", async (name) => {
    const [from, to] = await pair(name);
    const ran = await copyBetween(from, to, ["--all"], { env: { B: to.sandbox.tokens.wrong } });
    expectRefused(ran, 1, "--to: ", to);
    expect(ran.stderr).toContain("The token came from the variable B.");
  });

  it.each(NAMES)("a token that may only read, on %s", async (name) => {
    const [from, to] = await pair(name);
    const ran = await copyBetween(from, to, ["--all"], { env: { B: to.sandbox.tokens.reads } });
    expect([ran.code, to.repo.seen().flatMap(({ assets }) => assets)]).toEqual([1, []]);
    // What no look tells shows when the first release is made.
    if (["gitcode", "cnb", "sourcehut"].includes(name)) expect(ran.json[0]?.status).toBe("failed");
    else expectRefused(ran, 1, "--to: ", to);
  });

  it.each(["github", "gitlab", "gitea", "forgejo", "tgit"])("an archived repository, on %s", async (name) => {
    const [from, to] = await pair(name);
    const body = (told: unknown): unknown => ({ ...(told as object), archived: true });
    const path = name === "gitlab" || name === "tgit" ? /\/projects\/[^/]+$/ : /\/repos\/[^/]+\/[^/]+$/;
    to.sandbox.faults.add({ method: "GET", path, times: Infinity, do: { kind: "alter", body } });
    expectRefused(
      await copyBetween(from, to, ["--all"]),
      1,
      "--to: The repository is archived, and takes no changes.",
      to,
    );
  });

  it.each(NAMES)("a repository that is not there, on %s", async (name) => {
    const [from, to] = await pair(name);
    const path = name === "sourcehut" ? "~octo/nowhere" : "octo/nowhere";
    const side = sideOf("to", to).with(1, `${to.sandbox.serverUrl}/${path}`);
    expectRefused(await copyBetween(from, to, ["--all"], { to: side }), 1, "--to: ", to);
  });

  it.each([
    [[], 404, 2, "--to: It is not known what kind of forge"],
    [[], 200, 1, "--to: Failed asking what kind of forge"],
    [["--to-forge", "gitea"], 200, 1, "--to: Failed looking at the repository"],
    [["--to-forge", "gitlab"], 404, 1, "--to: Failed looking at the project"],
    [["--to-forge", "gitee"], 200, 1, "--to: Failed"],
  ] as const)("a page that is no forge (%j, %d)", async (flags, status, exit, told) => {
    const [from, to] = await pair();
    const page = await serve((_, response) => {
      response.writeHead(status, { "content-type": "text/html" }).end("<!doctype html><title>Our projects</title>");
    });
    const side = ["--to", `${page.url}/me/app`, "--to-token-env", "B", ...flags, "--retries", "0"];
    expectRefused(await copyBetween(from, to, ["--all"], { to: side }), exit, told, to);
    if (flags.length === 0) for (const { headers } of page.heard) expect(headers.authorization).toBeUndefined();
    expect(page.heard.filter(({ method }) => method !== "GET")).toEqual([]);
  });

  it.each([
    [["--to", "github.com/me/app"], "--to must be the web address of a repository"],
    [["--to", "https://github.com/me"], "--to: "],
    [["--to", "https://github.com/me/app"], "--to: There is no token for me/app on GitHub."],
    [["--to", "https://cnb.cool/me/app"], "--to: There is no token for me/app on CNB."],
    [["--to", "https://github.com/me/app", "--to-token-env", "NOT_SET"], "the variable NOT_SET is empty or not set"],
  ])("%j", async (side, told) => {
    const [from, to] = await pair();
    expectRefused(await copyBetween(from, to, ["--all"], { to: side }), 2, told, to);
  });

  it("the source itself, by whatever address", async () => {
    const [from, to] = await pair();
    for (const address of [addressOf(from), `${addressOf(from)}.git`, addressOf(from).replace("octo", "Octo")]) {
      const side = sideOf("to", from).with(1, address);
      expectRefused(await copyBetween(from, to, ["--all"], { to: side }), 2, "--from and --to are one repository", to);
      expect(from.repo.writes()).toEqual([]);
    }
  });
});

describe("a public source", () => {
  it.each(["github", "gitlab", "gitea", "gitee"])("needs no token, on %s", async (name) => {
    const [from, to] = [await startStage(name), await startStage("github")];
    from.repo.release({ tag: "v1.0.0", assets: [{ name: "a.txt", content: "alpha" }] });
    mirror(to, "v1.0.0");
    const { code, json, stderr } = await copyBetween(from, to, ["--all"], { from: sideOf("from", from).slice(0, -2) });
    expect([code, json[0]?.status]).toEqual([0, "copied"]);
    expect(stderr).toContain("token: none, so that only what is public is seen");
    for (const { headers } of from.sandbox.requests)
      expect(headers.authorization ?? headers["private-token"]).toBeUndefined();
  });

  it.each(["gitcode", "tgit", "cnb", "sourcehut"])("needs one on %s", async (name) => {
    const [from, to] = [await startStage(name), await startStage("github")];
    const ran = await copyBetween(from, to, ["--all"], { from: sideOf("from", from).slice(0, -2) });
    expectRefused(ran, 2, "--from: There is no token for", to);
    expect(from.sandbox.requests).toEqual([]);
  });
});

describe("patience is that of the run, on both sides", () => {
  const busy = ({ sandbox }: Stage, path: RegExp): unknown =>
    sandbox.faults.add({ path, times: 2, do: { kind: "status", status: 503 } });

  it.each([
    ["from", /\/releases\/assets\/\d+$/],
    ["to", /\/releases\/tags\//],
  ] as const)("retries, on the side %s", async (which, path) => {
    for (const [retries, code] of [
      ["1", 1],
      ["2", 0],
    ] as const) {
      const [from, to] = await pair();
      busy(which === "from" ? from : to, path);
      const ran = await copyBetween(from, to, ["--all", "--retries", retries]);
      expect([retries, ran.code, ran.json[0]?.status]).toEqual([retries, code, code === 0 ? "copied" : "failed"]);
    }
  });

  it.each(["from", "to"] as const)("max_wait and stall_timeout, on the side %s", async (which) => {
    const path = which === "from" ? /\/releases\/assets\/\d+$/ : /\/releases\/tags\//;
    const [from, to] = await pair();
    const { sandbox } = which === "from" ? from : to;
    sandbox.faults.add({ path, do: { kind: "status", status: 429, headers: { "retry-after": "50" } } });
    const waits = await copyBetween(from, to, ["--all", "--max-wait", "40"]);
    expect([waits.code, waits.json[0]?.error]).toEqual([1, expect.stringContaining("50 s")]);
    sandbox.faults.add({ path, do: { kind: "hang", when: "before" } });
    const stalls = await copyBetween(from, to, ["--all", "--stall-timeout", "0.1", "--retries", "0"]);
    expect([stalls.code, stalls.json[0]?.error]).toEqual([1, expect.stringContaining("stall_timeout")]);
    expect((await copyBetween(from, to, ["--all"])).json[0]?.status).toBe("copied");
  });

  it("the proxy", async () => {
    const [from, to] = await pair();
    const proxy = await serveProxy((host) => (host.startsWith("127.0.0.1:") ? `http://${host}` : undefined));
    const { code, log } = await copyBetween(from, to, ["--all", "--allow-insecure-http"], {
      env: { HTTP_PROXY: proxy.url },
    });
    if (code !== 0) throw new Error(log);
    const asked = new Set(proxy.heard.map(({ url }) => new URL(url).host));
    for (const { sandbox } of [from, to]) {
      expect(asked).toContain(new URL(sandbox.apiUrl).host);
      expect(sandbox.requests.length).toBeLessThanOrEqual(proxy.heard.length);
    }
  });
});
