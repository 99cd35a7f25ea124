import { describe, expect, it } from "vitest";
import { languageOf } from "../../src/request/language";

const given = (value?: string) => ({
  given: new Map(value === undefined ? [] : [["language", { value, source: "language", entry: "with" }] as const]),
});

describe("the language", () => {
  it.each<[Record<string, string>, "en" | "zh"]>([
    [{}, "en"],
    [{ LANG: "zh_CN.UTF-8" }, "zh"],
    [{ LANG: "zh_TW.utf8" }, "zh"],
    [{ LANG: "zh-Hans" }, "zh"],
    [{ LANG: "zh" }, "zh"],
    [{ LANG: "zh_CN@pinyin" }, "zh"],
    [{ LANG: "zha_CN.UTF-8" }, "en"],
    [{ LANG: "C.UTF-8" }, "en"],
    [{ LANG: "POSIX" }, "en"],
    [{ LANG: "de_DE.UTF-8" }, "en"],
    // What is written is UTF-8.
    [{ LANG: "zh_CN.GBK" }, "en"],
    [{ LANG: "zh_CN.GB18030" }, "en"],
    // The first of the three that says something decides.
    [{ LC_ALL: "C", LANG: "zh_CN.UTF-8" }, "en"],
    [{ LC_ALL: "", LANG: "zh_CN.UTF-8" }, "zh"],
    [{ LC_ALL: "zh_CN.UTF-8", LANG: "en_US.UTF-8" }, "zh"],
    [{ LC_MESSAGES: "en_US.UTF-8", LANG: "zh_CN.UTF-8" }, "en"],
    [{ LC_CTYPE: "zh_CN.UTF-8", LANG: "en_US.UTF-8" }, "en"],
  ])("of %j is %s", (env, language) => {
    expect(languageOf(given(), env)).toBe(language);
    expect(languageOf(given("auto"), env)).toBe(language);
    expect(languageOf(given("fr"), env)).toBe(language);
    expect(languageOf(given(" zh\n"), env)).toBe("zh");
    expect(languageOf(given("en"), env)).toBe("en");
  });
});
