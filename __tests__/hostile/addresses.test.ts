import { describe, expect, it } from "vitest";
import { serve, serveProxy } from "../http/servers";
import { FORGES, INTERNAL, type Scene, everythingIn, scene } from "./stage";

// Addresses that a server signs for an upload: they carry a right of their own, and go where the server says.

type Ticket = Readonly<Record<string, unknown>>;

/** Forges that sign: where they are asked for an address, and how they answer. */
const SIGNING: Readonly<Record<string, (at: Scene, url: string, more?: Ticket) => void>> = {
  cnb(at, url, more = {}) {
    const body = {
      upload_url: url,
      verify_url: `/${at.repo.name}/-/releases/1/asset-upload-confirmation/x/y`,
      ...more,
    };
    at.host.faults.add({ path: /asset-upload-url$/, times: Infinity, do: { kind: "status", status: 201, body } });
  },
  gitcode(at, url, more = {}) {
    const body = { url, headers: {}, ...more };
    at.host.faults.add({ path: /\/upload_url$/, times: Infinity, do: { kind: "status", status: 200, body } });
  },
};

const ADDRESSES = [
  "file:///etc/passwd",
  "ftp://127.0.0.1/x",
  "data:,x",
  "javascript:1",
  "//storage.example/x?signature=geheim99",
  "http://storage.example/x?signature=geheim99",
  "http://127.0.0.1.storage.example/x",
  "http://localhost.storage.example/x",
  "http://evil.localhost/x?signature=geheim99",
  "http://localhost./x",
  "http://localhost@storage.example/x",
  "https://user:geheim99@storage.example/x",
  "http://[::ffff:127.0.0.1]/x",
  "http://127.0.0.1.nip.example/x",
  "http://[::2]/x",
  "http://0.0.0.0/x",
  "https://",
  "",
];

const signing = FORGES.filter(([name]) => name in SIGNING);

describe.each(signing)("a signed address of %s", (name, subject) => {
  it.each(ADDRESSES)("that is %j is refused before a byte is sent", async (address) => {
    const at = await scene(subject);
    SIGNING[name]?.(at, address);
    const proxy = await serveProxy(() => undefined);
    const env = { HTTP_PROXY: proxy.url, HTTPS_PROXY: proxy.url, NO_PROXY: "127.0.0.1" };
    const ran = await at.publish({ files: "a.txt", retries: "0" }, env);
    expect([ran.code, proxy.heard]).toEqual([1, []]);
    expect(ran.log).not.toMatch(INTERNAL);
    expect(ran.log).not.toContain("geheim99");
    expect(at.host.requests.filter(({ method }) => method === "PUT")).toEqual([]);
  });
});

describe("headers that a server wants to be sent with the bytes", () => {
  const [gitcode] = FORGES.filter(([name]) => name === "gitcode");
  it.each([
    [{ "x\r\nadmin": "1" }],
    [{ x: "1\r\nadmin: 1" }],
    [{ "transfer-encoding": "chunked" }],
    [{ "content-length": "1" }],
    [{ connection: "upgrade", upgrade: "h2c" }],
    [{ expect: "100-continue" }],
    [{ "": "x" }],
    [{ __proto__: null, constructor: {} }],
    [{ Authorization: "Bearer x" }],
    [{ "Proxy-Authorization": "Basic x" }],
    [{ cookie: "session=1" }],
    [{ Host: "internal.example" }],
    [{ "private-token": "x" }],
    [{ "x-forwarded-host": "internal.example" }],
    [{ "x-obs-acl": "public\u0000" }],
    [{ "x-obs-acl": "\u4e2d" }],
    [{ "x-obs-acl": ["a", "b"] }],
    [{ "x-obs-meta": "x".repeat(20_000) }],
    [Object.fromEntries(Array.from({ length: 3000 }, (_, n) => [`x-obs-${n}`, "1"]))],
  ])("%.60j are refused before a byte is sent", async (headers) => {
    const at = await scene(gitcode![1]);
    const { port } = new URL(String(at.repo.environment({}).ATOMGIT_API_URL));
    SIGNING.gitcode?.(at, `http://127.0.0.1:${port}/bytes`, { headers });
    const ran = await at.publish({ files: "a.txt", retries: "0" });
    expect(ran.code).toBe(1);
    expect(ran.log).not.toMatch(/\n\s+at |TypeError/);
    const put = at.host.requests.filter(({ method }) => method === "PUT");
    expect(everythingIn(put)).not.toContain(at.host.tokens.good);
    expect(put).toEqual([]);
  });

  it("are sent where they are signed ones, and where they only repeat what is sent anyway", async () => {
    const at = await scene(gitcode![1]);
    const heard = await serve((message, response) => {
      message.resume();
      response.writeHead(400).end();
    });
    const { host } = new URL(heard.url);
    const headers = {
      Host: host,
      "Content-Length": 5,
      "x-obs-acl": "public-read",
      "x-obs-callback": "e30=",
      none: null,
    };
    SIGNING.gitcode?.(at, `${heard.url}/bytes`, { headers });
    await at.publish({ files: "a.txt", retries: "0" });
    const sent = heard.heard.find(({ method }) => method === "PUT");
    expect(sent?.headers).toMatchObject({ host, "content-length": "5", "x-obs-acl": "public-read" });
    expect(sent?.headers).not.toHaveProperty("none");
  });
});

