import { describe, expect, it } from "vitest";
import { readFileSync } from "node:fs";
import { posix } from "node:path";
import { WORDS } from "../../scripts/zh/tables";
import { type Section, type Table, bare, codeOf, pagesBelow, sectionsOf } from "./page";

/** Pages that say the same in both languages. `more`: the Chinese one may have sections of its own besides. */
const TWINS: readonly { readonly english: string; readonly chinese: string; readonly more?: boolean }[] = [
  { english: "README.md", chinese: "README.zh-CN.md" },
  ...["inputs", "outputs", "forges"].map((name) => ({ english: `docs/${name}.md`, chinese: `docs/zh/${name}.md` })),
  ...["gitee", "gitcode", "tgit", "cnb", "mirrors"].map((name) => ({
    ...{ english: `docs/${name}.md`, chinese: `docs/zh/${name}.md`, more: true },
  })),
];

const linkTo = (from: string, to: string): string => posix.relative(posix.dirname(from), to);

const cellsOf = (tables: readonly Table[]): string[][][] =>
  tables.map((table) => table.map((row) => row.flatMap((cell) => [String(row.indexOf(cell)), ...codeOf(cell)])));

describe.each(TWINS)("$chinese, beside $english", ({ english, chinese, more }) => {
  const [one, other] = [sectionsOf(english), sectionsOf(chinese)];
  const twinOf = ({ id }: Section): Section | undefined => other.find((section) => section.id === id);

  it("begins with a link to the other, as that does to it", () => {
    const [first, second] = [english, chinese].map((file) => readFileSync(file, "utf8").split("\n")[0] ?? "");
    expect(first).toBe(`English | [简体中文](${linkTo(english, chinese)})`);
    expect(second?.startsWith(`[English](${linkTo(chinese, english)}) | 简体中文`)).toBe(true);
  });

  it("has every section, in the same order and on the same level", () => {
    const outline = (sections: readonly Section[]): string[] => sections.map(({ level, id }) => `${level} ${id}`);
    const [all, wanted] = [outline(other), outline(one)];
    expect(more === true ? all.filter((line) => wanted.includes(line)) : all).toEqual(wanted);
  });

  it.each(one.map((section) => [section.id, section] as const))("%s: has its tables and blocks", (_, section) => {
    const twin = twinOf(section);
    expect(cellsOf(twin?.tables ?? [])).toEqual(cellsOf(section.tables));
    expect(twin?.blocks.map(bare)).toEqual(section.blocks.map(bare));
  });

  it.each(one.map((section) => [section.id, section] as const))("%s: names all that is in code there", (_, section) => {
    const told = (twinOf(section)?.prose ?? []).flatMap(codeOf).join(" ");
    const names = section.prose.flatMap(codeOf).filter((code) => /^[\w-]+(: \w+)?$/.test(code));
    expect(names.filter((name) => !told.includes(name))).toEqual([]);
  });
});

describe("scripts/zh", () => {
  it("has no words that no page needs", () => {
    const pages = TWINS.map(({ english }) => readFileSync(english, "utf8"));
    expect(Object.keys(WORDS).filter((text) => !pages.some((page) => page.includes(text)))).toEqual([]);
  });
});

describe.each(pagesBelow("docs/zh/ci"))("%s", (page) => {
  it("answers what every page of a CI answers", () => {
    const rows = sectionsOf(page).flatMap(({ tables }) => tables.flat());
    const asked = ["令牌", "标签", "仓库", "输出", "检出", "Node"];
    expect(rows.flatMap(([first = "", told]) => (asked.includes(first) && told !== "" ? [first] : []))).toEqual(asked);
  });
});

describe("docs/zh/README.md", () => {
  it("leads to every page of its folder", () => {
    const links = [...readFileSync("docs/zh/README.md", "utf8").matchAll(/\]\(([^)#:]+\.md)/g)];
    const linked = links.map(([, path = ""]) => posix.join("docs/zh", path));
    expect(pagesBelow("docs/zh").filter((page) => page !== "docs/zh/README.md" && !linked.includes(page))).toEqual([]);
  });
});
