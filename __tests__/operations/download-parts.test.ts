import { describe, expect, it } from "vitest";
import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import type { Asset } from "../../src/model/release";
import { type Answer, downloadStage } from "./download-stage";

const stage = downloadStage();
const WHOLE = "0123456789abcdef".repeat(1000);
const HALF = WHOLE.length / 2;
const ETAG = { etag: '"one"' };
const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

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
    const { done, asked, files, text } = await stage.download(answers);
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
    const { done, files } = await stage.download([gzip], { ...more, name });
    if (trouble === undefined) expect(done).toMatchObject([{ size: packed.length }]);
    else
      expect(String(done instanceof Error && "said" in done ? `${done.message} ${String(done.said)}` : done)).toMatch(
        trouble,
      );
    expect(files.filter((file) => !file.startsWith("."))).toEqual(trouble === undefined ? [name] : []);
  });

  it("of the way there is never the file, and it is asked for as it is", async () => {
    const asked: unknown[] = [];
    const { done } = await stage.download(
      [
        ({ socket }, _, { headers }) => {
          asked.push(headers["accept-encoding"]);
          socket?.end(Buffer.concat([Buffer.from("HTTP/1.1 200 OK\r\ntransfer-encoding: gzip\r\n\r\n"), packed]));
        },
      ],
      { name: "a.tar.gz" },
    );
    expect([done, asked[0]]).toMatchObject([{ said: expect.stringContaining("in the encoding gzip") }, "identity"]);
  });
});

describe("a file that could not be checked", () => {
  const nothing = expect.stringMatching(
    /^notice: Neither a checksum nor a size is known of a\.bin: nothing was compared/,
  );
  const size = expect.stringMatching(/^notice: No checksum is known of a\.bin: only the size was compared/);

  it.each<[string, Partial<Asset>, unknown[]]>([
    ["because nothing is known of it is said to be so", {}, [nothing]],
    ["but for its size is said to be so", { size: WHOLE.length }, [size]],
    ["is not one with a digest", { sha256: sha256(WHOLE) }, []],
  ])("%s", async (_, more, notices) => {
    const { said } = await stage.download([all], more);
    expect(said.filter((line) => line.includes("known of"))).toEqual(notices);
  });
});
