import { beforeAll, describe, expect, it } from "vitest";
import { createHash, randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type Certificate, selfSigned } from "./certificate";
import { apiOf, client, get } from "./client";
import { type Small, serve, serveProxy } from "./servers";

const BYTES = randomBytes(5 * 2 ** 20 + 77);
const call = { doing: "reading a file", method: "GET", at: "/file", accept: [200] } as const;
const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

let certificate: Certificate;
beforeAll(async () => {
  certificate = await selfSigned(["DNS:far.example", "IP:127.0.0.1"]);
});

type Answer = (response: ServerResponse) => unknown;

const withLength: Answer = (response) => response.writeHead(200, { "content-length": BYTES.length }).end(BYTES);

/** Pieces of all sizes, several of which come in one read. */
const inPieces: Answer = async (response) => {
  for (let [at, size] = [0, 1]; at < BYTES.length; at += size, size = (size * 7 + 13) % 50_000)
    if (!response.write(BYTES.subarray(at, at + size))) await new Promise((done) => response.once("drain", done));
  response.end();
};

const untilTheEnd: Answer = ({ socket }) =>
  socket?.end(Buffer.concat([Buffer.from("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n"), BYTES]));

/** What a server that has lost count sends: behind its answer there is more. */
const withMore: Answer = ({ socket }) => {
  const head = `HTTP/1.1 200 OK\r\ncontent-length: ${BYTES.length}\r\n\r\n`;
  socket?.end(Buffer.concat([Buffer.from(head), BYTES, Buffer.from("HTTP/1.1 200 OK\r\n\r\nmore"), BYTES]));
};

const serving = (answer: Answer, tls?: Certificate): Promise<Small> =>
  serve(({ url }: IncomingMessage, response) => {
    if (url === "/file") answer(response);
    else response.end("{}");
  }, tls);

/** Reads all of it, and waits after each so many chunks. */
async function drained(content: AsyncIterable<Uint8Array>, pause = 0): Promise<Buffer> {
  const copies: Buffer[] = [];
  for await (const chunk of content) {
    copies.push(Buffer.from(chunk));
    if (pause > 0 && copies.length % pause === 0) await new Promise((done) => setImmediate(done));
  }
  return Buffer.concat(copies);
}

describe("a large content", () => {
  it.each<[string, Answer]>([
    ["with a length", withLength],
    ["in pieces", inPieces],
    ["until the connection ends", untilTheEnd],
    ["with more behind it", withMore],
  ])("%s comes as it is, however slowly it is read, and so does the next answer", async (_, answer) => {
    for (const tls of [undefined, certificate]) {
      const server = await serving(answer, tls);
      const api = apiOf(client({}, { authorities: [{ file: "ca.pem", pem: certificate.cert }] }), server.url);
      for (const pause of [0, 7, 1]) {
        expect(sha256(await drained(await api.stream(call), pause))).toBe(sha256(BYTES));
        expect((await api.call(get)).json()).toEqual({});
      }
    }
  });

  it("comes as it is through proxies", async () => {
    const [far, plain] = [await serving(withLength, certificate), await serving(withLength)];
    const proxy = await serveProxy((host) => (host.startsWith("far.example:443") ? far.url : plain.url));
    const through = { authorities: [{ file: "ca.pem", pem: certificate.cert }], httpProxy: proxy.url };
    for (const base of ["https://far.example", "http://plain.example"]) {
      const api = apiOf(client({}, { ...through, httpsProxy: proxy.url }), base);
      expect(sha256(await drained(await api.stream(call), 3))).toBe(sha256(BYTES));
    }
  });

  it.each([0, 100, 70_000, 3_000_000, BYTES.length - 1])(
    "that breaks off after %i bytes is told to be broken, behind what had come",
    async (most) => {
      const server = await serving((response) => {
        response.writeHead(200, { "content-length": BYTES.length });
        response.write(BYTES.subarray(0, most), () => setImmediate(() => response.destroy()));
        response.flushHeaders();
      });
      const came: Buffer[] = [];
      const reading = (async () => {
        for await (const chunk of await apiOf(client({ retries: 0 }), server.url).stream(call))
          came.push(Buffer.from(chunk));
      })();
      await expect(reading).rejects.toMatchObject({ code: "ECONNRESET" });
      expect(sha256(Buffer.concat(came))).toBe(sha256(BYTES.subarray(0, most)));
    },
  );

  it("that stands still is given up, and one whose reader stands still is not", async () => {
    const still = await serving((response) =>
      response.writeHead(200, { "content-length": BYTES.length }).write(BYTES.subarray(0, 100_000)),
    );
    const impatient = client({ retries: 0, stallTimeout: 0.3 });
    await expect(apiOf(impatient, still.url).stream(call).then(drained)).rejects.toMatchObject({ code: "STALLED" });

    const quick = await serving(withLength);
    const content = await apiOf(client({ retries: 0, stallTimeout: 0.3 }), quick.url).stream(call);
    let size = 0;
    for await (const chunk of content) {
      if (size === 0) await new Promise((done) => setTimeout(done, 200));
      size += chunk.length;
    }
    expect(size).toBe(BYTES.length);
  });

  it("of which the rest is not wanted ends its connection, and the next answer has another", async () => {
    const server = await serving(withLength);
    const api = apiOf(client(), server.url);
    for await (const chunk of await api.stream(call)) {
      expect(chunk.length).toBeGreaterThan(0);
      break;
    }
    expect((await api.call(get)).json()).toEqual({});
  });
});
