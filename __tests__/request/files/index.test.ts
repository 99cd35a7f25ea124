import { beforeEach, describe, expect, it } from "vitest";
import fc from "fast-check";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { base, collect, paths, workspace, write } from "./stage";

workspace();

/** In the place of what reads a file: two functions are never the same. */
const UNREAD = { open: undefined, sha256: undefined };

describe("a file", () => {
  it("is told with all that later stages need", async () => {
    await write("dist/app.tar.gz");
    expect(await collect(["dist/app.tar.gz#For Linux"])).toEqual({
      files: [
        {
          path: "dist/app.tar.gz",
          name: "app.tar.gz",
          label: "For Linux",
          size: "dist/app.tar.gz".length,
          type: "application/x-gtar",
          open: expect.any(Function),
          sha256: expect.any(Function),
        },
      ],
      problems: [],
      warnings: [],
      notices: [],
      work: expect.any(Number),
    });
  });

  it("may be empty, and is measured as such", async () => {
    await writeFile(join(base, "empty"), "");
    expect((await collect(["empty"])).files[0]?.size).toBe(0);
  });

  it("no lines give no files", async () => {
    expect(await paths([])).toEqual([]);
    expect(await paths([" ", ",", ""])).toEqual([]);
  });
});

describe("a line that is the path of a file", () => {
  it.each([
    "a,b.txt",
    "#1.txt",
    "!x",
    "x => y",
    "[1].txt",
    "{a,b}",
    "a*b?",
    "a#b",
    " lead",
    "trail ",
    "a\\b",
    "~",
    "é",
  ])("%j is that file", async (name) => {
    await write(name, "other");
    expect(await paths([name])).toEqual([name]);
  });

  it("may be absolute", async () => {
    await write("dist/[1].txt");
    expect(await paths([join(base, "dist/[1].txt")])).toEqual(["dist/[1].txt"]);
  });

  it("is found whatever characters the name holds", async () => {
    const name = fc
      .string({ unit: "grapheme-ascii", minLength: 1, maxLength: 12 })
      .filter((text) => text.trim() !== "" && !text.includes("/") && !/^\s*\.{1,2}\s*$/.test(text) && text !== ".git");
    await fc.assert(
      fc.asyncProperty(name, async (text) => {
        await write(text);
        const { files, problems } = await collect([text]);
        expect({ names: files.map((file) => file.name), problems }).toEqual({ names: [text], problems: [] });
        await rm(join(base, text));
      }),
      { numRuns: 100 },
    );
  });

  it("with a comma may carry a label or a new name", async () => {
    await write("a,b.txt", "a#1.txt", "x => y");
    const { files, problems } = await collect(["a,b.txt#one, two", "a#1.txt#three", "x => y => z#four"]);
    expect(problems).toEqual([]);
    expect(files.map(({ path, name, label }) => [path, name, label])).toEqual([
      ["a#1.txt", "a#1.txt", "three"],
      ["a,b.txt", "a,b.txt", "one, two"],
      ["x => y", "z", "four"],
    ]);
  });

  it("is taken away as such", async () => {
    await write("[1].txt", "1.txt", "a,b", "a");
    expect(await paths(["*", "![1].txt", "!a,b"])).toEqual(["1.txt", "a"]);
  });
});

describe("commas", () => {
  it("separate patterns, outside braces", async () => {
    await write("a.zip", "b.deb", "c,d", "LICENSE");
    expect(await paths(["*.{zip,deb}, LICENSE"])).toEqual(["LICENSE", "a.zip", "b.deb"]);
    expect(await paths(["a.zip,b.deb,!a.*,"])).toEqual(["b.deb"]);
  });

  it("separate pieces that may be literal paths", async () => {
    await write("[1].txt", "1.txt", "#2");
    expect(await paths(["[1].txt,#2"])).toEqual(["#2", "[1].txt"]);
  });
});

