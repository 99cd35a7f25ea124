import { describe, expect, it } from "vitest";
import { gzipSync } from "node:zlib";
import fc from "fast-check";

import { decodeText } from "../../../src/request/notes/text-encoding";

const utf16 = (text: string): Buffer => Buffer.from(text, "utf16le");
const swap = (bytes: Buffer): Buffer => Buffer.from(bytes).swap16();
const hex = (digits: string): Buffer => Buffer.from(digits.replaceAll(" ", ""), "hex");

/** GB 18030 of 更新日志：修复问题 (release notes: problems mended), and the same words in Big5 and Shift_JIS. */
const GBK = hex("b8fc d0c2 c8d5 d6be a3ba d0de b8b4 ceca cce2");
const BIG5 = hex("a7f3 b7735 a7d3 a7d3".replace("5", ""));

describe("a text", () => {
  it.each<[string, Buffer]>([
    ["UTF-8", Buffer.from("# 更新\r\n\r\n- é 😀\n")],
    ["UTF-8 with a mark", Buffer.from("\uFEFF# 更新\r\n\r\n- é 😀\n")],
    ["UTF-16 LE with a mark", utf16("\uFEFF# 更新\r\n\r\n- é 😀\n")],
    ["UTF-16 BE with a mark", swap(utf16("\uFEFF# 更新\r\n\r\n- é 😀\n"))],
  ])("in %s is read", (_, bytes) => {
    expect(decodeText(bytes)).toEqual({ text: "# 更新\r\n\r\n- é 😀\n" });
  });

  it.each([Buffer.alloc(0), hex("efbbbf"), hex("fffe"), hex("feff")])("may be empty", (bytes) => {
    expect(decodeText(bytes)).toEqual({ text: "" });
  });

  it("arrives as it was, in each of the forms", () => {
    const text = fc.string({ unit: "grapheme" }).filter((one) => !one.includes("\0") && !one.startsWith("\uFEFF"));
    fc.assert(
      fc.property(text, (one) => {
        // What begins like an archive is one only where the rest is no text.
        expect(decodeText(Buffer.from(one))).toEqual({ text: one });
        expect(decodeText(Buffer.from(`\uFEFF${one}`))).toEqual({ text: one });
        expect(decodeText(utf16(`\uFEFF${one}`))).toEqual({ text: one });
        expect(decodeText(swap(utf16(`\uFEFF${one}`)))).toEqual({ text: one });
      }),
    );
  });

  it.each<[string, Buffer, RegExp]>([
    ["GBK", GBK, /looks like GBK/],
    ["GBK between English", Buffer.concat([Buffer.from("# v1.2\n- "), GBK, Buffer.from(" (#12)\n")]), /looks like GBK/],
    ["Latin-1", Buffer.from("Überraschung für alle: café, naïve", "latin1"), /Latin-1/],
    ["Big5", BIG5, /not UTF-8/],
    ["Windows-1252 quotes", hex("93 68 69 94 20 96 20 6f 6b"), /Latin-1/],
    ["UTF-16 LE without a mark", utf16("# Notes\r\n\r\n- one\r\n"), /UTF-16 LE without/],
    ["UTF-16 BE without a mark", swap(utf16("# Notes\r\n\r\n- one\r\n")), /UTF-16 BE without/],
    ["UTF-16 of an odd length", Buffer.concat([utf16("\uFEFFabc"), hex("41")]), /UTF-16 LE by its mark, but broken/],
    ["half a surrogate", Buffer.concat([utf16("\uFEFFa"), hex("3dd8")]), /UTF-16 LE by its mark, but broken/],
    ["UTF-32", hex("fffe0000 41000000"), /UTF-32/],
    ["UTF-32 BE", hex("0000feff 00000041"), /UTF-32/],
    ["a NUL in UTF-8", Buffer.from("a\0b"), /NUL/],
    ["a NUL behind a mark", Buffer.from("\uFEFFa\0b"), /NUL/],
    ["a NUL in UTF-16", utf16("\uFEFFa\0b"), /NUL/],
    ["broken UTF-8 behind a mark", hex("efbbbf 41 ff"), /UTF-8 by its mark, but broken/],
    ["UTF-8 that was cut", Buffer.from("abc更").subarray(0, 5), /not UTF-8/],
    ["a zip", Buffer.concat([hex("504b0304 1400 0000 0800"), Buffer.alloc(40, 0x9c)]), /zip/],
    ["gzip", gzipSync("notes"), /gzip/],
    ["a PNG", hex("89504e47 0d0a1a0a 00"), /PNG/],
    ["a program", hex("7f454c46 02010100 00"), /ELF/],
  ])("in %s is named, and not read", (_, bytes, encoding) => {
    expect(decodeText(bytes)).toEqual({ encoding: expect.stringMatching(encoding) });
  });
});
