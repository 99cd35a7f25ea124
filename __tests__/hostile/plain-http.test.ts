import { describe, expect, it } from "vitest";
import { folder } from "../doors/stage";
import { serve, serveProxy } from "../http/servers";
import { FORGES, scene } from "./stage";

// Plain http is judged by where the bytes go, and not by what the address looks like.

const json = { "content-type": "application/json" };

describe.each(FORGES)("%s on a loopback address", (_, subject) => {
  it.each(["HTTP_PROXY", "http_proxy"])(
    "that %s takes away is refused, with a token of the user's own",
    async (name) => {
      const at = await scene(subject);
      const proxy = await serveProxy(() => undefined);
      const own = {
        FORGEJO_TOKEN: "",
        GITHUB_TOKEN: "",
        CI_JOB_TOKEN: "",
        ATOMGIT_TOKEN: "",
        CNB_TOKEN: "",
        GITEE_TOKEN: "",
      };
      const ran = await at.publish(
        { files: "a.txt", token: "a-token-of-my-own", retries: "0" },
        { ...own, [name]: proxy.url },
      );
      expect([ran.code, ran.log]).toEqual([2, expect.stringMatching(/plain http, and a proxy stands before it/)]);
      expect([proxy.heard, at.repo.requests()]).toEqual([[], []]);
    },
  );

  it("that the proxy passes by is served", async () => {
    const at = await scene(subject);
    const proxy = await serveProxy(() => undefined);
    const ran = await at.publish({ files: "a.txt" }, { HTTP_PROXY: proxy.url, NO_PROXY: "localhost,127.0.0.1" });
    expect([ran.code, proxy.heard]).toEqual([0, []]);
  });
});

describe("http to a server that the CI knows as https", () => {
  const GITHUB = {
    GITHUB_ACTIONS: "true",
    GITHUB_REPOSITORY: "o/r",
    GITHUB_REF: "refs/tags/v1",
    GITHUB_SHA: "c0ffee1",
  };
  const at = (api: string) => ({ ...GITHUB, GITHUB_SERVER_URL: "https://git.acme.test", GITHUB_API_URL: api });
  const GITLAB = { CI_SERVER_URL: "https://git.acme.test", CI_API_V4_URL: "https://git.acme.test/api/v4" };
  it.each<[string, Record<string, string>, Record<string, string>]>([
    ["GitHub", at("https://git.acme.test/api/v3"), { api_url: "http://git.acme.test/api/v3" }],
    ["GitHub", at("https://git.acme.test/api/v3"), { server_url: "http://git.acme.test" }],
    [
      "Gitea",
      { ...at("https://git.acme.test/api/v1"), GITEA_ACTIONS: "true" },
      { api_url: "http://git.acme.test/api/v1", forge: "gitea" },
    ],
    [
      "Forgejo",
      { ...at("https://git.acme.test/api/v1"), FORGEJO_ACTIONS: "true" },
      { repository: "http://git.acme.test/o/r", forge: "gitea" },
    ],
    [
      "GitLab",
      {
        GITLAB_CI: "true",
        ...GITLAB,
        CI_PROJECT_PATH: "o/r",
        CI_COMMIT_TAG: "v1",
        CI_JOB_TOKEN: "job-token-of-the-runner",
      },
      { api_url: "http://git.acme.test/api/v4", forge: "gitlab" },
    ],
    [
      "CNB",
      {
        CNB: "true",
        CNB_WEB_ENDPOINT: "https://git.acme.test",
        CNB_API_ENDPOINT: "https://git.acme.test/api",
        CNB_REPO_SLUG: "o/r",
        CNB_IS_TAG: "true",
        CNB_BRANCH: "v1",
        CNB_TOKEN: "job-token-of-the-runner",
      },
      { api_url: "http://git.acme.test/api", forge: "cnb" },
    ],
  ])("is not its own: no token goes there from %s", async (_, env, inputs) => {
    const [workspace, proxy] = [await folder(), await serveProxy(() => undefined)];
    const job = "job-token-of-the-runner";
    const net = { HTTP_PROXY: proxy.url, HTTPS_PROXY: proxy.url };
    for (const token of ["", job, "a-token-of-my-own"]) {
      const ran = await workspace.action({ ...env, ...net }, { job_token: job, token, retries: "0", ...inputs });
      expect([ran.code, ran.log]).toEqual([2, expect.stringMatching(/There is no token for|is plain http/)]);
    }
    expect(proxy.heard).toEqual([]);
  });
});

