import { beforeEach, describe, expect, it } from "vitest";
import { symlink } from "node:fs/promises";
import { join } from "node:path";

import { fenceOf } from "../../../src/request/files/bounds";
import { folderReader } from "../../../src/request/files/disk";
import { readPattern } from "../../../src/request/files/patterns";
import { walk } from "../../../src/request/files/walk";
import { base, collect, link, paths, root, workspace, write } from "./stage";

// What a pattern may reach: symbolic links, hidden files, .git, the outputs file.

workspace();

describe("symbolic links", () => {
  beforeEach(async () => {
    await write("real/a.txt", "real/sub/b.txt", "../outside/o.txt");
  });

  it("to a folder are not descended by **", async () => {
    await link("real", "linked");
    await link("../outside", "away");
    await link("../../outside", "real/away");
    expect(await paths(["**/*.txt"])).toEqual(["real/a.txt", "real/sub/b.txt"]);
    expect(await paths(["**"])).toEqual(["real/a.txt", "real/sub/b.txt"]);
  });

  it("to a folder are entered when something else than ** names them", async () => {
    await link("real", "linked");
    await link("../real", "deep/near");
    expect(await paths(["linked/*.txt"])).toEqual(["linked/a.txt"]);
    expect(await paths(["linked/**"])).toEqual(["linked/a.txt", "linked/sub/b.txt"]);
    expect(await paths(["link*/*.txt"])).toEqual(["linked/a.txt"]);
    expect(await paths(["*/near/a.*"])).toEqual(["deep/near/a.txt"]);
    expect(await paths(["**/near/*.*"])).toEqual(["deep/near/a.txt"]);
    expect(await paths(["linked/a.txt"])).toEqual(["linked/a.txt"]);
  });

  it("to a folder are not uploaded as such, and told like folders", async () => {
    await link("real", "linked");
    await write("x");
    const { files, problems, notices } = await collect(["*"]);
    expect([files.map(({ path }) => path), problems]).toEqual([["x"], []]);
    expect(notices).toEqual([
      'files: "*" matches folders, which are not uploaded: "linked", "real". Write "linked/**" for the files in one.',
    ]);
    expect(await paths(["*", "!{linked,real}"])).toEqual(["x"]);
  });

  it("to a file inside are followed, literal or matched", async () => {
    await link("real/a.txt", "a-link.txt");
    for (const line of ["a-link.txt", "*.txt", "**/a-*"]) expect(await paths([line])).toEqual(["a-link.txt"]);
    expect((await collect(["*.txt"])).files[0]?.size).toBe("real/a.txt".length);
  });

  it("that are broken or run in circles are skipped, and told where a pattern without ** matched them", async () => {
    await write("x.txt");
    await link("nowhere", "broken.txt");
    await link("loop.txt", "loop.txt");
    await link(".", "real/circle");
    const { files, problems, notices } = await collect(["*.txt"]);
    expect([files.map(({ path }) => path), problems]).toEqual([["x.txt"], []]);
    expect(notices).toEqual([
      'files: "*.txt" matches symbolic links that lead nowhere, which are left out: "broken.txt" (ENOENT), "loop.txt" (ELOOP).',
    ]);
    expect(await paths(["*.txt", "!{broken,loop}.txt"])).toEqual(["x.txt"]);
    expect(await paths(["**/*.txt"])).toEqual(["real/a.txt", "real/sub/b.txt", "x.txt"]);
    expect(await paths(["*/a.txt"])).toEqual(["real/a.txt"]);
  });

  it("that are broken or run in circles are problems when named, wherever unmatched patterns go", async () => {
    await link("nowhere", "broken.txt");
    await link("loop.txt", "loop.txt");
    const { problems } = await collect(["broken.txt", "{loop,gone}.txt"], { failOnUnmatched: false });
    expect(problems).toEqual([
      'files: "broken.txt" is a symbolic link that leads nowhere (ENOENT).',
      'files: "loop.txt" is a symbolic link that leads nowhere (ELOOP).',
    ]);
  });

  it("that a wildcard finds do not upload a file twice; the file itself is preferred, the other name told", async () => {
    await write("app-1.0.zip");
    await link("app-1.0.zip", "a-latest.zip");
    for (const lines of [["*.zip"], ["app-1.0.zip", "*latest*"], ["*.zip", "**"]]) {
      const { files, problems, notices } = await collect([...lines, "!real"]);
      expect([files.map(({ name }) => name), problems]).toEqual([["app-1.0.zip"], []]);
      expect(notices).toContain(
        'files: "a-latest.zip" is the same file as "app-1.0.zip" and is uploaded once. ' +
          'For both names, write "a-latest.zip" as a line.',
      );
    }
  });

  it.each([
    [["app-1.0.zip", "a-latest.zip"]],
    [["a-latest.zip", "app-1.0.zip"]],
    [["{app-1.0,a-latest}.zip"]],
    [["*.zip", "a-latest.zip"]],
    [["a-latest.zip", "*.zip"]],
    [["a-latest.zip", "app-1.0.zip", "*.zip", "a-latest.zip"]],
    [["app-1.0.zip => app-1.0.zip", "a-latest.zip => a-latest.zip"]],
  ])("and their target that are both written out are two names: %j", async (lines) => {
    await write("app-1.0.zip");
    await link("app-1.0.zip", "a-latest.zip");
    expect(await paths(lines)).toEqual(["a-latest.zip", "app-1.0.zip"]);
  });

  it("may be renamed without touching the name of their target", async () => {
    await write("app-1.0.zip");
    await link("app-1.0.zip", "latest.zip");
    for (const lines of [
      ["app-1.0.zip", "latest.zip => stable.zip"],
      ["latest.zip => stable.zip", "app-1.0.zip"],
    ])
      expect((await collect(lines)).files.map(({ path, name }) => `${path}|${name}`)).toEqual([
        "app-1.0.zip|app-1.0.zip",
        "latest.zip|stable.zip",
      ]);
    const twice = await collect(["app-1.0.zip", "latest.zip => stable.zip", "app-1.0.zip => stable.zip#S"]);
    expect(twice.files.map(({ path, name, label }) => [path, name, label])).toEqual([
      ["app-1.0.zip", "app-1.0.zip", undefined],
      ["latest.zip", "stable.zip", "S"],
    ]);
  });

  it("are taken away by the path that led there, or by the file they lead to", async () => {
    await link("../other/o.txt", "l/o.txt");
    await write("other/o.txt");
    await link("real", "linked");
    expect(await paths(["l/*", "real/*.*", "!l/*"])).toEqual(["real/a.txt"]);
    expect(await paths(["l/*", "real/*.*", "!**/o.*"])).toEqual(["real/a.txt"]);
    expect(await paths(["l/*", "real/*.*", "!linked"])).toEqual(["l/o.txt"]);
    expect(await paths(["l/*", "real/*.*", "!other/o.txt"])).toEqual(["real/a.txt"]);
    expect(await paths(["l/*", "real/*.*", "!other/**"])).toEqual(["real/a.txt"]);
  });

  it("may lead to the base itself", async () => {
    await symlink(base, join(root, "alias"));
    const { files } = await collect(["**/a.txt"], { base: join(root, "alias") });
    expect(files.map(({ path }) => path)).toEqual(["real/a.txt"]);
  });
});

