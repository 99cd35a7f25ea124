import { describe, expect, it } from "vitest";
import { createServer } from "node:net";
import { gzipSync } from "node:zlib";
import { type Ran, createWorkspace } from "../doors/bundle";
import { serve } from "../http/servers";
import { FORGES, INTERNAL, atTheEnd, flagsTo } from "./stage";

// A server that holds the name of a forge and answers whatever it likes: each run ends soon, with words for people.

const TOKEN = { INPUT_TOKEN: "a-token-of-this-run", INPUT_RETRIES: "0", INPUT_STALL_TIMEOUT: "0.3" };

async function against(subject: (typeof FORGES)[number][1], url: string): Promise<Ran> {
  const workspace = await createWorkspace({ "a.txt": "alpha" });
  atTheEnd(() => workspace.close());
  return workspace.command([...flagsTo(subject, url), "a.txt"], TOKEN);
}

function expectClear({ code, log }: Ran): void {
  expect([1, 2]).toContain(code);
  expect(log).not.toMatch(INTERNAL);
  expect(log).toMatch(/^error: /m);
  expect(log.length).toBeLessThan(20_000);
}

/** A kilobyte that is a megabyte, and would be a gigabyte in a few rounds more. */
const BOMB = gzipSync(Buffer.alloc(1024 * 1024));

const nested = (depth: number): string => "[".repeat(depth) + "]".repeat(depth);

const ANSWERS: readonly [string, number, string | Buffer, Record<string, string>?][] = [
  ["what is packed and was not asked for", 200, BOMB, { "content-encoding": "gzip" }],
  ["a refusal that is packed", 422, BOMB, { "content-encoding": "br" }],
  ["lists in lists in lists", 200, nested(300_000)],
  ["a refusal of lists in lists", 422, nested(300_000)],
  ["a message that is no text", 403, '{"message":{"toString":1},"error":{"valueOf":{}},"errors":[{"message":[[]]}]}'],
  [
    "messages of every other kind",
    400,
    '{"message":[null,{"toString":0}],"error_code":{},"code":"x","errcode":[],"errors":7}',
  ],
  ["a message without end", 422, JSON.stringify({ message: "<script".repeat(200_000) })],
  ["a page without end", 500, "<script".repeat(9_000_000)],
  ["nothing", 200, ""],
  ["null", 200, "null"],
  ["a number", 200, "1e999"],
  ["a list", 200, "[]"],
  ["an object", 200, "{}"],
  ["prototypes", 200, '{"__proto__":{"id":1,"tag_name":"v1.0.0"},"constructor":{"prototype":{"id":1}},"toString":1}'],
  [
    "other kinds",
    200,
    '{"id":{},"tag_name":["v1.0.0"],"name":5,"body":{},"assets":{"length":9},"draft":"no","message":0}',
  ],
  ["a page of a proxy", 502, "<html><title>502 Bad Gateway</title><h1>Bad Gateway</h1></html>"],
  [
    "a proxy's wish for a password",
    407,
    "<html>Proxy Authentication Required</html>",
    { "proxy-authenticate": "Basic" },
  ],
  ["a page to sign in on", 200, "<!doctype html><form>Sign in</form>"],
  ["half a JSON", 200, '{"id":1,"tag_name":"v1'],
];

describe.each(FORGES)("%s", (_, subject) => {
  it.each(ANSWERS)("that answers everything with %s is told about", async (_what, status, body, headers = {}) => {
    const server = await serve((message, response) => {
      message.resume();
      response.writeHead(status, { "content-type": "application/json", ...headers }).end(body);
    });
    const ran = await against(subject, server.url);
    expectClear(ran);
    expect(server.heard.filter(({ method }) => method === "DELETE")).toEqual([]);
  });
});

const [, github] = FORGES[0]!;

describe("an answer", () => {
  it("that is packed is not read", async () => {
    let taken = 0;
    const server = await serve((_request, response) => {
      response.writeHead(200, { "content-encoding": "gzip", "content-type": "application/json" });
      const more = (): void => {
        taken += BOMB.length;
        if (!response.destroyed) response.write(BOMB, () => setImmediate(more));
      };
      more();
    });
    const ran = await against(github, server.url);
    expectClear(ran);
    expect(ran.log).toContain("in the encoding gzip, which was not asked for");
    // What the system's own buffers take before anybody reads.
    expect(taken).toBeLessThan(16 * 1024 * 1024);
  });

  it("that comes byte by byte comes to an end", async () => {
    const server = await serve((_request, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      const timer = setInterval(() => response.write(" "), 50);
      response.on("close", () => {
        clearInterval(timer);
      });
    });
    const ran = await against(github, server.url);
    expectClear(ran);
    expect(ran.log).toContain("comes byte by byte and does not end");
  });

  it("whose head comes byte by byte comes to an end", async () => {
    const server = createServer((socket) => {
      const timer = setInterval(() => socket.write("H"), 50);
      socket.write("HTTP/1.1 200 OK\r\nx: ");
      socket.on("close", () => {
        clearInterval(timer);
      });
      socket.on("error", () => undefined);
    });
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    atTheEnd(() => new Promise((done) => server.close(done)));
    const { port } = server.address() as { port: number };
    const ran = await against(github, `http://127.0.0.1:${port}`);
    expectClear(ran);
    expect(ran.log).toContain("no byte moved");
  });

  it("of 103 Early Hints without end comes to an end", async () => {
    const server = createServer((socket) => {
      const timer = setInterval(() => socket.write("HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n"), 50);
      socket.on("close", () => {
        clearInterval(timer);
      });
      socket.on("error", () => undefined);
    });
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    atTheEnd(() => new Promise((done) => server.close(done)));
    const { port } = server.address() as { port: number };
    expectClear(await against(github, `http://127.0.0.1:${port}`));
  });
});
