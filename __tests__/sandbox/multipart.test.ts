import { describe, expect, it } from "vitest";
import { MultipartError, readMultipart } from "../../sandbox/kernel/multipart";

const TYPE = "multipart/form-data; boundary=XX";

async function* inPieces(text: string, size: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) {
    yield await Promise.resolve(bytes.subarray(at, at + size));
  }
}

async function read(text: string, size: number, type = TYPE): Promise<unknown[]> {
  const parts: unknown[] = [];
  for await (const { body, ...part } of readMultipart(inPieces(text, size), type)) {
    const pieces: Buffer[] = [];
    for await (const piece of body) pieces.push(piece);
    parts.push([part.name, part.filename, part.type, Buffer.concat(pieces).toString()]);
  }
  return parts;
}

const part = (headers: string, body: string): string => `--XX\r\n${headers}\r\n\r\n${body}\r\n`;
const FIELD = part('Content-Disposition: form-data; name="a"', "1\r\n--X\r\n");
const FILE = part('Content-Disposition: form-data; name="file"; filename="x %22y%22.zip"\r\nContent-Type: t/x', "ü");

describe("a multipart body", () => {
  it("is the same however it is cut", async () => {
    // Everywhere the beginning of a boundary, and none.
    const long = "\r\n--X-\r\n-\r\n--Y".repeat(40);
    const body = `${FIELD}${FILE}${part('Content-Disposition: form-data; name="long"', long)}--XX--\r\n`;
    for (const size of [...Array.from({ length: 40 }, (_, n) => n + 1), 64, 10_000]) {
      expect(await read(body, size)).toEqual([
        ["a", undefined, undefined, "1\r\n--X\r\n"],
        ["file", 'x "y".zip', "t/x", "ü"],
        ["long", undefined, undefined, long],
      ]);
    }
  });

  it("may have parts that nobody reads to the end", async () => {
    const names: string[] = [];
    for await (const { name, body } of readMultipart(inPieces(`${FIELD}${FILE}--XX--`, 4), TYPE)) {
      names.push(name);
      for await (const piece of body) if (piece.length > 0) break;
    }
    expect(names).toEqual(["a", "file"]);
  });

  it("is refused when it is broken", async () => {
    const broken: [string, string?][] = [
      [`${FIELD}--XX--`, "multipart/form-data"],
      [`${FIELD}--XX--`, "application/json"],
      [FIELD],
      [`--YY\r\n`],
      [part("Content-Type: t/x", "1") + "--XX--"],
      [part("nonsense", "1") + "--XX--"],
      [`--XX\r\n${"h".repeat(20_000)}`],
    ];
    for (const [text, type] of broken) await expect(read(text, 50, type)).rejects.toThrow(MultipartError);
  });

  it("takes a boundary in quotes", async () => {
    expect(await read(`${FILE}--XX--`, 9, 'multipart/form-data; boundary="XX"')).toHaveLength(1);
  });
});
