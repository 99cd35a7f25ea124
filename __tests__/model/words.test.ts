import { describe, expect, it } from "vitest";

import { words } from "../../src/model/words";

describe("words", () => {
  it.each<[number, string]>([
    [0, "0 bytes"],
    [1, "1 byte"],
    [1023, "1023 bytes"],
    [1024, "1 KiB"],
    [1536, "1.5 KiB"],
    [102_400, "100 KiB"],
    [1024 ** 2, "1 MiB"],
    [12.3 * 1024 ** 2, "12.3 MiB"],
    [2 * 1024 ** 3 - 1, "2 GiB"],
    [5 * 1024 ** 4, "5 TiB"],
    [5000 * 1024 ** 4, "5000 TiB"],
  ])("%d bytes: %s", (bytes, shown) => {
    expect(words.size(bytes)).toBe(shown);
  });

  it.each<[number, string]>([
    [0, "0.0 s"],
    [340, "0.3 s"],
    [9949, "9.9 s"],
    [10_000, "10 s"],
    [59_400, "59 s"],
    [59_700, "1 min 0 s"],
    [60_000, "1 min 0 s"],
    [119_700, "2 min 0 s"],
    [125_000, "2 min 5 s"],
    [3_725_000, "62 min 5 s"],
  ])("%d milliseconds: %s", (milliseconds, shown) => {
    expect(words.duration(milliseconds)).toBe(shown);
  });

  it("counts", () => {
    expect([0, 1, 2].map((number) => words.count(number, "file"))).toEqual(["0 files", "1 file", "2 files"]);
  });
});
