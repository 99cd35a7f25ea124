import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { chmod, readdir } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";

import type { FilesFound } from "../../../src/request/files";
import { base, collect, workspace, write } from "./stage";

// What people are told: problems and notices.

workspace("dist/app.zip", "dist/lib/x.so", "LICENSE", "README");

const problem = async (...lines: string[]): Promise<string> => {
  const { problems, notices } = await collect(lines);
  expect([problems.length, notices]).toEqual([1, []]);
  return problems[0] ?? "";
};

describe("a pattern that matches nothing", () => {
  it.each<[string, string]>([
    ["*.exe", ""],
    ["nothing", ""],
    ["dist", ' "dist" is a folder; write dist/** for its files.'],
    ["dist/", ' "dist" is a folder; write dist/** for its files.'],
    [".", ' "." is a folder; write ./** for its files.'],
    ["dist/l*", " It matches only folders; write dist/l*/** for their files."],
    ["dist/*/", " It matches only folders; write dist/*/** for their files."],
    ["Dist/App.zip", ' Did you mean "dist/app.zip"? Case matters.'],
    ["DIST/*.zip", ' Did you mean "dist/*.zip"? Case matters.'],
    ["license", ' Did you mean "LICENSE"? Case matters.'],
    ["build/*.zip", ' There is no folder "build".'],
    ["dist/out/app.zip", ' There is no folder "dist/out".'],
    [
      "LICENSE README",
      ' "LICENSE" alone matches, but patterns are not separated by blanks: write one per line, or put commas between them.',
    ],
    ["dist\\app.zip", " Folders are separated by / here: write dist/app.zip."],
    ["~/app.zip", " ~ is not expanded here: write the full path."],
    ["c#*.zip", ' What follows # was read as the label of "c".'],
    ["gone => x", ""],
    ["dist/*.tgz", ' What is there: "dist/app.zip".'],
    ["dist/*.{tgz,whl}", ' What is there: "dist/app.zip".'],
    ["dist/app-1.zip", ' What is there: "dist/app.zip".'],
    ["dist/**/*.dll", ' What is there: "dist/app.zip", "dist/lib/x.so".'],
    ["dist/*/*.dll", ' What is there: "dist/lib/x.so".'],
    ["LICENCE", ' What is there: "LICENSE".'],
    ["**/LIC*.txt", ' What is there: "LICENSE".'],
    ["LIC*.txt", ' What is there: "LICENSE".'],
    ["/etc/*.conf.none", ""],
  ])("%j", async (pattern, hint) => {
    const sentence = `files: "${pattern}" matches no file in ${base}.${hint}`;
    expect(await problem(pattern)).toBe(sentence);
    const lenient = await collect([pattern, "LICENSE"], { failOnUnmatched: false });
    expect(lenient).toMatchObject({ files: [{ path: "LICENSE" }], problems: [], notices: [sentence] });
  });

  it("is told the nearest of many, and nothing that is hidden or may be secret", async () => {
    const secret = [
      "id_rsa",
      "app.key",
      "token.zip",
      "app.tgz.asc",
      ".app.tgz",
      "npm-secret.txt",
      "prod.env",
      "app.p12",
    ];
    await write(...[...secret, "app.tar.gz", "app-2.whl", "z.txt", "app.txt"].map((name) => `out/${name}`));
    const more = (files: string): string => ` What is there: ${files}.`;
    expect(await problem("out/app.tgz")).toContain(more('"out/app.tar.gz", "out/app.txt", "out/app-2.whl" and 1 more'));
    expect(await problem("out/*.tgz")).toContain(more('"out/app.tar.gz", "out/app-2.whl", "out/app.txt" and 1 more'));
    await write("hidden/id_rsa");
    expect(await problem("hidden/*.zip")).not.toContain("What is there");
  });

  it("may be a socket, which is no file", async () => {
    const server = createServer();
    await new Promise<void>((done) => server.listen(join(base, "s"), done));
    expect(await problem("s")).toBe(`files: "s" matches no file in ${base}. "s" is not a regular file.`);
    await new Promise((done) => server.close(done));
  });

  it("does not hide the others: all problems come at once", async () => {
    const { files, problems } = await collect(["*.exe", "LICENSE", "!", "gone", "LICENSE => a/b"]);
    expect(files.map(({ path }) => path)).toEqual(["LICENSE"]);
    expect(problems).toHaveLength(4);
  });
});

describe("a rename", () => {
  it.each<[string, string]>([
    ["LICENSE => a/b", 'files: "LICENSE => a/b" renames to "a/b", but names on a release have no folders.'],
    ["LICENSE => a\\b", 'files: "LICENSE => a\\b" renames to "a\\b", but names on a release have no folders.'],
    ["LICENSE => ..", 'files: "LICENSE => .." renames to "..", but names on a release have no folders.'],
    ["LICENSE =>", 'files: "LICENSE =>" renames to an empty name.'],
    ["LICENSE => #x", 'files: "LICENSE => #x" renames to an empty name.'],
    ["=> x", 'files: "=> x" names no file.'],
    [
      "{LICENSE,README} => x",
      'files: "{LICENSE,README} => x" renames 2 files ("LICENSE", "README") to one name; it must match exactly one.',
    ],
  ])("%j", async (line, sentence) => {
    expect(await problem(line)).toBe(sentence);
  });

  it("of many files names only some", async () => {
    await write(...Array.from({ length: 9 }, (_, index) => `m/${index}`));
    expect(await problem("m/* => x")).toContain(
      'renames 9 files ("m/0", "m/1", "m/2", "m/3", "m/4" and 4 more) to one name',
    );
  });
});

