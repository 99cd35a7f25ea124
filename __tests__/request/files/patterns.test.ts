import { describe, expect, it } from "vitest";
import fc from "fast-check";

import { expandBraces } from "../../../src/request/files/braces";
import { readings, splitCommas } from "../../../src/request/files/lines";
import { slashed, takeApart } from "../../../src/request/files/patterns";

describe("splitCommas", () => {
  it.each<[string, string[]]>([
    ["a,b", ["a", "b"]],
    [" a , ,b,", ["a", "b"]],
    ["*.{zip,deb},LICENSE", ["*.{zip,deb}", "LICENSE"]],
    ["{a,{b,c}},d", ["{a,{b,c}}", "d"]],
    ["[a,b].txt,c", ["[a,b].txt", "c"]],
    ["[!],x]a,b", ["[!],x]a", "b"]],
    ["{a,b", ["{a", "b"]],
    ["[a,b", ["[a", "b"]],
    ["a}b,c]d", ["a}b", "c]d"]],
    ["", []],
    [",", []],
  ])("%j gives %j", (line, pieces) => {
    expect(splitCommas(line, false)).toEqual(pieces);
  });

  it("leaves an escaped comma, except on Windows where \\ separates folders", () => {
    expect(splitCommas("a\\,b", false)).toEqual(["a\\,b"]);
    expect(splitCommas("a\\,b", true)).toEqual(["a\\", "b"]);
    expect(splitCommas("dist\\{a,b}", true)).toEqual(["dist\\{a,b}"]);
  });

  const plain = fc.stringMatching(/^[a-z0-9*?.#!/=> ]{1,6}$/).map((text) => `x${text}x`);
  const braces = fc.array(plain, { minLength: 1, maxLength: 3 }).map((parts) => `{${parts.join(",")}}`);
  const piece = fc.array(fc.oneof(plain, braces), { minLength: 1, maxLength: 3 }).map((parts) => parts.join(""));

  it("is the inverse of joining pieces with commas", () => {
    fc.assert(
      fc.property(fc.array(piece), fc.boolean(), (pieces, windows) => {
        expect(splitCommas(pieces.join(","), windows)).toEqual(pieces);
      }),
    );
  });

  it("loses nothing but commas and blanks of any text", () => {
    const bare = (text: string): string => text.replace(/[,\s]/g, "");
    fc.assert(
      fc.property(fc.string(), (line) => {
        expect(bare(splitCommas(line, false).join(","))).toBe(bare(line));
      }),
    );
  });
});

describe("readings", () => {
  const none = { negated: false, name: undefined, label: undefined, spaced: false, literal: undefined };

  it.each<[string, object]>([
    ["a.zip", { path: "a.zip" }],
    ["!a.zip", { negated: true, path: "a.zip" }],
    ["! a#b => c", { negated: true, path: "a#b => c" }],
    ["a.zip#For Windows", { path: "a.zip", label: "For Windows" }],
    ["a.zip#Label#package", { path: "a.zip", label: "Label#package" }],
    ["a.zip#", { path: "a.zip" }],
    ["a => b", { path: "a", name: "b" }],
    ["a=>b", { path: "a", name: "b" }],
    ["a => b#c#d", { path: "a", name: "b", label: "c#d" }],
    ["a#b => c", { path: "a", label: "b => c" }],
    ["a => ", { path: "a", name: "" }],
    ["#x", { path: "", label: "x" }],
    ["a[#]*#x", { path: "a[#]*", label: "x" }],
    ["a.zip # the app", { path: "a.zip", label: "the app", spaced: true }],
    ["a.zip #the app", { path: "a.zip", label: "the app", spaced: true }],
    ["a => b # c", { path: "a", name: "b", label: "c", spaced: true }],
    ["{a#,b}.zip", { path: "{a#,b}.zip" }],
  ])("%j reads as %j", (piece, reading) => {
    expect(readings(piece, false).plain).toEqual({ text: piece, ...none, ...reading });
  });

  it("offers every other cut, shortest path first", () => {
    expect(readings("a#b => c#d", false).ifThere.map(({ path }) => path)).toEqual(["a", "a#b", "a#b => c"]);
  });

  it("finds the path again, whatever path, name and label", () => {
    const words = fc.stringMatching(/^[a-z#=>,!{}[\]]{0,8}$/).map((inner) => `x${inner}x`);
    const name = fc.stringMatching(/^[a-z=>]{0,5}$/).map((inner) => `x${inner}x`);
    fc.assert(
      fc.property(words, name, words, (path, to, label) => {
        const text = `${path} => ${to}#${label}`;
        expect(readings(text, false).ifThere).toContainEqual({ text, ...none, path, name: to, label });
      }),
    );
  });
});

describe("expandBraces", () => {
  it.each<[string, string[]]>([
    ["a.{zip,deb}", ["a.zip", "a.deb"]],
    ["{a,b}/{1..2}", ["a/1", "a/2", "b/1", "b/2"]],
    ["x{,y}", ["x", "xy"]],
    ["{a,a}", ["a"]],
    ["a{b}c", ["a{b}c"]],
    ["{a,b", ["{a,b"]],
    ["*.zip", ["*.zip"]],
  ])("%j gives %j", (pattern, all) => {
    expect(expandBraces(pattern)).toEqual(all);
  });

  it("parts folders with / on Windows", () => {
    expect(expandBraces(slashed("dist\\{a,b}\\*.zip", true))).toEqual(["dist/a/*.zip", "dist/b/*.zip"]);
  });

  it("refuses more than anyone means", () => {
    expect(() => expandBraces("{1..1000}{1..1000}")).toThrow(RangeError);
  });

  it("is the union of its alternatives", () => {
    const word = fc.stringMatching(/^[a-z*?/.]{1,5}$/);
    fc.assert(
      fc.property(word, fc.array(word, { minLength: 2, maxLength: 4 }), word, (head, words, tail) => {
        const all = expandBraces(`${head}{${words.join(",")}}${tail}`);
        expect(new Set(all)).toEqual(new Set(words.map((one) => head + one + tail)));
      }),
    );
  });
});

describe("takeApart", () => {
  const parts = (start: string, rest: string[], foldersOnly = false): object => ({ start, rest, foldersOnly });

  it.each<[string, object]>([
    ["dist/a.zip", parts("dist/a.zip", [])],
    ["./dist//x/./*.zip", parts("dist/x", ["*.zip"])],
    ["**/a/*", parts("", ["**", "a", "*"])],
    ["../other/*", parts("../other", ["*"])],
    ["/opt/x/?", parts("/opt/x", ["?"])],
    ["dist/", parts("dist", [], true)],
    ["dist/*/", parts("dist", ["*"], true)],
    [".", parts("", [], true)],
    ["a[1].txt", parts("", ["a[1].txt"])],
    ["a[1.txt", parts("a[1.txt", [])],
    ["a\\*b", parts("a*b", [])],
    ["x\\[1\\]/a\\*b*", parts("x[1]", ["a\\*b*"])],
  ])("%j on Linux", (pattern, expected) => {
    expect(takeApart(pattern)).toEqual(expected);
  });

  it.each<[string, object]>([
    ["D:\\a\\dist\\*.exe", parts("D:/a/dist", ["*.exe"])],
    ["D:/a/dist/*.exe", parts("D:/a/dist", ["*.exe"])],
    ["D:\\*", parts("D:/", ["*"])],
    ["dist\\sub/**\\*.zip", parts("dist/sub", ["**", "*.zip"])],
    ["\\\\server\\share\\x\\*", parts("//server/share/x", ["*"])],
    ["\\top\\*", parts("/top", ["*"])],
    ["dist\\", parts("dist", [], true)],
    [".\\a.zip", parts("a.zip", [])],
  ])("%j on Windows", (pattern, expected) => {
    expect(takeApart(slashed(pattern, true))).toEqual(expected);
  });

  it("takes an escaped character for itself, except on Windows where \\ separates folders", () => {
    expect(takeApart("a\\*b")).toEqual(parts("a*b", []));
    expect(takeApart(slashed("a\\*b", true))).toEqual(parts("a", ["*b"]));
  });
});