describe("patterns", () => {
  beforeEach(() => write("a.zip", "b.zip", "c1.deb", "d/e.zip", "d/f/g.zip", "d/f/h.txt"));

  it.each<[string, string[]]>([
    ["*.zip", ["a.zip", "b.zip"]],
    ["?.zip", ["a.zip", "b.zip"]],
    ["[a].zip", ["a.zip"]],
    ["[!a].zip", ["b.zip"]],
    ["[a-b].*", ["a.zip", "b.zip"]],
    ["c[0-9].deb", ["c1.deb"]],
    ["**/*.zip", ["a.zip", "b.zip", "d/e.zip", "d/f/g.zip"]],
    ["**", ["a.zip", "b.zip", "c1.deb", "d/e.zip", "d/f/g.zip", "d/f/h.txt"]],
    ["d/**", ["d/e.zip", "d/f/g.zip", "d/f/h.txt"]],
    ["d/*.*", ["d/e.zip"]],
    ["*/*/g.zip", ["d/f/g.zip"]],
    ["**/f/*", ["d/f/g.zip", "d/f/h.txt"]],
    ["**/f/**/*.txt", ["d/f/h.txt"]],
    ["*/f/h.txt", ["d/f/h.txt"]],
    ["{a,b}.zip", ["a.zip", "b.zip"]],
    ["**/*.{txt,deb}", ["c1.deb", "d/f/h.txt"]],
    ["c{1..1}.deb", ["c1.deb"]],
    ["d/{e,f/g}.zip", ["d/e.zip", "d/f/g.zip"]],
    ["./d//./*.zip", ["d/e.zip"]],
    ["d/f/../*.zip", ["d/e.zip"]],
    ["\\a*.zip", ["a.zip"]],
  ])("%j", async (pattern, expected) => {
    expect(await paths([pattern])).toEqual(expected);
  });

  it("may be absolute or lead out of the base", async () => {
    expect(await paths([`${base}/*.deb`], { base: join(base, "d") })).toEqual([`${base}/c1.deb`]);
    expect(await paths(["../*.deb"], { base: join(base, "d") })).toEqual([`${base}/c1.deb`]);
  });

  it("with braces give the union of their alternatives", async () => {
    const word = fc.constantFrom("a.zip", "*.zip", "d/*", "**/*.txt", "nothing", "c?.deb", "d/{e,x}.zip");
    await fc.assert(
      fc.asyncProperty(fc.array(word, { minLength: 2, maxLength: 4 }), async (words) => {
        const together = await collect([`{${words.join(",")}}`], { failOnUnmatched: false });
        const apart = await collect(words, { failOnUnmatched: false });
        expect(together.files.map((file) => ({ ...file, ...UNREAD }))).toEqual(
          apart.files.map((file) => ({ ...file, ...UNREAD })),
        );
      }),
      { numRuns: 40 },
    );
  });
});

describe("a base folder of any name", () => {
  it.each(["[x]", "a*b", "q?", "{a,b}", "sp ace ", "back\\slash", "!n", "#h", ".hidden", "new\nline", "[", "a]b"])(
    "%j",
    async (name) => {
      await write(`${name}/one.zip`, `${name}/sub/two.zip`, `${name}/.git/three.zip`, "x/decoy.zip");
      const request = { base: join(base, name) };
      expect(await paths(["**/*.zip"], request)).toEqual(["one.zip", "sub/two.zip"]);
      expect(await paths(["*.zip", "sub/*"], request)).toEqual(["one.zip", "sub/two.zip"]);
      expect(await paths(["**/*.zip", "!sub/*.zip"], request)).toEqual(["one.zip"]);
    },
  );
});

describe("!", () => {
  beforeEach(() => write("a.zip", "b.zip", "d/c.zip", "d/.secret.zip"));

  it("takes away from all above it", async () => {
    expect(await paths(["**/*.zip", "!d/*"])).toEqual(["a.zip", "b.zip"]);
    expect(await paths(["*.zip", "d/*", "!**/c.zip", "!b.*"])).toEqual(["a.zip"]);
    expect(await paths(["**/*.zip,!a.zip"])).toEqual(["b.zip", "d/c.zip"]);
  });

  it("takes nothing from what comes below it", async () => {
    expect(await paths(["*.zip", "!*.zip", "b.zip"])).toEqual(["b.zip"]);
  });

  it("takes away all in a folder, and hidden files too", async () => {
    expect(await paths(["**/*.zip", "!d"])).toEqual(["a.zip", "b.zip"]);
    expect(await paths(["**/*.zip", "!d/"])).toEqual(["a.zip", "b.zip"]);
    expect(await paths(["**/*.zip", "!?/"])).toEqual(["a.zip", "b.zip"]);
    expect(await paths(["a.zip", "d/.secret.zip", "!**/*secret*"])).toEqual(["a.zip"]);
  });

  it("takes away by braces", async () => {
    expect(await paths(["**/*.zip", "!{a,b}.zip"])).toEqual(["d/c.zip"]);
  });

  it("says so when it takes away nothing, and fails nothing", async () => {
    const { problems, notices } = await collect(["*.zip", "!*.map"]);
    expect(problems).toEqual([]);
    expect(notices).toEqual(['files: "!*.map" takes away nothing.']);
  });

  it("works on more files than one batch", async () => {
    const many = Array.from({ length: 130 }, (_, index) => `m/${index}.bin`);
    await write(...many);
    expect(await paths(["m/*", "!m/*[1-9].bin"])).toHaveLength(13);
  });

  it("acts in the order of the lines, whatever they are", async () => {
    const files = ["a.zip", "b.zip", "d/c.zip"];
    const meaning: Record<string, readonly string[]> = {
      "*.zip": ["a.zip", "b.zip"],
      "a.*": ["a.zip"],
      "d/*": ["d/c.zip"],
      "**/*.zip": files,
      "{b,d/c}.zip": ["b.zip", "d/c.zip"],
    };
    const line = fc.tuple(fc.boolean(), fc.constantFrom(...Object.keys(meaning)));
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 6 }), async (lines) => {
        const expected = lines.reduce<Set<string>>((have, [away, pattern]) => {
          for (const path of meaning[pattern] ?? []) {
            if (away) have.delete(path);
            else have.add(path);
          }
          return have;
        }, new Set());
        const found = await collect(lines.map(([away, pattern]) => (away ? `!${pattern}` : pattern)));
        expect(found.files.map(({ path }) => path)).toEqual(files.filter((path) => expected.has(path)));
      }),
      { numRuns: 60 },
    );
  });
});