describe("a piece that cannot be read", () => {
  it.each(["!", "#label", "! "])("%j names no file", async (line) => {
    expect(await problem(line)).toBe(`files: "${line.trim()}" names no file.`);
  });

  it.each(["**/../x", "!dist/*/../x", "{1..1000}{1..1000}", "!{1..1000}{1..1000}"])("%j", async (line) => {
    await write("a");
    expect(await problem("a", line)).toMatch(/^files: ".*" is not a pattern that can be read: .*[^.]\.$/);
  });
});

describe("what the system refuses", () => {
  // Root may read everything, so it reads as somebody else for a moment.
  const asNobody = async <T>(work: () => Promise<T>): Promise<T> => {
    if (process.geteuid?.() !== 0) return work();
    process.seteuid?.(65_534);
    try {
      return await work();
    } finally {
      process.seteuid?.(0);
    }
  };

  beforeEach(async () => {
    await collect(["**"]);
    await chmod(base, 0o755);
  });

  it("a file is named, with the reason", async () => {
    await chmod(join(base, "LICENSE"), 0o000);
    const { files, problems } = await asNobody(() => collect(["*"]));
    expect(files.map(({ path }) => path)).toEqual(["README"]);
    expect(problems).toEqual(['files: "LICENSE" cannot be read (EACCES).']);
  });

  const closed = async (...names: string[]): Promise<void> => {
    for (const name of names) {
      await write(`${name}/inside.zip`);
      await chmod(join(base, name), 0o000);
    }
  };
  const asSomebody = (...lines: string[]): Promise<FilesFound> => asNobody(() => collect(lines));
  const warning = (names: string): string =>
    `files: Files in folders that cannot be read are left out: ${names}. ` +
    'Exclude such a folder in a later line ("!folder/**") to end this warning.';

  afterEach(async () => {
    for (const name of await readdir(base)) await chmod(join(base, name), 0o755);
  });

  it("a folder is left out, with one warning for all lines", async () => {
    await closed("secret", "cache");
    const { files, problems, notices, warnings } = await asSomebody("**/*.zip", "**");
    expect(files.map(({ path }) => path)).toEqual(["LICENSE", "README", "dist/app.zip", "dist/lib/x.so"]);
    expect({ problems, notices, warnings }).toEqual({
      problems: [],
      notices: [],
      warnings: [warning('"cache" (EACCES), "secret" (EACCES)')],
    });
  });

  it.each([
    "!secret",
    "!secret/",
    "!secret/**",
    "!secret/**/*",
    "!secret/*",
    "!**/secret/**",
    "!sec*",
    "!*/**",
    "!{secret,x}/**",
  ])("a folder that %j takes away is not worth a word", async (line) => {
    await closed("secret");
    const { problems, warnings } = await asSomebody("**/*.zip", line, "LICENSE");
    expect({ problems, warnings }).toEqual({ problems: [], warnings: [] });
  });

  it.each([
    [["!secret/*.zip", "**/*.zip"], "what stands above takes nothing away"],
    [["**/*.zip", "!secret/*.zip"], "there may be more in it"],
    [["**/*.zip", "!secret/*/*"], "there may be more in it"],
    [["**/*.zip", "!secrets/**"], "another folder"],
  ])("a folder is told with %j: %s", async (lines) => {
    await closed("secret");
    expect((await asSomebody(...lines)).warnings).toEqual([warning('"secret" (EACCES)')]);
  });

  it("a folder of which only the names can be read counts as closed", async () => {
    await write("names/a.zip", "names/sub/b.zip");
    await chmod(join(base, "names"), 0o744);
    await chmod(base, 0o755);
    const { files, problems, warnings } = await asSomebody("**/*.zip");
    expect(files.map(({ path }) => path)).toEqual(["dist/app.zip"]);
    expect({ problems, warnings }).toEqual({ problems: [], warnings: [warning('"names" (EACCES)')] });
  });

  it("a folder that was named is an error that says so", async () => {
    await closed("secret");
    const { problems } = await asSomebody("secret/*.zip", "secret/inside.zip");
    expect(problems[0]).toMatch(/^files: "secret\/\*\.zip" matches no file .* cannot be read: "secret"\.$/);
    expect(problems[1]).toMatch(/ matches no file in .* The path is not accessible \(EACCES\)\.$/);
  });

  it("a closed file that a line takes away is no error", async () => {
    await chmod(join(base, "LICENSE"), 0o000);
    const { problems, files } = await asSomebody("*", "!LICENSE", "!dist");
    expect([problems, files.map(({ path }) => path)]).toEqual([[], ["README"]]);
  });
});

describe("two files of one name", () => {
  it("are named with a way out", async () => {
    await write("linux/app", "mac/app");
    expect(await problem("*/app")).toBe(
      'files: "linux/app" and "mac/app" would have the same name "app" on the release. Rename one: "mac/app => mac-app".',
    );
    expect((await collect(["*/app", "mac/app => mac-app"])).problems).toEqual([]);
  });

  it("may come from a rename", async () => {
    expect(await problem("LICENSE", "README => LICENSE")).toBe(
      'files: "LICENSE" and "README" would have the same name "LICENSE" on the release. Rename one: "README => other-LICENSE".',
    );
  });
});
