import { describe, expect, it } from "vitest";
import type { ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { record, text } from "../../src/http";
import { apiOf, client, get } from "./client";
import { serve } from "./servers";

const thing = record({ name: text });
const json = { "content-type": "application/json" };
const good = (response: ServerResponse): void => void response.writeHead(200, json).end('{"name":"x"}');

/** A server that answers in turn, and well from then on. */
async function inTurn(...answers: ((response: ServerResponse) => void)[]) {
  let at = 0;
  return serve((message, response) => {
    message.resume();
    message.on("end", () => {
      (answers[at++] ?? good)(response);
    });
  });
}

const status =
  (code: number, headers: Record<string, string> = {}) =>
  (response: ServerResponse): void =>
    void response.writeHead(code, headers).end("<html><title>no</title></html>");

describe("an answer that cannot be used", () => {
  it.each<[string, (response: ServerResponse) => void, string]>([
    ["a 500", status(500), "the server answered 500"],
    ["a 502", status(502), "the server answered 502"],
    ["a 503 with Retry-After", status(503, { "retry-after": "0" }), "waiting 0 s as told by Retry-After"],
    ["a 429", status(429, { "retry-after": "0" }), "rate limited (429)"],
    ["a page of HTML with 200", status(200), "answered 200 with something that is not JSON"],
    ["half a JSON", (response) => void response.writeHead(200, json).end('{"name":'), "that is not JSON"],
    ["another shape", (response) => void response.writeHead(200, json).end('{"name":3}'), "“name” should be a text"],
    ["null", (response) => void response.writeHead(200, json).end("null"), "the answer should be an object"],
    ["a reset before it", (response) => void response.socket?.resetAndDestroy(), "the connection failed (ECONNRESET)"],
    [
      "a reset within it",
      (response) =>
        void response.writeHead(200, { "content-length": "99" }).write("{", () => response.socket?.resetAndDestroy()),
      "the connection failed",
    ],
    [
      "an end before its length",
      (response) =>
        void response.writeHead(200, { "content-length": "99" }).write("{}", () => response.socket?.destroySoon()),
      "the connection failed",
    ],
    [
      "an encoding nobody asked for",
      (response) => void response.writeHead(200, { ...json, "content-encoding": "gzip" }).end(gzipSync('{"name":"x"}')),
      "in the encoding gzip, which was not asked for",
    ],
  ])("%s is asked for again, with its reason in the log", async (_, answer, reason) => {
    const server = await inTurn(answer);
    const at = client();
    expect(await apiOf(at, server.url).read(thing, get)).toEqual({ name: "x" });
    expect([server.heard.length, at.waits]).toEqual([2, [expect.stringContaining(reason)]]);
  });

  it("no HTTP at all is an accident of a server that has spoken it before, and else told at once", async () => {
    const noise = (response: ServerResponse): void => void response.socket?.end("SSH-2.0-OpenSSH_9\r\n");
    const server = await inTurn(status(404), noise);
    const at = client();
    expect((await apiOf(at, server.url).call({ ...get, accept: [404] })).status).toBe(404);
    expect(await apiOf(at, server.url).read(thing, get)).toEqual({ name: "x" });
    expect(at.waits).toEqual([expect.stringContaining("the connection failed")]);
    const other = await inTurn(noise);
    await expect(apiOf(client(), other.url).read(thing, get)).rejects.toMatchObject({ message: "Failed asking." });
    expect(other.heard).toHaveLength(1);
  });

  it("is told in people's words when the tries are used up", async () => {
    const server = await inTurn(status(200), status(200));
    await expect(apiOf(client({ retries: 1 }), server.url).read(thing, get)).rejects.toMatchObject({
      message: "Failed asking.",
      said: `GET ${server.url}/thing: the server answered 200 with something that is not JSON.`,
      hint: expect.stringContaining("sign-in page"),
    });
    const page = await inTurn(status(404));
    await expect(apiOf(client(), page.url).call(get)).rejects.toMatchObject({
      said: `GET ${page.url}/thing answered 404: no`,
    });
  });

  it("that does not end is bounded", async () => {
    const server = await serve((_, response) => {
      response.writeHead(200, json);
      const chunk = Buffer.alloc(1024 * 1024, "[");
      const more = (): void => {
        if (!response.destroyed) response.write(chunk, () => setImmediate(more));
      };
      more();
    });
    const said = expect.stringContaining("the server's answer does not end");
    await expect(apiOf(client({ retries: 0 }), server.url).read(thing, get)).rejects.toMatchObject({ said });
  });

  it("that is an error page of any length is told in a few words", async () => {
    const server = await inTurn((response) => void response.writeHead(400).end(`<p>no</p>${"x".repeat(1_000_000)}`));
    const error: unknown = await apiOf(client(), server.url)
      .call(get)
      .catch((reason: unknown) => reason);
    expect(JSON.stringify(error).length).toBeLessThan(2000);
  });
});

describe("no answer", () => {
  it("is waited for as long as stall_timeout says, five times that for the answer itself", async () => {
    const server = await inTurn(() => undefined);
    const at = client({ stallTimeout: 0.1 });
    const began = Date.now();
    expect(await apiOf(at, server.url).read(thing, get)).toEqual({ name: "x" });
    expect(Date.now() - began).toBeGreaterThan(450);
    expect(Date.now() - began).toBeLessThan(2500);
    expect(at.waits).toEqual([expect.stringContaining("no byte moved")]);
  });

  it("within a body that stops moving is given up after stall_timeout", async () => {
    const server = await inTurn((response) => void response.writeHead(200, { "content-length": "99" }).write("{"));
    const at = client({ stallTimeout: 0.2 });
    const began = Date.now();
    expect(await apiOf(at, server.url).read(thing, get)).toEqual({ name: "x" });
    expect([Date.now() - began < 1500, at.waits]).toEqual([true, [expect.stringContaining("no byte moved")]]);
  });

  it("but a trickle is an answer", async () => {
    const server = await inTurn((response) => {
      response.writeHead(200, json);
      const letters = [...'{"name":"slow"}'];
      const next = (): void => {
        const letter = letters.shift();
        if (letter === undefined) response.end();
        else response.write(letter, () => setTimeout(next, 120));
      };
      next();
    });
    const at = client({ stallTimeout: 1.5, retries: 0 });
    expect(await apiOf(at, server.url).read(thing, get)).toEqual({ name: "slow" });
  });

  it("because nothing listens is told with the variables to look at", async () => {
    const error = apiOf(client({ retries: 1 }), "http://127.0.0.1:1").call(get);
    await expect(error).rejects.toMatchObject({
      said: expect.stringContaining("nothing answers at this address (ECONNREFUSED)"),
      hint: expect.stringContaining("NO_PROXY"),
    });
    const unknown = apiOf(client(), "http://no-such-host.invalid").call(get);
    await expect(unknown).rejects.toMatchObject({ said: expect.stringMatching(/ENOTFOUND|EAI_AGAIN/) });
  });

  it("because the run was stopped ends at once with that", async () => {
    const server = await inTurn(() => undefined);
    const at = client();
    const asked = apiOf(at, server.url).call(get);
    const reason = new Error("stop");
    setTimeout(() => {
      at.stop.abort(reason);
    }, 50);
    await expect(asked).rejects.toBe(reason);
    expect(at.waits).toEqual([]);
  });
});
