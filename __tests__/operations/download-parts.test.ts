import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { partOf } from "../../src/forges/kit/shapes";
import type { Asset } from "../../src/model/release";
import { downloadFiles } from "../../src/operations/download";
import { openGauge } from "../../src/operations/gauge";
import { type Workspace, createWorkspace } from "../doors/bundle";
import { apiOf, client } from "../http/client";
import { serve } from "../http/servers";
import { asset, can, release } from "./builders";
import { memoryForge } from "./memory-forge";
import { createWorld } from "./memory-world";
import { listener } from "./stage";

const WHOLE = "0123456789abcdef".repeat(1000);
const HALF = WHOLE.length / 2;
const ETAG = { etag: '"one"' };
const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

let workspace: Workspace;
beforeEach(async () => {
  workspace = await createWorkspace();
});
afterEach(() => workspace.close());

type Answer = (response: ServerResponse, from: number, request: IncomingMessage) => unknown;

/** Half of the whole, and then the connection ends. */
const half: Answer = (response) => {
  response.writeHead(200, { ...ETAG, "content-length": WHOLE.length });
  response.write(WHOLE.slice(0, HALF), () => setImmediate(() => response.destroy()));
};
const all: Answer = (response) => response.writeHead(200, ETAG).end(WHOLE);

/** A part, said to be `said`; without `%` for the place that was asked for. */
const part =
  (said: string, text: (from: number) => string, headers: Record<string, string | number> = {}): Answer =>
  (response, from) =>
    response.writeHead(206, { ...ETAG, "content-range": said.replace("%", String(from)), ...headers }).end(text(from));

const last = WHOLE.length - 1;
const rest = part(`bytes %-${last}/${WHOLE.length}`, (from) => WHOLE.slice(from));

/** Downloads a file that is served so: the n-th request by the n-th answer, all others by the last one. */
async function download(answers: readonly Answer[], more: Partial<Asset> = {}, name = "a.bin") {
  const asked: (string | undefined)[] = [];
  const server = await serve((request, response) => {
    const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? "")?.[1] ?? 0);
    asked.push(request.headers.range);
    answers[Math.min(asked.length, answers.length) - 1]?.(response, from, request);
  });
  const api = apiOf(client({ retries: 2 }), server.url);
  const chosen = [{ ...asset(name), size: undefined, sha256: undefined, ...more }];
  const doing = `reading ${name}`;
  const said: string[] = [];
  const done = await downloadFiles({
    forge: {
      ...memoryForge(createWorld(), {
        can: can({ limits: { ...can().limits, file: { least: 0, most: 2 ** 20, sure: true } } }),
      }),
      attempt: api.attempt,
      read: (_, __, from) => api.stream({ doing, at: "/file", ...partOf(from) }),
    },
    release: release(),
    ...{ all: chosen, chosen, folder: workspace.folder, base: workspace.folder, clobber: false },
    gauge: openGauge({ now: () => 0 }),
    log: listener(said),
  }).catch((error: unknown) => error);
  const files = await readdir(workspace.folder);
  const text = await readFile(join(workspace.folder, name), "utf8").catch(() => undefined);
  return { done, asked, files, text, said };
}

describe("a file of which neither a size nor a digest is told, and that broke off,", () => {
  it.each<[string, readonly Answer[], number]>([
    ["goes on with what follows", [half, rest], 2],
    [
      "goes on with less than what follows, as often as that is",
      [half, part(`bytes %-${last - 9}/${WHOLE.length}`, (from) => WHOLE.slice(from, -10)), rest],
      3,
    ],
    [
      "begins anew where nobody says where the whole ends",
      [half, part(`bytes %-${last}/*`, (from) => WHOLE.slice(from)), all],
      3,
    ],
    [
      "begins anew where a part begins elsewhere",
      [half, part(`bytes 8-${last}/${WHOLE.length}`, () => WHOLE.slice(8)), all],
      3,
    ],
    ["begins anew where a part has no place", [half, part("", (from) => WHOLE.slice(from)), all], 3],
    [
      "begins anew where a part has another length than its place",
      [half, part(`bytes %-${last}/${WHOLE.length}`, () => "x", { "content-length": 1 }), all],
      3,
    ],
    [
      "begins anew where a part ends behind the whole",
      [half, part(`bytes %-${last}/10`, (from) => WHOLE.slice(from)), all],
      3,
    ],
    [
      "begins anew where several parts come",
      [
        half,
        (response) =>
          response.writeHead(206, { ...ETAG, "content-type": "multipart/byteranges; boundary=x" }).end("--x"),
        all,
      ],
      3,
    ],
    [
      "begins anew where the content is another by now",
      [
        half,
        part(`bytes %-${last}/${WHOLE.length}`, (from) => "y".repeat(WHOLE.length - from), { etag: '"two"' }),
        all,
      ],
      3,
    ],
    ["begins anew where the whole comes", [half, all], 2],
    ["begins anew where nothing follows", [half, (response) => response.writeHead(416).end(), all], 3],
  ])("%s", async (_, answers, requests) => {
    const { done, asked, files, text } = await download(answers);
    expect(done).toMatchObject([{ sha256: sha256(WHOLE), status: "downloaded" }]);
    expect([text === WHOLE, files, asked.length]).toEqual([true, ["a.bin"], requests]);
  });
});

describe("a file that comes in an encoding that nobody asked for", () => {
  const packed = gzipSync(WHOLE);
  const gzip: Answer = (response) => response.writeHead(200, { "content-encoding": "gzip" }).end(packed);

  it.each<[string, string, Partial<Asset>, RegExp | undefined]>([
    ["is none of the name", "a.bin", {}, /sends the file in the encoding gzip/],
    ["is the file where its name says so", "a.tar.gz", {}, undefined],
    ["is the file where its size says so", "a.bin", { size: packed.length }, undefined],
    ["is not the file where its size says so", "a.bin", { size: WHOLE.length }, /ended after|longer than/],
    ["is not the file where its digest says so", "a.bin", { sha256: sha256(WHOLE) }, /is not what the release says/],
  ])("%s", async (_, name, more, trouble) => {
    const { done, files } = await download([gzip], more, name);
    if (trouble === undefined) expect(done).toMatchObject([{ size: packed.length }]);
    else
      expect(String(done instanceof Error && "said" in done ? `${done.message} ${String(done.said)}` : done)).toMatch(
        trouble,
      );
    expect(files.filter((file) => !file.startsWith("."))).toEqual(trouble === undefined ? [name] : []);
  });

  it("of the way there is never the file, and it is asked for as it is", async () => {
    const asked: unknown[] = [];
    const { done } = await download(
      [
        ({ socket }, _, { headers }) => {
          asked.push(headers["accept-encoding"]);
          socket?.end(Buffer.concat([Buffer.from("HTTP/1.1 200 OK\r\ntransfer-encoding: gzip\r\n\r\n"), packed]));
        },
      ],
      {},
      "a.tar.gz",
    );
    expect([done, asked[0]]).toMatchObject([{ said: expect.stringContaining("in the encoding gzip") }, "identity"]);
  });
});
