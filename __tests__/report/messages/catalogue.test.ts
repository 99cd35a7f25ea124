import { describe, expect, it } from "vitest";
import { readFileSync } from "node:fs";
import { catalogueFor } from "../../../scripts/messages/catalogue";
import { PAGE, messagesPage } from "../../../scripts/messages/page";
import { messages } from "../../../scripts/messages/scan";
import { COMPOSED, ZH } from "../../../src/report/messages/zh";
import { ALL } from "../../../src/report/messages/zh/all";
import { atMentions } from "../../../src/request/entries/names";

const MESSAGES = messages();
const wanted = catalogueFor(MESSAGES);
const entries = ZH.flatMap((catalogue) => Object.entries(catalogue));

/** Values and names of inputs of a text, each once. */
const valuesOf = (text: string): string[] => [...new Set(text.match(/\{\d+/g))].sort();

describe("every message of the source has its Chinese", () => {
  it("finds what people read, by each of the ways in which it is said", () => {
    const templates = new Set(MESSAGES.map(({ template }) => template));
    const some = [
      "Failed {0}.",
      "There is no token for {0} on {1}. Looked at: {2}.",
      "Delete the release {0} and its tag?",
      "{0} must be {1}, not “{2}”.",
      "The repository is archived: take it out of the archive first.",
      "Not marked as latest: {0}.",
    ];
    expect(some.filter((template) => !templates.has(template))).toEqual([]);
    expect(templates.size).toBeGreaterThan(1000);
  });

  it("none lacks it: run `npm run messages`, and write what it asks for", () => {
    const without = [...wanted.values()].flatMap((some) => [...some].filter(([, chinese]) => chinese === ""));
    expect(without.map(([english]) => english)).toEqual([]);
  });

  it("none is stale: run `npm run messages`", () => {
    const said = new Set([...wanted.values()].flatMap((some) => [...some.keys()]));
    const composed = COMPOSED.flatMap((catalogue) => Object.keys(catalogue));
    const stale = ALL.flatMap((catalogue) => Object.keys(catalogue)).filter((english) => !said.has(english));
    expect(stale).toEqual([]);
    expect(composed.filter((english) => ALL.some((catalogue) => english in catalogue))).toEqual([]);
  });

  it("and stands once", () => {
    const all = entries.map(([english]) => english);
    expect(all.filter((english, at) => all.indexOf(english) !== at)).toEqual([]);
  });

  it(`${PAGE} is as \`npm run messages\` writes it`, async () => {
    expect(readFileSync(PAGE, "utf8")).toBe(await messagesPage(MESSAGES));
  });
});

describe("the Chinese", () => {
  const offences = (wrong: (chinese: string, english: string) => boolean): string[] =>
    entries.filter(([english, chinese]) => wrong(chinese, english)).map(([, chinese]) => chinese);

  it("has every value of the English, and no other", () => {
    expect(offences((chinese, english) => String(valuesOf(chinese)) !== String(valuesOf(english)))).toEqual([]);
  });

  it("names every input that the English names", () => {
    const missing = offences((chinese, english) =>
      atMentions(english).some((part, at) => at % 2 === 1 && !chinese.includes(part)),
    );
    expect(missing).toEqual([]);
  });

  it("has full-width signs between its words", () => {
    expect(offences((chinese) => /[\u4e00-\u9fff][,;:!?()]|[,;:!?()][\u4e00-\u9fff]/.test(chinese))).toEqual([]);
  });

  it("has a blank between its words and Latin ones, and none before a full-width sign", () => {
    const bare = (text: string): string => text.replace(/\{\d+[+*!%#=@]?\}/g, "");
    expect(offences((text) => /[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u4e00-\u9fff]/.test(bare(text)))).toEqual([]);
    expect(offences((text) => / [，。：；？！（）]|[，。：；？！（] /.test(text))).toEqual([]);
  });

  it("calls things by one name", () => {
    expect(offences((text) => /(?<!预)发布版本|资产|资源文件|口令|存储库|锻造|秘密/.test(text))).toEqual([]);
  });
});
