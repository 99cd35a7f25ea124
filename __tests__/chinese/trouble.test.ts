import { describe, expect, it } from "vitest";
import { ZH } from "../../src/report/messages/zh";
import { filesBelow, textOf } from "../house/sources";
import { codeOf, sectionsOf } from "./page";

const TEXTS = filesBelow("src").map(textOf);

const CHINESE = ZH.flatMap((catalogue) => Object.values(catalogue));

/** What the page says that the log says, in the first column of its tables. */
const told = sectionsOf("docs/zh/trouble.md")
  .flatMap(({ tables }) => tables.flatMap((table) => table.slice(1)))
  .flatMap(([first = ""]) => codeOf(first));

describe("docs/zh/trouble.md", () => {
  it.each(told.filter((words) => /^[A-Za-z][\x20-\x7e]* /.test(words)))("“%s” is what this program says", (words) => {
    expect(TEXTS.some((text) => text.includes(words))).toBe(true);
  });

  it.each(told.filter((words) => /\p{sc=Han}/u.test(words)))("“%s” is what it says in Chinese", (words) => {
    const parts = words.split(" … ");
    expect(CHINESE.some((text) => parts.every((part) => text.includes(part)))).toBe(true);
  });
});
