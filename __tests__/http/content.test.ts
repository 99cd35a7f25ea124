import { describe, expect, it } from "vitest";

import { hashStream } from "../../src/model/source";
import { apiOf, client, get } from "./client";
import { serve } from "./servers";

describe("content", () => {
  it("says its size where the server tells it", async () => {
    const server = await serve((message, response) => {
      if (message.url === "/told") response.writeHead(200, { "content-length": "5" });
      response.write("by");
      response.end("tes");
    });
    const api = apiOf(client(), server.url);
    const [told, untold] = await Promise.all([
      api.stream({ ...get, at: "/told" }),
      api.stream({ ...get, at: "/untold" }),
    ]);
    expect([told.size, untold.size]).toEqual([5, undefined]);
    expect(await hashStream(told, 5)).toBe(await hashStream(untold, 5));
  });

  it("goes without a type where it has none, and with the one that the request says", async () => {
    const server = await serve((message, response) => {
      message.resume().on("end", () => response.writeHead(204).end());
    });
    const api = apiOf(client(), server.url);
    const put = { doing: "storing", method: "PUT", at: "/it", accept: [204] } as const;
    async function* open(): AsyncGenerator<Uint8Array> {
      await Promise.resolve();
      yield Buffer.from("abc");
    }
    for (const headers of [{}, { "content-type": "text/plain" }])
      await api.call({ ...put, headers, body: { size: 3, type: "", open } });
    await api.call({ ...put, body: { size: 3, type: "image/png", open } });
    expect(server.heard.map((one) => one.headers["content-type"])).toEqual([undefined, "text/plain", "image/png"]);
  });

  it("that comes from another server and breaks off, or stands still, is that server's failure", async () => {
    for (const [end, said] of [
      [true, "the connection failed (ECONNRESET)"],
      [false, "(STALLED)"],
    ] as const) {
      const source = await serve((_, response) => {
        response.writeHead(200, { "content-length": 3_000_000 });
        response.write(Buffer.alloc(1_000_000), () => end && setImmediate(() => response.destroy()));
      });
      const target = await serve((message, response) => {
        message.resume().on("end", () => response.writeHead(201).end());
      });
      const at = client({ retries: 0, stallTimeout: 0.3 });
      async function* open(): AsyncGenerator<Uint8Array> {
        yield* await apiOf(at, source.url).stream({ ...get, at: "/from" });
      }
      const put = { doing: "copying", method: "PUT", at: "/to", accept: [201] } as const;
      const copying = apiOf(at, target.url).call({ ...put, body: { size: 3_000_000, type: "", open } });
      await expect(copying).rejects.toMatchObject({ said: expect.stringContaining(`GET ${source.url}/from: `) });
      await expect(copying).rejects.toMatchObject({ said: expect.stringContaining(said) });
    }
  });
});
