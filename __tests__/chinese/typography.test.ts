import { describe, expect, it } from "vitest";
import { readFileSync } from "node:fs";
import { WORDS } from "../../scripts/zh/tables";
import { pagesBelow } from "./page";

const PAGES = ["README.zh-CN.md", ...pagesBelow("docs/zh")];

/** Lines as people see them: code is one Latin word, links are their words, and no marks are left. */
function shown(text: string): string[] {
  return text
    .replaceAll(/^( *)```[\s\S]*?^ *```$/gm, "")
    .replaceAll(/<!--[\s\S]*?-->/g, "")
    .replaceAll(/`[^`]+`/g, "code")
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replaceAll(/<[^>]+>|\*\*/g, "")
    .split("\n")
    .map((line) => line.replace(/^(\s*(#+|[-*>]|\d+\.) )+/, ""))
    .flatMap((line) => (line.startsWith("|") ? line.split("|").map((cell) => cell.trim()) : [line]));
}

const HAN = "[\\p{sc=Han}]";
const RULES: readonly (readonly [string, RegExp])[] = [
  ["punctuation of ASCII beside Chinese", new RegExp(`${HAN}[,.;:!?()"']|[,;:!?()"']${HAN}`, "u")],
  ["no blank between Chinese and Latin letters or digits", new RegExp(`${HAN}[A-Za-z0-9]|[A-Za-z0-9]${HAN}`, "u")],
  ["a blank beside full-width punctuation", / [，。；：！？、（）“”]|[，。；：！？、（）“”] /],
  ["a blank between Chinese letters", new RegExp(`${HAN} +${HAN}`, "u")],
  ["a sentence that is not translated", /(?:\b[A-Za-z][a-z']*\b,? ){4,}[A-Za-z]{2,}/],
  [
    "words that only machines write",
    /(请注意，|需要注意的是|值得注意|您|进行(?=[了一安配操上])|被(?:用来|用于)|的话，将|一个的)/,
  ],
];

/** Where CommonMark leaves the stars of bold words as they are: punctuation inside of them, a letter outside. */
const STARS = /[\p{P}\p{S}]\*\*(?=[\p{L}\p{N}])|[\p{L}\p{N}]\*\*(?=[\p{P}\p{S}])[^*]+\*\*/u;

describe.each(PAGES)("%s", (page) => {
  const lines = shown(readFileSync(page, "utf8"));
  it.each(RULES)("has no %s", (_, pattern) => {
    expect(lines.filter((line) => pattern.test(line))).toEqual([]);
  });
  it("has no bold words that are not bold", () => {
    const text = readFileSync(page, "utf8").replaceAll(/^( *)```[\s\S]*?^ *```$/gm, "");
    expect(text.split("\n").filter((line) => STARS.test(line.replaceAll(/`[^`]+`/g, "`")))).toEqual([]);
  });
  it("closes what it opens", () => {
    const pairs = ["（）", "“”"].map((pair) => pair.split(""));
    const count = (line: string, sign = ""): number => line.split(sign).length;
    expect(lines.filter((line) => pairs.some(([open, shut]) => count(line, open) !== count(line, shut)))).toEqual([]);
  });
});

describe("scripts/zh", () => {
  const lines = Object.values(WORDS).flatMap(shown);
  it.each(RULES)("has no %s", (_, pattern) => {
    expect(lines.filter((line) => pattern.test(line))).toEqual([]);
  });
});
