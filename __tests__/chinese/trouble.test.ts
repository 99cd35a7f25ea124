import { describe, expect, it } from "@jest/globals";
import { filesBelow, textOf } from "../house/sources";
import { codeOf, sectionsOf } from "./page";

const TEXTS = filesBelow("src").map(textOf);

/** What a page says that the log says, in the first column of its tables. */
const told = sectionsOf("docs/zh/trouble.md")
  .flatMap(({ tables }) => tables.flatMap((table) => table.slice(1)))
  .map(([first = ""]) => codeOf(first)[0] ?? "");

describe("docs/zh/trouble.md", () => {
  it.each(told.filter((words) => /^[A-Za-z].* /.test(words)))("“%s” is what this program says", (words) => {
    expect(TEXTS.some((text) => text.includes(words))).toBe(true);
  });
});
