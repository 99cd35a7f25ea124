import { beforeAll, describe, expect, it } from "vitest";
import { type Certificate, selfSigned } from "../http/certificate";
import { serve, serveProxy } from "../http/servers";
import { request } from "node:http";
import { type Stage, commandsIn, folder, stage } from "./stage";

let certificate: Certificate;
let other: Certificate;

beforeAll(async () => {
  [certificate, other] = await Promise.all([
    selfSigned(["DNS:ghe.example", "IP:127.0.0.1"]),
    selfSigned(["DNS:wrong.example"]),
  ]);
});

/** The sandbox behind TLS: what comes in goes on as it is. */
async function secured(at: Stage, tls: Certificate = certificate) {
  return serve((message, response) => {
    const { method, headers, url = "" } = message;
    const sent = request(at.github.serverUrl + url, {
      method,
      headers: { ...headers, host: new URL(at.github.serverUrl).host },
    });
    sent.on("response", (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    message.pipe(sent);
  }, tls);
}

const enterprise = (): Promise<Stage> => stage({ "a.txt": "alpha" }, { shape: "ghes" });

describe("a proxy", () => {
  it.each(["HTTP_PROXY", "http_proxy"])("%s takes plain requests in absolute form, uploads included", async (name) => {
    const at = await stage();
    const proxy = await serveProxy((host) => `http://${host}`);
    const ran = await at.act({ files: "a.txt" }, { [name]: proxy.url });
    expect(ran.code).toBe(0);
    expect(proxy.heard.length).toBe(at.github.requests.length);
    expect(proxy.heard.every(({ url }) => /^http:\/\/127\.0\.0\.1:\d+\/repos\//.test(url))).toBe(true);
    expect(proxy.heard.some(({ url }) => url.startsWith(at.github.uploadUrl))).toBe(true);
  });

  it("is passed by for the hosts of NO_PROXY", async () => {
    const at = await stage();
    const proxy = await serveProxy((host) => `http://${host}`);
    const api = new URL(at.github.apiUrl).host;
    const some = await at.act({ files: "a.txt" }, { HTTP_PROXY: proxy.url, NO_PROXY: `other.example,${api}` });
    expect([some.code, new Set(proxy.heard.map(({ url }) => new URL(url).origin))]).toEqual([
      0,
      new Set([at.github.uploadUrl]),
    ]);
    proxy.heard.length = 0;
    for (const none of [{ NO_PROXY: "*" }, { no_proxy: "127.0.0.1" }, { http_proxy: "" }])
      expect((await at.act({}, { HTTP_PROXY: proxy.url, ...none })).code).toBe(0);
    expect(proxy.heard).toEqual([]);
  });

  it("HTTPS_PROXY is reached by CONNECT, and the far server is checked against ca_file", async () => {
    const at = await enterprise();
    const tls = await secured(at);
    const proxy = await serveProxy((host) => (host === "ghe.example:443" ? tls.url : undefined));
    await at.workspace.write("ca.pem", certificate.cert);
    const own = { GITHUB_SERVER_URL: "https://ghe.example", GITHUB_API_URL: "https://ghe.example/api/v3" };
    const ran = await at.act(
      { ca_file: "ca.pem", dry_run: "true" },
      { ...own, HTTPS_PROXY: proxy.url, HTTP_PROXY: "http://127.0.0.1:1" },
    );
    expect([ran.code, ran.log]).toEqual([0, expect.stringContaining("forge: GitHub at https://ghe.example")]);
    expect(new Set(proxy.heard.map(({ method, url }) => `${method} ${url}`))).toEqual(
      new Set(["CONNECT ghe.example:443"]),
    );
    expect(proxy.heard.every(({ headers }) => headers.authorization === undefined)).toBe(true);
    expect(tls.heard.length).toBeGreaterThan(0);
  });

  it("may want a password, which is in no log", async () => {
    const at = await stage();
    const proxy = await serveProxy((host) => `http://${host}`);
    const withPassword = proxy.url.replace("//", "//me:geheim99@");
    const ran = await at.act({}, { HTTP_PROXY: withPassword, RUNNER_DEBUG: "1" });
    const basic = `Basic ${Buffer.from("me:geheim99").toString("base64")}`;
    expect([ran.code, proxy.heard[0]?.headers["proxy-authorization"]]).toEqual([0, basic]);
    expect(at.github.requests.every(({ headers }) => headers["proxy-authorization"] === undefined)).toBe(false);
    expect(ran.log).not.toContain("geheim99");
  });

  it("that is not there, refuses, or has no scheme is told in people's words", async () => {
    const at = await stage();
    const dead = await at.act({ retries: "0" }, { HTTP_PROXY: "http://127.0.0.1:1" });
    expect([dead.code, dead.log]).toEqual([
      1,
      expect.stringContaining("nothing answers at this address (ECONNREFUSED)"),
    ]);
    expect(dead.log).toContain("HTTP_PROXY");
    const proxy = await serveProxy((host) => `http://${host}`);
    const plain = await at.act({ dry_run: "true" }, { HTTP_PROXY: `127.0.0.1:${proxy.port}` });
    expect([plain.code, plain.log]).toEqual([0, expect.stringContaining("nothing was changed")]);
    expect(proxy.heard.length).toBeGreaterThan(0);
    const refusing = await serveProxy(() => undefined);
    const https = { GITHUB_SERVER_URL: "https://ghe.example", GITHUB_API_URL: "https://ghe.example/api/v3" };
    const refused = await at.act({ retries: "0" }, { ...https, HTTPS_PROXY: refusing.url });
    expect([refused.code, refused.log]).toEqual([
      1,
      expect.stringContaining("::error::Failed looking for the release"),
    ]);
    const odd = await at.act({ retries: "0" }, { HTTP_PROXY: "socks9://127.0.0.1:1" });
    expect([odd.code, odd.log]).toEqual([
      2,
      expect.stringContaining("HTTP_PROXY does not hold the address of a proxy"),
    ]);
    for (const { log } of [dead, refused, odd]) expect(log).not.toMatch(/\n\s+at |TypeError/);
  });
});

describe("certificates", () => {
  it("that nobody vouches for are an error with the way out, at once", async () => {
    const at = await enterprise();
    const tls = await secured(at);
    const own = { GITHUB_SERVER_URL: tls.url, GITHUB_API_URL: `${tls.url}/api/v3` };
    const ran = await at.act({}, own);
    expect([ran.code, ran.log]).toEqual([1, expect.stringContaining("certificate is not trusted here")]);
    expect(ran.log).toContain("ca_file");
    expect(ran.log).not.toContain("waiting");
    expect([tls.heard, at.github.requests]).toEqual([[], []]);
    await at.workspace.write("ca.pem", certificate.cert);
    await at.workspace.write("other.pem", other.cert);
    const wrong = await at.act({ ca_file: "other.pem" }, own);
    expect([wrong.code, wrong.log]).toEqual([1, expect.stringContaining("certificate is not trusted here")]);
    for (const env of [{ SSL_CERT_FILE: "ca.pem", CI_SERVER_TLS_CA_FILE: "" }, { CI_SERVER_TLS_CA_FILE: "ca.pem" }])
      expect((await at.act({ dry_run: "true" }, { ...own, ...env })).code).toBe(0);
    const extra = { NODE_EXTRA_CA_CERTS: `${at.workspace.folder}/ca.pem` };
    const process = { why: "Node reads NODE_EXTRA_CA_CERTS as it starts" };
    expect((await at.act({ dry_run: "true" }, { ...own, ...extra }, { process })).code).toBe(0);
    const both = await at.act({ dry_run: "true", ca_file: "other.pem" }, { ...own, ...extra }, { process });
    expect([both.code, both.log]).toEqual([0, expect.any(String)]);
  });

  it("of another name are an error with the way out", async () => {
    const at = await enterprise();
    const tls = await secured(at, other);
    await at.workspace.write("ca.pem", other.cert);
    const own = { GITHUB_SERVER_URL: tls.url, GITHUB_API_URL: `${tls.url}/api/v3` };
    const ran = await at.act({ ca_file: "ca.pem" }, own);
    expect([ran.code, ran.log]).toEqual([1, expect.stringMatching(/certificate|ERR_TLS_CERT_ALTNAME_INVALID/)]);
  });

  it("are asked for even where a server speaks plain http on its https port", async () => {
    const plain = await serve((_, response) => response.end("hello"));
    const at = await folder();
    const url = plain.url.replace("http:", "https:");
    const words = ["--forge=github", `--server-url=${url}`, "--repository=o/r", "--tag-name=v1", "--retries=0"];
    const ran = await at.command(words, { INPUT_TOKEN: "ghp_some_token" });
    expect([ran.code, commandsIn(ran.log), plain.heard]).toEqual([1, [], []]);
  });
});
