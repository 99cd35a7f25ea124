import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { warning } from "../../../src/model/finding";
import { createTranslator } from "../../../src/report/messages";
import * as zh from "../../../src/report/messages/zh";
import { englishIn } from "../../chinese/english";
import { namesOf } from "../../../src/request/entries/names";

const say = createTranslator(zh.templates());

describe("what is ours is said in Chinese", () => {
  it.each([
    ["Failed uploading dist/a b.zip.", "上传 dist/a b.zip 失败。"],
    ["The repository is archived: take it out of the archive first.", "仓库已归档：请先取消归档。"],
    ["Delete 3 files of v1?", "要删除 v1 的 3 个文件吗？"],
    [
      "x.zip has 12.3 MiB; the forge accepts at most 100 MiB a file.",
      "x.zip 有 12.3 MiB；平台的单个文件上限是 100 MiB。",
    ],
    ["x has 1 byte; the forge accepts at most 5 bytes a file.", "x 有 1 字节；平台的单个文件上限是 5 字节。"],
    // A piece of a sentence that is ours itself.
    ["Failed looking for the release of v1: the connection failed.", "查找 v1 的发行版失败：连接失败。"],
    [
      "body_path: my notes.md is not there (ENOENT) (looked for in /x).",
      "body_path：my notes.md 不存在（ENOENT）（在 /x 里查找）。",
    ],
    // Sentences of which each is an entry, one behind the other.
    ["It has the id 5. Nothing was sent.", "它的编号是 5。没有发送任何请求。"],
    // A place before a message.
    [
      "https://gitee.com/me/app: The tag v1 does not exist, and verify_tag asks for it. Push the tag first.",
      "https://gitee.com/me/app：标签 v1 不存在，而 verify_tag 要求它存在。请先推送标签。",
    ],
    // Lines of a list.
    [
      "2 things are wrong with the inputs:\n- draft must be true or false, not “yes”.\n- links: two links are named “a”.",
      "输入有 2 处错误：\n- draft 必须是 true 或 false，不能是“yes”。\n- links：有两个链接都叫“a”。",
    ],
    // Things of a list.
    [
      "Unknown inputs flies (did you mean files?), foo: nothing is done with them.",
      "未知的输入 flies（是不是 files？）, foo：不会使用它们。",
    ],
    // What the server said stays.
    [
      "POST https://h/x answered 422: Nothing was sent. The tag x is gone.",
      "POST https://h/x 返回 422：Nothing was sent. The tag x is gone.",
    ],
    [
      "v1 was not copied: Failed uploading x. POST https://h/ answered 404: Not found.",
      "没有复制 v1：上传 x 失败。POST https://h/ 返回 404：Not found.",
    ],
    // The last line.
    [
      "published v1.2.3 on GitHub: 3 files, 879 KiB, 2.1 s → https://x/y",
      "已发布 v1.2.3 到 GitHub：3 个文件，879 KiB，用时 2.1 秒 → https://x/y",
    ],
    [
      "planned v1 on Gitee: no files, 1 min 5 s, nothing was changed",
      "计划发布 v1 到 Gitee：没有文件，用时 1 分 5 秒，没有任何改动",
    ],
    ["failed main on GitLab, 0.0 s", "发布 main 到 GitLab 失败，用时 0.0 秒"],
  ])("%s", (english, chinese) => {
    expect(say(english)).toBe(chinese);
  });

  it.each(["with", "flag", "environment"] as const)("inputs are called as their user wrote them: %s", (entry) => {
    const { words, set } = namesOf(new Map(), entry);
    const english = words("Nothing was changed. Use https, or set allow_insecure_http: true.");
    expect(say(english)).toBe(`没有任何改动。请使用 https，或设置 ${set("allow_insecure_http", "true")}。`);
  });

  it("what is not known stays as it is", () => {
    for (const text of [
      "",
      "Something else happened.",
      "ENOSPC: no space left on device, write",
      "一二三",
      "{0}",
      "a: b",
    ])
      expect(say(text)).toBe(text);
  });
});