describe("an address at which CNB wants an upload to be confirmed", () => {
  const [cnb] = FORGES.filter(([name]) => name === "cnb");
  const own = "/-/releases/ID/asset-upload-confirmation";
  const [wrong, right] = [
    [
      "https://evil.example/REPO/-/releases/ID/asset-upload-confirmation/t/a",
      `//evil.example/REPO${own}/t/a`,
      `http://user:pass@HOST/REPO${own}/t/a`,
      "/REPO/-/releases/1/asset-upload-confirmation/t/a",
      "/REPO/-/releases/ID",
      "/REPO/-/releases/ID/assets/asset-upload-confirmation/t",
      `/REPO/-/settings?x=/REPO/-/releases/${own}`,
      `/REPO/-/settings#/REPO${own}/t/a`,
      `/REPO${own}/t/a#x`,
      `/other/REPO${own}/t/a`,
      `/x/y/-/members?a=/REPO${own}`,
      `/REPO/-/git/commit-assets/ID/asset-upload-confirmation/t/a`,
      `/REPO${own}/../../../../-/members`,
      `/REPO${own}/%2e%2e/%2e%2e/members`,
      `/REPO${own}/t/..%2f..%2f..%2fmembers`,
      `/REPO${own}/t/%252e%252e%252fmembers`,
      `/REPO${own}/t/..;/members`,
      `/REPO${own}/t\\..\\..\\members`,
      `/REPO${own}/t/%5c..%5cmembers`,
      `/REPO${own}/t/a%0d%0aadmin`,
      `/REPO${own}/t/a\n`,
      `/REPO${own}/t/%`,
      `/REPO${own}/t/a?_method=DELETE`,
      `/REPO${own}/t/a?upload_token=../../members`,
      `/REPO/%2d/releases/ID/asset-upload-confirmation/t/a`,
      `/REPO/-/releases/ID/asset-upload-confirmation%2f..%2f..%2fmembers/t`,
      `/REPO${own}-not/t/a`,
      `/REPO${own}/${"a/".repeat(5000)}`,
    ],
    [
      `http://HOST/REPO${own}/t/%2FREPO%2F-%2Freleases%2Fdownload%2Fv1%2Fa.txt?ttl=0`,
      `/REPO${own}/t/REPO/-/releases/download/v1.0.0/a..b%20c.txt`,
      `REPO${own}?upload_token=t&asset_path=%2FREPO%2Fa.txt`,
      `/REPO${own}/t/100%25.txt`,
      `/REPO${own}?upload_token=t&asset_path=%2FREPO%2F100%25.txt`,
    ],
  ] as const;

  async function confirmed(given: string): Promise<{ code: unknown; log: string; posts: string[]; puts: number }> {
    const at = await scene(cnb![1]);
    const api = new URL(String(at.repo.environment({}).CNB_API_ENDPOINT)).host;
    const id = at.repo.release({ tag: "v1.0.0" });
    const verify_url = given.replaceAll("REPO", at.repo.name).replaceAll("ID", id).replaceAll("HOST", api);
    const bytes = await serve((message, response) => {
      message.resume();
      response.end();
    });
    SIGNING.cnb?.(at, `${bytes.url}/bytes`, { verify_url });
    const ran = await at.publish({ files: "a.txt", retries: "0" });
    expect(ran.log).not.toMatch(INTERNAL);
    const posts = at.host.requests.filter(({ method }) => method !== "GET").map(({ path }) => path);
    return { code: ran.code, log: ran.log, posts, puts: bytes.heard.length };
  }

  it.each(wrong)("that is %.80j is refused before a byte is sent", async (given) => {
    const { code, log, posts, puts } = await confirmed(given);
    expect([code, puts]).toEqual([1, 0]);
    expect(log).toMatch(/Refused to confirm the upload of a\.txt/);
    expect(posts.filter((path) => !path.endsWith("/asset-upload-url"))).toEqual([]);
  });

  it.each(right)("that is %.80j is taken", async (given) => {
    const { log, posts, puts } = await confirmed(given);
    expect([puts, log]).toEqual([1, expect.not.stringContaining("Refused to confirm")]);
    expect(posts.filter((path) => path.includes("/asset-upload-confirmation"))).toHaveLength(1);
  });
});
