import { describe, expect, it } from "vitest";
import { serveProxy } from "../http/servers";
import { type Stage, credentialsOf, folder, stage } from "./stage";

const sha = "0123456789abcdef0123456789abcdef01234567";
const family = {
  CI: "true",
  GITHUB_ACTIONS: "true",
  GITHUB_REPOSITORY: "o/r",
  GITHUB_REF: "refs/tags/v1",
  GITHUB_SHA: sha,
};
const dotcom = { GITHUB_SERVER_URL: "https://github.com", GITHUB_API_URL: "https://api.github.com" };
const gitea = {
  GITHUB_SERVER_URL: "http://gitea:3000",
  GITHUB_API_URL: "http://gitea:3000/api/v1",
  GITHUB_GRAPHQL_URL: "",
};

/** Servers that GitHub's client is sent to: who runs the job, why, and which host is asked. */
const SPOKEN: readonly (readonly [string, Record<string, string>, string, string, string])[] = [
  ["github.com", dotcom, "GitHub Actions (GITHUB_ACTIONS)", "https://github.com", "api.github.com:443"],
  [
    "an Enterprise Server",
    { GITHUB_SERVER_URL: "https://ghe.example.com", GITHUB_API_URL: "https://ghe.example.com/api/v3" },
    "GitHub Actions (GITHUB_ACTIONS)",
    "https://ghe.example.com",
    "ghe.example.com:443",
  ],
  [
    "GHE.com",
    { GITHUB_SERVER_URL: "https://acme.ghe.com/", GITHUB_API_URL: "https://api.acme.ghe.com" },
    "GitHub Actions (GITHUB_ACTIONS)",
    "https://acme.ghe.com",
    "api.acme.ghe.com:443",
  ],
  ["act", { ...dotcom, ACT: "true", GITHUB_RUN_ID: "1" }, "act (ACT)", "https://github.com", "api.github.com:443"],
];

/** Runners of forges that this version may not speak to yet. */
const FOREIGN: readonly (readonly [string, Record<string, string>, string, string])[] = [
  ["Gitea", { ...gitea, GITEA_ACTIONS: "true", ACT: "true" }, "Gitea Actions (GITEA_ACTIONS)", "gitea"],
  [
    "Gitea under a path",
    { ...gitea, GITEA_ACTIONS: "true", GITHUB_API_URL: "https://h.example/git/api/v1" },
    "Gitea Actions (GITEA_ACTIONS)",
    "gitea",
  ],
  [
    "Forgejo, which says Gitea, too",
    {
      ...gitea,
      GITEA_ACTIONS: "true",
      FORGEJO_ACTIONS: "true",
      ACT: "true",
      FORGEJO_TOKEN: "automatic_token",
      GITHUB_TOKEN: "automatic_token",
    },
    "Forgejo Actions (FORGEJO_ACTIONS)",
    "forgejo",
  ],
  ["an old runner of Gitea", gitea, "Gitea Actions (GITHUB_API_URL)", "gitea"],
];

