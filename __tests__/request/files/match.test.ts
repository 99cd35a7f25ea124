import { describe, expect, it } from "vitest";
import { expand } from "brace-expansion";
import fc from "fast-check";

import { expandBraces } from "../../../src/request/files/braces";
import { nameTest } from "../../../src/request/files/patterns";

// What one segment of a pattern matches, and what braces stand for, against implementations that are simple and slow.

const test = (segment: string, name: string, more = {}): boolean =>
  nameTest(segment, { windows: false, hidden: false, ...more })(name);

/** The definition of a segment, tried in every way. */
function simple(segment: string, name: string): boolean {
  if (segment === "") return name === "";
  const [character = "", ...rest] = segment;
  const [first = "", ...others] = name;
  const [restOfSegment, restOfName] = [rest.join(""), others.join("")];
  if (character === "*") return simple(restOfSegment, name) || (name !== "" && simple(segment, restOfName));
  const group = /^\[([!^]?)([a-c]+|a-c)\](.*)$/su.exec(segment);
  if (group !== null) {
    const [, not = "", characters = "", after = ""] = group;
    const isIn = (characters === "a-c" ? "abc" : characters).includes(first);
    return name !== "" && isIn === (not === "") && simple(after, restOfName);
  }
  return name !== "" && (character === "?" || character === first) && simple(restOfSegment, restOfName);
}

describe("one segment", () => {
  it.each<[string, string, boolean]>([
    ["*", "anything", true],
    ["*", ".hidden", false],
    [".*", ".hidden", true],
    ["?", "😀", true],
    ["?", "ab", false],
    ["[😀-😂]x", "😁x", true],
    ["*.tar.*", "a.tar.gz", true],
    ["*.tar.*", "a.tar", false],
    ["[]]", "]", true],
    ["[!]]", "]", false],
    ["[a-]", "-", true],
    ["[z-a]", "m", false],
    ["[ab", "[ab", true],
    ["a]", "a]", true],
    ["\\*", "*", true],
    ["\\*", "x", false],
    ["[\\]x]", "]", true],
    ["a\\", "a\\", true],
    ["***", "x", true],
    ["发布-?.zip", "发布-1.zip", true],
    ["toString", "toString", true],
  ])("%j and %j: %j", (segment, name, expected) => {
    expect(test(segment, name)).toBe(expected);
  });

  it("takes hidden names where it takes away", () => {
    expect(test("*", ".hidden", { hidden: true })).toBe(true);
  });

  it("does not tell capitals apart on Windows, where \\ is no escape", () => {
    expect(test("*.EXE", "App.exe", { windows: true })).toBe(true);
    expect(test("*.EXE", "App.exe")).toBe(false);
  });

  it("is what its definition says", () => {
    const part = fc.constantFrom("*", "?", "a", "b", "-", "[abc]", "[!ab]", "[a-c]", "[^c]", "😀");
    const segment = fc.array(part, { minLength: 1, maxLength: 7 }).map((parts) => parts.join(""));
    const name = fc
      .array(fc.constantFrom("a", "b", "c", "-", "😀"), { maxLength: 9 })
      .map((characters) => characters.join(""));
    fc.assert(
      fc.property(segment, name, (given, text) => {
        expect(test(given, text)).toBe(simple(given, text));
      }),
      { numRuns: 700 },
    );
  });

  it("is over at once, however many stars there are to try", () => {
    const name = `${"-".repeat(240)}.zip.tar`;
    for (const stars of [5, 40, 120]) {
      expect(test(`${"*-".repeat(stars)}*.zip`, name)).toBe(false);
      expect(test(`${"*-".repeat(stars)}*.tar`, name)).toBe(true);
    }
  });
});

describe("braces", () => {
  // Lists in lists and ranges; on what is no list, such as {x}, shells and libraries differ from each other.
  const { text: texts } = fc.letrec<{ text: string; part: string }>((tie) => ({
    text: fc.array(tie("part"), { minLength: 1, maxLength: 3 }).map((parts) => parts.join("")),
    part: fc.oneof(
      { maxDepth: 2 },
      fc.constantFrom("a", "b", "*", ".", "/", "{1..3}", "{c..a}", "{01..3}", "{1..9..4}"),
      fc.array(tie("text"), { minLength: 2, maxLength: 3 }).map((words) => `{${words.join(",")}}`),
    ),
  }));

  it("stand for what they stand for elsewhere", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const all = expand(text, { max: 20_000 });
        fc.pre(all.length <= 10_000);
        expect(expandBraces(text)).toEqual([...new Set(all)]);
      }),
      { numRuns: 400 },
    );
  });

  it.each<[string, string[]]>([
    ["{a,b", ["{a,b"]],
    ["a}b", ["a}b"]],
    ["{{a,b}", ["{a", "{b"]],
    ["${a,b}", ["${a,b}"]],
    ["${{ x }}.zip", ["${{ x }}.zip"]],
    ["\\{a,b\\}", ["\\{a,b\\}"]],
    ["{a\\,b,c}", ["a\\,b", "c"]],
    ["{10..1..4}", ["10", "6", "2"]],
    ["{-01..1}", ["-01", "000", "001"]],
    ["{a,}", ["a"]],
    ["{a,".repeat(2000) + "}".repeat(2000), ["a"]],
  ])("%j: %j", (text, all) => {
    expect(expandBraces(text)).toEqual(all);
  });

  it.each([
    ["powers", "{a,b}".repeat(500)],
    ["powers of nothing", "{,}".repeat(2000)],
    ["ranges", "{1..9999}{1..9999}"],
    ["a range without end", "{1..999999999999}"],
    ["letters", "{a..z}".repeat(20)],
    ["nested powers", "{a,{b,c}{d,e}{f,g}{h,i}{j,k}{l,m}{n,o}}".repeat(20)],
    ["long texts", `${"x".repeat(4000)}{1..2000}`],
  ])("that are %s are refused, not cut", (_, text) => {
    expect(() => expandBraces(text)).toThrow(RangeError);
  });

  it.each(["{", "}", "{a,", "{{", "}{", "{}", "{a}", "{a..", "\\{", "{,"])(
    "never closed are text, however many: %j",
    (text) => {
      const long = text.repeat(2000);
      const all = expandBraces(long);
      expect(all).toHaveLength(1);
      expect(all[0]).toHaveLength(long.length);
    },
  );
});
