import { describe, expect, it } from "@jest/globals";
import { serveProxy } from "../http/servers";
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
  ])("%j make no other request of it, and bring no token along", async (headers) => {
    const at = await scene(gitcode![1]);
    const { port } = new URL(String(at.repo.environment({}).ATOMGIT_API_URL));
    SIGNING.gitcode?.(at, `http://127.0.0.1:${port}/bytes`, { headers });
    const ran = await at.publish({ files: "a.txt", retries: "0" });
    expect(ran.code).toBe(1);
    expect(ran.log).not.toMatch(/\n\s+at |TypeError/);
    const put = at.host.requests.filter(({ method }) => method === "PUT");
    expect(everythingIn(put)).not.toContain(at.host.tokens.good);
    expect(put.filter(({ headers: sent }) => sent.admin !== undefined || sent["content-length"] === "1")).toEqual([]);
  });
});
