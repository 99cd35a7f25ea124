import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";

import { expandBraces, isMagic, readings, splitCommas, takeApart } from "../../src/request/patterns";

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

  it("leaves an escaped comma, except on Windows where \\ parts folders", () => {
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
  const plain = (piece: string): object => readings(piece, false).plain;

  it.each<[string, object]>([
    ["a.zip", { negated: false, path: "a.zip", name: undefined, label: "", spaced: false }],
    ["!a.zip", { negated: true, path: "a.zip", name: undefined, label: "", spaced: false }],
    ["! a#b => c", { negated: true, path: "a#b => c", name: undefined, label: "", spaced: false }],
    ["a.zip#For Windows", { negated: false, path: "a.zip", name: undefined, label: "For Windows", spaced: false }],
    ["a.zip#Label#package", { negated: false, path: "a.zip", name: undefined, label: "Label#package", spaced: false }],
    ["a.zip#", { negated: false, path: "a.zip", name: undefined, label: "", spaced: false }],
    ["a => b", { negated: false, path: "a", name: "b", label: "", spaced: false }],
    ["a=>b", { negated: false, path: "a", name: "b", label: "", spaced: false }],
    ["a => b#c#d", { negated: false, path: "a", name: "b", label: "c#d", spaced: false }],
    ["a#b => c", { negated: false, path: "a", name: undefined, label: "b => c", spaced: false }],
    ["a => ", { negated: false, path: "a", name: "", label: "", spaced: false }],
    ["#x", { negated: false, path: "", name: undefined, label: "x", spaced: false }],
    ["a[#]*#x", { negated: false, path: "a[#]*", name: undefined, label: "x", spaced: false }],
    ["a.zip # the app", { negated: false, path: "a.zip", name: undefined, label: "the app", spaced: true }],
    ["a.zip #the app", { negated: false, path: "a.zip", name: undefined, label: "the app", spaced: true }],
    ["a => b # c", { negated: false, path: "a", name: "b", label: "c", spaced: true }],
    ["{a#,b}.zip", { negated: false, path: "{a#,b}.zip", name: undefined, label: "", spaced: false }],
  ])("%j reads as %j", (piece, reading) => {
    expect(plain(piece)).toEqual(reading);
  });

  it("offers every other cut, shortest path first", () => {
    expect(readings("a#b => c#d", false).ifThere.map(({ path }) => path)).toEqual(["a", "a#b", "a#b => c"]);
  });

  it("finds the path again, whatever path, name and label", () => {
    const text = fc.stringMatching(/^[a-z#=>,!{}[\]]{0,8}$/).map((inner) => `x${inner}x`);
    const name = fc.stringMatching(/^[a-z=>]{0,5}$/).map((inner) => `x${inner}x`);
    fc.assert(
      fc.property(text, name, text, (path, to, label) => {
        const found = readings(`${path} => ${to}#${label}`, false).ifThere;
        expect(found).toContainEqual({ negated: false, path, name: to, label, spaced: false });
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
    expect(expandBraces(pattern, false)).toEqual(all);
  });

  it("parts folders with / on Windows", () => {
    expect(expandBraces("dist\\{a,b}\\*.zip", true)).toEqual(["dist/a/*.zip", "dist/b/*.zip"]);
  });

  it("refuses more than anyone means", () => {
    expect(() => expandBraces("{1..1000}{1..1000}", false)).toThrow(RangeError);
  });

  it("is the union of its alternatives", () => {
    const word = fc.stringMatching(/^[a-z*?/.]{1,5}$/);
    fc.assert(
      fc.property(word, fc.array(word, { minLength: 2, maxLength: 4 }), word, (head, words, tail) => {
        const all = expandBraces(`${head}{${words.join(",")}}${tail}`, false);
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
    expect(takeApart(pattern, false)).toEqual(expected);
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
    const [slashed = ""] = expandBraces(pattern, true);
    expect(takeApart(slashed, true)).toEqual(expected);
  });

  it("takes an escaped sign for itself, except on Windows where \\ parts folders", () => {
    expect(isMagic("a\\*b", false)).toBe(false);
    expect(isMagic("a\\*b", true)).toBe(true);
  });
});