describe("a runner of the Actions family", () => {
  it.each(SPOKEN)("%s", async (_, env, running, server, asked) => {
    const at = await folder();
    const proxy = await serveProxy(() => undefined);
    const ran = await at.action(
      { ...family, ...env, HTTPS_PROXY: proxy.url },
      { job_token: "ghs_automatic", retries: "0" },
    );
    expect(ran.log).toContain(`running in ${running}`);
    expect(ran.log).toContain(
      `forge: GitHub at ${server} (from ${/\((\w+)\)/.exec(running)?.[1] ?? ""}); repository o/r`,
    );
    expect(new Set(proxy.heard.map(({ method, url }) => `${method} ${url}`))).toEqual(new Set([`CONNECT ${asked}`]));
    expect(ran.code).toBe(1);
  });

  it.each(FOREIGN)("%s is told from GitHub, and its own server is asked", async (_, env, running, forge) => {
    const at = await folder();
    const proxy = await serveProxy(() => undefined);
    const proxies = { HTTP_PROXY: proxy.url, HTTPS_PROXY: proxy.url };
    const ran = await at.action({ ...family, ...env, ...proxies }, { job_token: "automatic_token", retries: "0" });
    expect([ran.code, ran.log]).toEqual([1, expect.stringContaining(`running in ${running}`)]);
    expect(ran.log.toLowerCase()).toContain(`forge: ${forge} at http://gitea:3000 (from `);
    const asked = new URL(env.GITHUB_API_URL ?? "");
    expect(proxy.heard.length).toBeGreaterThan(0);
    for (const { url = "" } of proxy.heard) expect(url).toContain(asked.hostname);
  });

  it("is trusted by its marker only, never by other variables of GitHub", async () => {
    const at = await folder();
    for (const marker of [undefined, "1", "false"]) {
      const env = { ...family, ...dotcom, GITHUB_ACTIONS: marker, GITHUB_TOKEN: "ghp_from_a_laptop" };
      const ran = await at.command([], env);
      expect([ran.code, ran.log]).toEqual([2, expect.stringContaining("No tag was given. Set INPUT_TAG_NAME.")]);
    }
  });

  it("that publishes elsewhere says so", async () => {
    const at = await stage();
    const place = {
      forge: "github",
      server_url: at.github.serverUrl,
      api_url: at.github.apiUrl,
      repository: "octo/app",
    };
    const env = { ...family, ...gitea, GITEA_ACTIONS: "true" };
    const inputs = { ...place, tag_name: "v1.0.0", token: at.github.token, job_token: "gitea_automatic" };
    const ran = await at.workspace.action(env, inputs);
    expect([ran.code, ran.log]).toEqual([0, expect.stringContaining("running in Gitea Actions (GITEA_ACTIONS)")]);
    expect(ran.log).toContain(`forge: GitHub at ${at.github.serverUrl} (from the input forge); repository octo/app`);
    expect(credentialsOf(at.github.requests)).toEqual([`token ${at.github.token}`]);
  });
});

describe("an event", () => {
  const event = async (at: Stage, name: string, payload: unknown, more: Record<string, string> = {}) => {
    await at.workspace.write(`${name}.json`, JSON.stringify(payload));
    const env = { GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: `${at.workspace.folder}/${name}.json`, ...more };
    return at.act({}, env);
  };

  it.each([
    ["release", { action: "deleted", release: { id: 1, tag_name: "v1.0.0" } }, {}],
    ["release", { action: "unpublished", release: { id: 1, tag_name: "v1.0.0" } }, {}],
    ["delete", { ref_type: "tag", ref: "v1.0.0" }, { GITHUB_REF: "refs/heads/main" }],
    ["push", { deleted: true }, { GITHUB_SHA: "0".repeat(40) }],
  ])("%s that withdraws ends with a notice and no request", async (name, payload, more) => {
    const at = await stage();
    const ran = await event(at, name, payload, more);
    expect([ran.code, ran.log]).toEqual([
      0,
      expect.stringContaining("::notice::A tag or a release was deleted or unpublished"),
    ]);
    expect(at.github.requests).toEqual([]);
  });

  it("release names the tag and the release", async () => {
    const at = await stage();
    const { id } = at.repo.release({ tag: "v3.0.0" });
    const payload = { action: "published", release: { id, tag_name: "v3.0.0", draft: false } };
    const ran = await event(at, "release", payload, { GITHUB_REF: "refs/tags/v3.0.0" });
    expect([ran.code, ran.outputs.id, ran.outputs.created]).toEqual([0, String(id), "false"]);
  });

  it("of a branch is never taken for a tag, one of a pull request needs a target", async () => {
    const at = await stage();
    const branch = await at.act({}, { GITHUB_REF: "refs/heads/v2", GITHUB_REF_NAME: "v2" });
    expect([branch.code, branch.log]).toEqual([2, expect.stringContaining("No tag was given")]);
    const pull = { GITHUB_EVENT_NAME: "pull_request", GITHUB_REF: "refs/pull/7/merge", GITHUB_REF_NAME: "7/merge" };
    const asked = await at.act({ tag_name: "v7.0.0" }, pull);
    expect([asked.code, asked.log]).toEqual([2, expect.stringContaining("set target_commitish")]);
    expect(at.repo.releases).toEqual([]);
  });
});
