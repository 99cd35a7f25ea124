import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { once } from "node:events";
import { type Socket, connect, createServer } from "node:net";
import { createServer as createSecureServer } from "node:https";
import type { Connections } from "../../src/http/connect/routes";
import { type Certificate, selfSigned } from "./certificate";
import { apiOf, client, get } from "./client";
import { serve, serveProxy } from "./servers";

let certificate: Certificate;
beforeAll(async () => {
  certificate = await selfSigned(["DNS:far.example", "IP:127.0.0.1"]);
});

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** What a request through some connections comes to: a status, or what is said of its failure. */
async function asked(base: string, connections: Partial<Connections>, stallTimeout = 5): Promise<unknown> {
  const api = apiOf(client({ retries: 0, stallTimeout }, { connectTimeout: 1, ...connections }), base);
  return api.call(get).then(
    ({ status }) => status,
    (error: unknown) => (typeof error === "object" && error !== null && "said" in error ? error.said : error),
  );
}

const trusting = (): Partial<Connections> => ({ authorities: [{ file: "ca.pem", pem: certificate.cert }] });
const good = () => serve((_, response) => response.end("{}"), certificate);

describe("a tunnel of CONNECT", () => {
  it("leads to a server of TLS, whose name and certificate are checked as ever", async () => {
    const far = await good();
    const proxy = await serveProxy((host) => (host.endsWith(".example:443") ? far.url : undefined));
    const through = { ...trusting(), httpsProxy: proxy.url.replace("//", "//me:p%40ss@") };
    expect(await asked("https://far.example", through)).toBe(200);
    expect(proxy.heard).toMatchObject([
      {
        method: "CONNECT",
        url: "far.example:443",
        headers: { "proxy-authorization": `Basic ${Buffer.from("me:p@ss").toString("base64")}` },
      },
    ]);
    expect(far.heard[0]?.headers).toMatchObject({ host: "far.example", authorization: "token secret-token" });
    expect(far.heard[0]?.headers).not.toHaveProperty("proxy-authorization");
    expect(await asked("https://other.example", through)).toContain("is for other names");
    expect(await asked("https://far.example", { httpsProxy: proxy.url })).toContain("is not trusted here");
  });

  it("is used again for the next request", async () => {
    const far = await good();
    const proxy = await serveProxy(() => far.url);
    const api = apiOf(client({}, { ...trusting(), httpsProxy: proxy.url }), "https://far.example");
    for (let turn = 0; turn < 3; turn++) await api.call(get);
    expect([far.heard.length, proxy.heard.length]).toEqual([3, 1]);
  });

  it("may begin with TLS to the proxy itself", async () => {
    const far = await good();
    const proxy = createSecureServer(certificate);
    proxy.on("connect", (_, near: Socket) => {
      const to = connect(far.port, "127.0.0.1", () => {
        near.write("HTTP/1.1 200 Connection established\r\n\r\n");
        to.pipe(near).pipe(to);
      });
      for (const socket of [near, to]) socket.on("error", () => undefined);
      ends.push(() => near.destroy());
    });
    ends.push(() => proxy.close());
    await once(proxy.listen(0, "127.0.0.1"), "listening");
    const address = proxy.address();
    const url = `https://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
    expect(await asked("https://far.example", { ...trusting(), httpsProxy: url })).toBe(200);
    expect(await asked("https://far.example", { httpsProxy: url })).toContain("is not trusted here");
  });

  it.each([
    ["HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", "wants a user and a password (PROXY_407)"],
    ["HTTP/1.1 502 Bad Gateway\r\ncontent-length: 2\r\n\r\nno", "refused to connect (PROXY_502)"],
    ["SSH-2.0-OpenSSH_9\r\n", "does not speak HTTP"],
    ["", "nothing answers at this address (CONNECT_TIMEOUT)"],
  ])("that a proxy answers with %j is told", async (answer, said) => {
    const proxy = createServer((socket) => {
      socket.on("error", () => undefined);
      socket.once("data", () => socket.write(answer));
      ends.push(() => socket.destroy());
    });
    ends.push(() => proxy.close());
    await once(proxy.listen(0, "127.0.0.1"), "listening");
    const address = proxy.address();
    const httpsProxy = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
    expect(await asked("https://far.example", { httpsProxy })).toContain(said);
  });

  it("that never stands does not keep a run that is stopped", async () => {
    const proxy = createServer((socket) => {
      ends.push(() => socket.destroy());
    });
    ends.push(() => proxy.close());
    await once(proxy.listen(0, "127.0.0.1"), "listening");
    const address = proxy.address();
    const httpsProxy = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
    const at = client({}, { httpsProxy, connectTimeout: 60 });
    const call = apiOf(at, "https://far.example").call(get);
    setTimeout(() => {
      at.stop.abort(new Error("stopped"));
    }, 50);
    await expect(call).rejects.toThrow("stopped");
  });
});

/** A proxy of SOCKS 5 that leads everywhere to one server, and hears where it should. */
async function serveSocks(port: number, login?: string) {
  const heard: string[] = [];
  const proxy = createServer((near) => {
    void (async () => {
      const next = async (): Promise<Buffer> => {
        const [chunk] = (await once(near, "data")) as [Buffer];
        return chunk;
      };
      const methods = await next();
      const wanted = login === undefined ? 0 : 2;
      near.write(Buffer.from([5, methods.subarray(2).includes(wanted) ? wanted : 255]));
      if (login !== undefined) {
        const said = await next();
        const given = said.subarray(2, 2 + (said[1] ?? 0)).toString();
        const password = said.subarray(3 + (said[1] ?? 0)).toString();
        near.write(Buffer.from([1, `${given}:${password}` === login ? 0 : 1]));
      }
      const asked = await next();
      heard.push(asked[3] === 3 ? asked.subarray(5, -2).toString() : asked.subarray(4, -2).join("."));
      const to = connect(port, "127.0.0.1", () => {
        // In pieces, as they may come.
        near.write(Buffer.from([5, 0, 0, 1, 127]));
        setTimeout(() => {
          near.write(Buffer.from([0, 0, 1, 0, 80]));
          to.pipe(near).pipe(to);
        }, 20);
      });
    })().catch(() => undefined);
    near.on("error", () => undefined);
    ends.push(() => near.destroy());
  });
  ends.push(() => proxy.close());
  await once(proxy.listen(0, "127.0.0.1"), "listening");
  const address = proxy.address();
  return { heard, host: `127.0.0.1:${typeof address === "object" ? address?.port : ""}` };
}

describe("a tunnel of SOCKS", () => {
  it("leads to servers of TLS by their names, and to plain ones", async () => {
    const far = await good();
    const secure = await serveSocks(far.port);
    expect(await asked("https://far.example", { ...trusting(), httpsProxy: `socks5://${secure.host}` })).toBe(200);
    const plain = await serve((_, response) => response.end("{}"));
    const socks = await serveSocks(plain.port);
    expect(await asked("http://10.1.2.3", { httpProxy: `socks5://${socks.host}` })).toBe(200);
    expect([secure.heard, socks.heard]).toEqual([["far.example"], ["10.1.2.3"]]);
  });

  it("stays open for longer than it may take to open", async () => {
    const connectTimeout = 0.5;
    const late = await serve((_, response) => void setTimeout(() => response.end("{}"), connectTimeout * 1200));
    const { host } = await serveSocks(late.port);
    expect(await asked("http://10.1.2.3", { httpProxy: `socks5://${host}`, connectTimeout })).toBe(200);
  });

  it("may want a user and a password", async () => {
    const far = await good();
    const { host } = await serveSocks(far.port, "me:geheim");
    const at = (login: string) => ({ ...trusting(), httpsProxy: `socks5://${login}${host}` });
    expect(await asked("https://far.example", at("me:geheim@"))).toBe(200);
    for (const login of ["me:wrong@", ""])
      expect(await asked("https://far.example", at(login))).toContain("wants a user and a password");
  });
});
