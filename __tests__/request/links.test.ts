import { describe, expect, it } from "vitest";

import type { Link } from "../../src/model/release";
import { readLinks } from "../../src/request/links";
import { attempt } from "../../src/request/problems";

/** What is wrong with lines. */
function problemsOf(lines: readonly string[]): string[] {
  const problems: string[] = [];
  attempt(problems, () => readLinks(lines));
  return problems;
}

describe("a link", () => {
  it.each<[string, string, string, Link["type"]]>([
    ["Docs=https://docs.test", "Docs", "https://docs.test", undefined],
    ["  The docs = https://docs.test/a?b=c&d  ", "The docs", "https://docs.test/a?b=c&d", undefined],
    ["a=b=https://docs.test", "a=b", "https://docs.test", undefined],
    ["Login=https://a.test/?next=https://b.test", "Login", "https://a.test/?next=https://b.test", undefined],
    ["Docs=http://docs.test", "Docs", "http://docs.test", undefined],
    ["Mirror=ftp://mirror.test/app", "Mirror", "ftp://mirror.test/app", undefined],
    ["Docs=HTTPS://docs.test", "Docs", "HTTPS://docs.test", undefined],
    ["Run=https://docs.test#runbook", "Run", "https://docs.test", "runbook"],
    ["Image=https://docs.test/#image", "Image", "https://docs.test/", "image"],
    ["Docs=https://docs.test/#install", "Docs", "https://docs.test/#install", undefined],
    ["Docs=https://docs.test/#install#other", "Docs", "https://docs.test/#install", "other"],
    ["Docs=https://docs.test/#Package", "Docs", "https://docs.test/#Package", undefined],
    ["C# guide=https://docs.test", "C# guide", "https://docs.test", undefined],
    ["文档=https://docs.test/文档", "文档", "https://docs.test/文档", undefined],
  ])("%j", (line, name, url, type) => {
    expect(readLinks([line])).toEqual([{ name, url, type }]);
  });

  it.each([
    "https://docs.test",
    "=https://docs.test",
    " = https://docs.test",
    "Docs",
    "Docs=",
    "Docs=docs.test",
    "Docs=javascript:alert(1)",
    "Docs=file:///etc/passwd",
    "Docs=https://docs.test with words",
    "Docs=https://",
    "Docs=https://#package",
    "Docs: https://docs.test",
  ])("%j is none", (line) => {
    expect(problemsOf([line])).toEqual([`links: “${line.trim()}” is not of the form name=https://….`]);
  });
});

describe("links", () => {
  it("are kept in their order", () => {
    const links = readLinks(["b=https://b.test", "a=https://a.test"]);
    expect(links.map(({ name }) => name)).toEqual(["b", "a"]);
  });

  it("are none where none are given", () => {
    expect(readLinks([])).toEqual([]);
  });

  it("are all looked at, and everything wrong is told", () => {
    const problems = problemsOf([
      "a=https://a.test",
      "nothing",
      "a=https://other.test",
      "b=https://a.test",
      "c=https://a.test#image",
    ]);
    expect(problems).toEqual([
      "links: “nothing” is not of the form name=https://….",
      "links: two links are named “a”.",
      "links: two links lead to https://a.test.",
      "links: two links lead to https://a.test.",
    ]);
  });
});