describe("order", () => {
  beforeEach(() => write("z.txt", "B.txt", "a.txt", "d/m.txt", "é.txt", "_.txt"));

  it("is by name, in code units", async () => {
    expect(await paths(["**/*.txt"])).toEqual(["B.txt", "_.txt", "a.txt", "d/m.txt", "z.txt", "é.txt"]);
    expect(await paths(["z.txt", "a.txt"])).toEqual(["a.txt", "z.txt"]);
  });

  it("is by the new name after a rename", async () => {
    expect(await paths(["z.txt => A", "B.txt"])).toEqual(["z.txt", "B.txt"]);
  });

  it("is the one given when asked for, by name within one pattern", async () => {
    expect(await paths(["z.txt", "{_,a,B}.txt", "d/*"], { preserveOrder: true })).toEqual([
      "z.txt",
      "B.txt",
      "_.txt",
      "a.txt",
      "d/m.txt",
    ]);
    expect(await paths(["z.txt,a.txt", "B.txt"], { preserveOrder: true })).toEqual(["z.txt", "a.txt", "B.txt"]);
    expect(await paths(["z.txt", "a.txt", "!z.txt", "z.txt"], { preserveOrder: true })).toEqual(["a.txt", "z.txt"]);
  });
});

describe("labels and names", () => {
  beforeEach(() => write("a.zip", "b.zip"));
  const told = async (...lines: string[]): Promise<string[]> => {
    const { files, problems } = await collect(lines);
    expect(problems).toEqual([]);
    return files.map(({ path, name, label = "" }) => `${path}|${name}|${label}`);
  };

  it("a pattern's label is for each of its files", async () => {
    expect(await told("*.zip#L")).toEqual(["a.zip|a.zip|L", "b.zip|b.zip|L"]);
  });

  it.each([
    ["a.zip#L#package", "L", "package"],
    ["a.zip#L # image", "L # image", ""],
    ["a.zip#L #image", "L", "image"],
    ["a.zip##runbook", "", "runbook"],
    ["a.zip#C#other", "C", "other"],
    ["a.zip#C##other", "C#", "other"],
    ["a.zip#package", "package", ""],
    ["a.zip#L#Package", "L#Package", ""],
    ["a.zip#L#archive", "L#archive", ""],
    ["a.zip#L#package#", "L#package#", ""],
    ["a.zip => x.zip#L#package", "L", "package"],
  ])("%s: label %j, kind %j", async (line, label, linkType) => {
    const { files, problems } = await collect([line]);
    expect(problems).toEqual([]);
    expect(files.map((file) => [file.label ?? "", file.linkType ?? ""])).toEqual([[label, linkType]]);
  });

  it("a file whose name looks like a label and a kind has neither", async () => {
    await write("c#L#package");
    expect((await collect(["c#L#package"])).files).toEqual([expect.not.objectContaining({ label: expect.anything() })]);
  });

  it("no file comes twice", async () => {
    expect(await told("*.zip", "a.zip", "**", `${base}/a.zip`, "./a.zip")).toEqual(["a.zip|a.zip|", "b.zip|b.zip|"]);
  });

  it("the first label wins, a later one fills a gap", async () => {
    expect(await told("a.zip#one", "a.zip#two")).toEqual(["a.zip|a.zip|one"]);
    expect(await told("*.zip", "a.zip#two")).toEqual(["a.zip|a.zip|two", "b.zip|b.zip|"]);
  });

  it("renames one file, also with a pattern, also one that came before", async () => {
    expect(await told("a.zip => x.zip#L")).toEqual(["a.zip|x.zip|L"]);
    expect(await told("[a].zip=>x.zip")).toEqual(["a.zip|x.zip|"]);
    expect(await told("*.zip", "a.zip => x.zip")).toEqual(["b.zip|b.zip|", "a.zip|x.zip|"]);
    expect(await told("a.zip => x.zip", "*.zip")).toEqual(["b.zip|b.zip|", "a.zip|x.zip|"]);
  });

  it("two new names make two assets of one file", async () => {
    expect(await told("a.zip", "a.zip => x", "a.zip => y", "a.zip => x#L")).toEqual(["a.zip|x|L", "a.zip|y|"]);
  });

  it("guesses the media type from the new name", async () => {
    expect((await collect(["a.zip => a.json"])).files[0]?.type).toBe("application/json");
  });
});
