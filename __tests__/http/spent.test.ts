import { describe, expect, it } from "vitest";
import { randomBytes } from "node:crypto";
import type { ServerResponse } from "node:http";
import { apiOf, client } from "./client";
import { serve } from "./servers";

const BYTES = randomBytes(5 * 2 ** 20);
const call = { doing: "reading a file", method: "GET", at: "/file", accept: [200] } as const;

/** Pieces of all sizes, several of which come in one read. */
async function inPieces(response: ServerResponse): Promise<void> {
  for (let [at, size] = [0, 1]; at < BYTES.length; at += size, size = (size * 7 + 13) % 50_000)
    if (!response.write(BYTES.subarray(at, at + size))) await new Promise((done) => response.once("drain", done));
  response.end();
}

describe("a large content whose memory is given back", () => {
  it.each<[string, (response: ServerResponse) => void]>([
    ["of a known length", (response) => response.writeHead(200, { "content-length": BYTES.length }).end(BYTES)],
    ["in pieces", (response) => void inPieces(response)],
  ])("%s comes as it is, however slowly it is read, and so does the next one", async (_, answer) => {
    const server = await serve((_request, response) => {
      answer(response);
    });
    const api = apiOf(client(), server.url);
    for (const pause of [0, 7, 1]) {
      const content = await api.stream(call);
      const copies: Buffer[] = [];
      for await (const chunk of content) {
        copies.push(Buffer.from(chunk));
        if (pause > 0 && copies.length % pause === 0) await new Promise((done) => setImmediate(done));
        content.spent?.(chunk);
      }
      expect(Buffer.concat(copies).equals(BYTES)).toBe(true);
    }
  });

  it("is whole for whoever keeps it and does not say that it is spent", async () => {
    const server = await serve((_request, response) => response.writeHead(200).end(BYTES));
    const chunks: Uint8Array[] = [];
    for await (const chunk of await apiOf(client(), server.url).stream(call)) chunks.push(chunk);
    expect(Buffer.concat(chunks).equals(BYTES)).toBe(true);
  });
});