describe("an upload_url of GitHub on plain http", () => {
  /** A forge on this machine that sends uploads where the test says. */
  const forgeSending = (upload: string) =>
    serve((message, response) => {
      const isRelease = message.url?.endsWith("/releases/tags/v1") === true;
      const release = { id: 1, tag_name: "v1", name: "v1", assets: [], html_url: "http://x", upload_url: upload };
      message.resume();
      const body = isRelease ? release : message.url?.includes("/assets") === true ? [] : {};
      response.writeHead(Array.isArray(body) || isRelease ? 200 : 404, json).end(JSON.stringify(body));
    });

  it.each([
    ["http://git.corp.test", "http://git.corp.test/up{?name}"],
    ["http://git.corp.test:3000", "http://git.corp.test:8080/up{?name}"],
    ["http://10.0.0.9", "http://10.0.0.9/up{?name}"],
    ["https://git.corp.test", "http://git.corp.test/up{?name}"],
    ["http://evil.localhost", "http://evil.localhost/up{?name}"],
  ])("beside a loopback API, server_url %s, is refused before a byte is sent", async (server, upload) => {
    const [forge, proxy] = [await forgeSending(upload), await serveProxy(() => undefined)];
    const at = await folder({ "a.txt": "a" });
    const words = [
      "--forge=github",
      `--server-url=${server}`,
      `--api-url=${forge.url}`,
      "--repository=o/r",
      "--tag-name=v1",
    ];
    const env = { INPUT_TOKEN: "a-token-of-my-own", HTTP_PROXY: proxy.url, NO_PROXY: "127.0.0.1" };
    const run = (more: readonly string[]) =>
      at.command([...words, "--allow-tag-mismatch", "--retries=0", ...more, "a.txt"], env);
    const ran = await run([]);
    expect([ran.code, ran.log]).toEqual([1, expect.stringContaining("the release's upload address is on plain http")]);
    expect([proxy.heard, forge.heard.every(({ method }) => method === "GET")]).toEqual([[], true]);
    await run(["--allow-insecure-http"]);
    expect(proxy.heard.map(({ method }) => method)).toEqual(["POST"]);
  });

  it("on this machine, but behind a proxy, is refused as well", async () => {
    const uploads = await serve((_, response) => response.end());
    const [forge, proxy] = [await forgeSending(`${uploads.url}/up{?name}`), await serveProxy(() => undefined)];
    const at = await folder({ "a.txt": "a" });
    const words = [
      "--forge=github",
      `--server-url=${forge.url}`,
      `--api-url=${forge.url}`,
      "--repository=o/r",
      "--tag-name=v1",
    ];
    const env = { INPUT_TOKEN: "a-token-of-my-own", HTTP_PROXY: proxy.url, NO_PROXY: `127.0.0.1:${forge.port}` };
    const ran = await at.command([...words, "--allow-tag-mismatch", "--retries=0", "a.txt"], env);
    expect([ran.code, ran.log]).toEqual([1, expect.stringContaining("the release's upload address is on plain http")]);
    expect([proxy.heard, uploads.heard]).toEqual([[], []]);
  });
});

const SIGNING = FORGES.filter(([name]) => name === "cnb" || name === "gitcode");

describe.each(SIGNING)("a signed address of %s on plain http", (name, subject) => {
  it("is served on this machine, and refused where a proxy stands before it", async () => {
    const at = await scene(subject);
    const store = await serve((_, response) => response.end());
    const proxy = await serveProxy(() => undefined);
    const api = String(at.repo.environment({})[name === "cnb" ? "CNB_API_ENDPOINT" : "ATOMGIT_API_URL"]);
    for (const url of [`${store.url}/bytes`, "http://evil.localhost/bytes"]) {
      const [path, status, body] =
        name === "cnb"
          ? ([
              /asset-upload-url$/,
              201,
              { upload_url: url, verify_url: `/${at.repo.name}/-/releases/1/asset-upload-confirmation/x/y` },
            ] as const)
          : ([/\/upload_url$/, 200, { url, headers: {} }] as const);
      at.host.faults.add({ path, do: { kind: "status", status, body } });
      const env = { HTTP_PROXY: proxy.url, NO_PROXY: new URL(api).host };
      const ran = await at.publish({ files: "a.txt", retries: "0" }, env);
      expect([ran.code, ran.log]).toEqual([1, expect.stringMatching(/is not (https|safe)/)]);
    }
    expect([proxy.heard, store.heard]).toEqual([[], []]);
  });
});