describe("hidden files", () => {
  beforeEach(() => write("a", ".b", "d/.c", ".e/f", ".e/.g", "d/.h/i", ".config/x/y"));

  it.each<[string, string[]]>([
    ["*", ["a"]],
    ["[.]b", []],
    ["?b", []],
    ["**", ["a"]],
    ["**/*", ["a"]],
    [".*", [".b"]],
    [".b", [".b"]],
    [".[a-z]", [".b"]],
    [".e/*", [".e/f"]],
    [".e/**", [".e/f"]],
    [".e/.*", [".e/.g"]],
    ["**/.*", [".b", "d/.c"]],
    ["**/.h/*", ["d/.h/i"]],
    ["d/.h/*", ["d/.h/i"]],
    ["*/.h/*", ["d/.h/i"]],
    [".config/**", [".config/x/y"]],
    [".c*/**/y", [".config/x/y"]],
    ["{*,.*}", [".b", "a"]],
    ["{.e,d}/*", [".e/f"]],
    [".e/{*,.*}", [".e/.g", ".e/f"]],
  ])("%j", async (pattern, expected) => {
    const { files } = await collect([pattern], { failOnUnmatched: false });
    expect(files.map(({ path }) => path)).toEqual(expected);
  });

  it("below a base that is hidden itself", async () => {
    await write(".git/objects/o");
    const { files } = await collect(["**"], { base: join(base, ".e") });
    expect(files.map(({ path }) => path)).toEqual(["f"]);
  });
});

describe("what is never uploaded", () => {
  beforeEach(() => write("a.env", "forge.env", ".git/config", ".git/hooks/x.env", "sub/.git", "sub/.git2"));

  const barred = (text: string): string =>
    `files: "${text}" matches no file in ${base}. What lies in .git and the file for the outputs are never uploaded.`;

  it("is anything in .git, however it is named", async () => {
    await link(".git/config", "config");
    await link(".git", "git");
    for (const line of [".git/config", ".git/*", ".git/**", "**/.git/*", "sub/.git", "config", "conf*", "git/config"]) {
      expect(await collect([line])).toMatchObject({ files: [], problems: [barred(line)], notices: [] });
    }
    expect(await paths(["**/.g*"])).toEqual(["sub/.git2"]);
  });

  it("is the outputs file, however it is named", async () => {
    await link("forge.env", "alias.env");
    const never = [join(base, "forge.env"), join(base, "not-yet-there")];
    const { files, problems } = await collect(["*.env", "forge.env", "alias.env"], { never });
    expect(files.map(({ path }) => path)).toEqual(["a.env"]);
    expect(problems).toEqual([barred("forge.env"), barred("alias.env")]);
  });

  it("is not what lies in a base below a .git", async () => {
    const { files } = await collect(["*.env"], { base: join(base, ".git/hooks") });
    expect(files.map(({ path }) => path)).toEqual(["x.env"]);
  });
});

it("a walk rests where its pace says so, and takes no step before it has rested", async () => {
  await write("a/b/c/1.txt", "a/d/2.txt", "e/3.txt");
  await link("a", "e/f");
  let [resting, overlaps, steps] = [0, 0, 0];
  async function rest(): Promise<void> {
    resting++;
    for (let turn = 0; turn < 50; turn++) await new Promise((done) => setImmediate(done));
    resting--;
  }
  const step = (): Promise<void> => {
    steps++;
    if (resting > 0) overlaps++;
    return rest();
  };
  const fence = await fenceOf({ base, workspaces: [base], never: [] });
  const at = { base, windows: false, folders: folderReader(), fence, pace: { step, spent: () => steps } };
  await walk(readPattern("{**/*.txt,*/gone,e/*/d/*}", { ...at, hidden: false }), at);
  expect([overlaps, resting, steps > 10]).toEqual([0, 0, true]);
});
