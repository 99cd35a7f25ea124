import { readArrival } from "../../src/request/arrival";
import { asksForArrival } from "../../src/request/inputs";
import { parseMoment } from "../../src/request/moment";

type Given = Parameters<typeof readArrival>[0];

const NOTHING: Given = {
  checksums: undefined,
  verify: false,
  expect_files: [],
  prune_files: [],
  prune_age: undefined,
  labels: [],
  released_at: undefined,
};
const read = (given: Partial<Given>) => readArrival({ ...NOTHING, ...given });

describe("checksums, checks and clearing out, as they are asked for", () => {
  it("asks for nothing by itself", () => {
    expect(asksForArrival(NOTHING)).toBe(false);
    expect(read({}).problems).toEqual([]);
  });

  it.each<[Partial<Given>, RegExp]>([
    [{ checksums: "dist/SHA256SUMS" }, /checksums “dist\/SHA256SUMS” is no name of a file/],
    [{ checksums: "true" }, /name of the file to write, such as SHA256SUMS/],
    [{ checksums: ".." }, /no name of a file/],
    [{ checksums: `/${"x".repeat(300)}` }, /checksums “\/x{199}” is no name/],
    [{ checksums: "forge-release-tmp.x" }, /no name of a file/],
    [{ expect_files: ["dist/*.zip"] }, /expect_files: “dist\/\*\.zip” names a folder.*write \*\.zip/],
    [{ expect_files: ["a", "!b"] }, /names what has to be there/],
    [{ expect_files: ["{1..99999}.zip"] }, /braces expand to more than/],
    [{ prune_files: ["!keep"] }, /takes away .* before it has named anything/],
    [{ prune_files: ["a"], prune_age: "6" }, /prune_age has to be a time such as 90m/],
    [{ prune_age: "6h" }, /prune_files names none/],
    [{ released_at: "2026-02-30" }, /released_at has to be a day or a moment with its zone/],
    [{ released_at: "2026-01-31T10:00:00" }, /with its zone/],
    [{ released_at: "tomorrow" }, /with its zone/],
    [{ labels: ["[]"] }, /no request takes the labels/],
  ])("refuses %j", (given, words) => {
    expect(read(given).problems.join("\n")).toMatch(words);
  });

  it("reads patterns with braces and commas, a number, and an order that takes away", () => {
    const { expect: patterns } = read({ expect_files: ["app-{linux,mac}.zip, *.sig"] }).arrival;
    expect(patterns).toMatchObject({
      patterns: [{ text: "app-linux.zip" }, { text: "app-mac.zip" }, { text: "*.sig" }],
    });
    expect(read({ expect_files: ["12"] }).arrival.expect).toEqual({ count: 12 });
    const { prune } = read({ prune_files: ["app-*", "!app-keep*"] }).arrival;
    expect(prune).toMatchObject({ age: 6 * 3_600_000, patterns: [{ negated: false }, { negated: true }] });
    expect(read({ labels: ["a, b", "c", "a"] }).arrival.labels).toEqual(["a", "b", "c"]);
  });

  it.each([
    ["2026-01-31", "2026-01-31T00:00:00.000Z"],
    ["2026-01-31T10:00:00Z", "2026-01-31T10:00:00.000Z"],
    ["2026-01-31T10:00+08:00", "2026-01-31T02:00:00.000Z"],
    ["2026-01-31 10:00:00 +0800", "2026-01-31T02:00:00.000Z"],
    ["2024-02-29", "2024-02-29T00:00:00.000Z"],
    ["2026-01-31T10:00:00.123z", "2026-01-31T10:00:00.000Z"],
  ])("reads the moment %s", (text, utc) => {
    expect(parseMoment(text)).toBe(utc);
  });

  it.each(["2025-02-29", "2026-13-01", "2026-01-32", "31.01.2026", "2026-01-31T25:00Z", "2026", "2026-01-31T10:00:00"])(
    "takes %s for no moment",
    (text) => {
      expect(parseMoment(text)).toBeUndefined();
    },
  );
});