describe("values", () => {
  /** Names, paths and words of servers, hostile ones among them. */
  const value = fc.oneof(
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 }),
    fc.constantFrom(
      "::set-output name=x::y",
      "\u001b[31mred",
      "##[set-output a=b]",
      "{0}",
      "{1!}",
      "$&",
      "$1",
      "reading list.txt",
      "Nothing was sent.",
      "a, b and 3 more",
      "发布/文件.zip",
      "x. Failed uploading y.",
      "__proto__",
    ),
  );
  /** Entries whose values are taken as they are. */
  const plain = zh.SENTENCES.flatMap((catalogue) => Object.entries(catalogue)).filter(
    ([english, chinese]) =>
      /\{\d+\}/.test(english) && !/\{\d+[+*!%#=@]\}/.test(chinese) && english.replace(/\{\d+\}/g, "").length > 45,
  );

  it("of every entry are all there, whatever they are, and no mark of the catalogue is shown", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...plain),
        fc.array(value, { minLength: 6, maxLength: 6 }),
        ([english, chinese], values) => {
          const fill = (text: string): string =>
            text.replace(/\{(\d+)\}/g, (_, at: string) => values[Number(at)] ?? "");
          const said = say(fill(english));
          for (const [, at] of english.matchAll(/\{(\d+)\}/g))
            for (const part of (values[Number(at)] ?? "").split(/\s+/)) expect(said).toContain(part);
          if (!values.some((one) => /[{}]/.test(one))) expect(said).not.toMatch(/\{\d+[+*!%#=@]?\}/);
          expect(chinese).not.toBe("");
        },
      ),
      { numRuns: 700 },
    );
  });

  it("is no message, whatever it looks like", () => {
    expect(say("Failed uploading reading list.txt.")).toBe("上传 reading list.txt 失败。");
    expect(say("The release Nothing was sent. is gone already.")).toBe("发行版 Nothing was sent. 已经不在了。");
  });
});

/** Entries whose values can be anything, with values. */
const FILLED = zh.SENTENCES.flatMap((catalogue) => Object.entries(catalogue)).flatMap(([english, chinese]) => {
  if (/\{\d+[+*!]\}/.test(chinese)) return [];
  const kinds = new Map([...chinese.matchAll(/\{(\d+)([%#=@]?)\}/g)].map(([, at, mark]) => [at, mark]));
  const values: Readonly<Record<string, string>> = { "%": "5 bytes", "#": "3", "@": "--draft" };
  return english.replace(/\{(\d+)\}/g, (_, at: string) => values[kinds.get(at) ?? ""] ?? "v1.2.3").split("\n");
});

describe("a message that is told in two parts", () => {
  const english = (line: string): boolean =>
    englishIn(
      line.replace(/在这里写成：.*|（cloneOption: .*|^Add to it:$|Settings > CI\/CD > Job token permissions/g, ""),
    ).length > 0;

  it("is Chinese in both", () => {
    const halves = FILLED.flatMap((line) => {
      const { message, remedy = "" } = warning("inputs", line);
      return [line, message, line.startsWith(message) && line.endsWith(remedy) ? remedy : ""];
    });
    expect(FILLED.length).toBeGreaterThan(900);
    // One entry says what it says in both languages.
    expect(halves.map((line) => say(line)).filter((line) => english(line) && !line.includes("auto, en, zh"))).toEqual(
      [],
    );
  });

  it("is taken for no other where a piece of it is one", () => {
    for (const [text, said] of [
      // Of a few words each, with the beginning or the end of another sentence beside them.
      ["The tag v1 is older, but c0ffee is being built", undefined],
      ["There is no annotated tag v1, and that is what nobody has asked for", undefined],
      ["A personal one of the forge that may write", undefined],
      ["c0ffee is being built", "正在构建的是 c0ffee"],
      ["There is no annotated tag my tag", "没有附注标签 my tag"],
      [
        "GET https://h/x answered 404: there is nothing of the kind",
        "GET https://h/x 返回 404：there is nothing of the kind",
      ],
    ] as const)
      expect(say(text)).toBe(said ?? text);
  });
});

describe("what stands alone in a result", () => {
  it("is a word of ours there, and a name everywhere else", () => {
    expect([say("published", "line"), say("published")]).toEqual(["已发布", "published"]);
    expect(say("deleted a.txt of v1", "line")).toBe("已删除 v1 的 a.txt");
    expect(say("published v1 on Gitee: no files, 1.0 s", "line")).toBe("已发布 v1 到 Gitee：没有文件，用时 1.0 秒");
  });
});

describe("a text without end", () => {
  it.each(["a. ", ": ", "Failed ", "files: ", "x: y. ", "- ", "“", "Nothing was sent. "])(
    "made of “%s” is no work without end",
    (part) => {
      const text = part.repeat(Math.floor(19_000 / part.length));
      expect(say(text).length).toBeGreaterThan(0);
      expect(say(`${text}${text}`)).toBe(`${text}${text}`);
    },
  );
});
