import { beforeEach, describe, expect, it } from "vitest";
import { link as hardLink, mkdir, readdir, readlink, rename, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { FilesFound } from "../../../src/request/files";
import { base, collect, link, pathsOf, root, workspace, write } from "./stage";

// Links that lead out of the workspace: only what a line names is followed, and the very file that was found is read.

workspace("dist/own.txt", "../secret/pw.txt", "../secret/sub/key.txt");

describe("where wildcards led to a link out of the workspace", () => {
  beforeEach(async () => {
    await link("../../secret/pw.txt", "dist/pw.txt");
    await link("/etc/passwd", "dist/passwd.txt");
    await link("../../secret", "dist/folder");
    await link("hop2.txt", "dist/hop1.txt");
    await link("../up/pw.txt", "dist/hop2.txt");
    await link("../secret", "up");
  });

  it.each([
    ["dist/**", ["dist/own.txt"]],
    ["dist/*.txt", ["dist/own.txt"]],
    ["**", ["dist/own.txt"]],
    ["**/*.txt", ["dist/own.txt"]],
    ["d*/{own,pw,passwd,hop1,hop2}.txt", ["dist/own.txt"]],
    ["{dist,x}/*.txt", ["dist/own.txt"]],
    ["dist/{own,pw,passwd}.txt", ["dist/own.txt"]],
    ["dist/{own,folder/pw}.txt", ["dist/own.txt"]],
    ["{dist,up}/*.txt", ["dist/own.txt"]],
    ["dist/{own,p{w,asswd}}.txt", ["dist/own.txt"]],
    ["di?t/[hop]*.txt", ["dist/own.txt"]],
    ["*/own.txt", ["dist/own.txt"]],
  ])("%j does not follow it", async (line, expected) => {
    const found = await collect([line], { failOnUnmatched: false });
    expect([pathsOf(found), found.problems]).toEqual([expected, []]);
  });

  it.each([
    "*/pw.txt",
    "*/folder/*",
    "**/folder/**",
    "d*/folder/sub/key.txt",
    "*/folder/pw.txt",
    "up*/pw.txt",
    "u?/**",
  ])("%j finds nothing, and the error says why", async (line) => {
    const { files, problems } = await collect([line]);
    expect([files, problems]).toEqual([[], [expect.stringMatching(/matches no file .*Links out of the workspace/)]]);
    expect(problems[0]).toContain(join(root, "secret"));
  });

  it("the notice names the link and where it leads", async () => {
    const { notices } = await collect(["dist/*.txt"]);
    expect(notices).toHaveLength(1);
    expect(notices[0]).toContain(`"dist/pw.txt" → "${join(root, "secret/pw.txt")}"`);
    expect(notices[0]).toContain('"dist/passwd.txt" → "/etc/passwd"');
    expect((await collect(["dist/*.txt", "!dist/{pw,passwd,hop1,hop2}.txt"])).notices).toEqual([]);
  });
});

describe("a link out of the workspace that a line names", () => {
  beforeEach(async () => {
    await link("../secret", "result");
    await link("../../secret/pw.txt", "dist/pw.txt");
  });

  it.each([
    ["result/*.txt", ["result/pw.txt"], "result"],
    ["result/**", ["result/pw.txt", "result/sub/key.txt"], "result"],
    ["result/sub/key.txt", ["result/sub/key.txt"], "result/sub/key.txt"],
    ["./result//sub/*", ["result/sub/key.txt"], "result/sub"],
    ["dist/pw.txt", ["dist/pw.txt"], "dist/pw.txt"],
    ["result/{pw,gone*}.txt", ["result/pw.txt"], "result/pw.txt"],
  ])("%j is followed, with a notice", async (line, expected, named) => {
    const found = await collect([line]);
    expect([pathsOf(found).sort(), found.problems]).toEqual([[...expected].sort(), []]);
    const to = join(root, "secret", named.replace(/^(result|dist)\/?/, ""));
    expect(found.notices.join("\n")).toMatch(/is followed there: "result|is followed there: "dist/);
    expect(found.notices.join("\n")).toContain(`"${named}" → "${to}"`);
  });

  it("leads to one place: a link from there to elsewhere is a link out again", async () => {
    await symlink("/etc/passwd", join(root, "secret/passwd.txt"));
    await symlink("pw.txt", join(root, "secret/same.txt"));
    const found = await collect(["result/*.txt"]);
    expect(pathsOf(found)).toEqual(["result/pw.txt"]);
    expect(found.notices.join("\n")).toMatch(/not followed: "result\/passwd.txt" → "\/etc\/passwd"/);
  });

  it(".. after it goes back to where the link stands, not to where it leads", async () => {
    await write("../beside.txt", "beside.txt");
    expect(pathsOf(await collect(["result/../beside.txt"]))).toEqual(["beside.txt"]);
    expect(pathsOf(await collect(["result/../*.txt"]))).toEqual(["beside.txt"]);
  });

  it("a path that is written as one outside needs no notice", async () => {
    for (const line of ["../secret/pw.txt", join(root, "secret/pw.txt"), join(root, "secret/*.txt")]) {
      const { files, notices } = await collect([line]);
      expect([files.map(({ name }) => name), notices]).toEqual([["pw.txt"], []]);
    }
  });
});

describe("links in circles", () => {
  it("do not make folders many: each is looked into once for each step", async () => {
    for (let index = 0; index < 30; index += 1) await link(".", `l${index}`);
    await write("x.zip");
    const found = await collect(["*/*/*/*/*/*.zip", "**/*/**/*/**/*.zip"]);
    expect(pathsOf(found).map((path) => path.split("/").at(-1))).toEqual(["x.zip"]);
    expect(found.work).toBeLessThan(5000);
  });
});

describe("the workspace", () => {
  it("is wider than the folder of the patterns where that lies in one", async () => {
    await link("../dist/own.txt", "pkg/own.txt");
    const narrow = { base: join(base, "pkg") };
    expect(pathsOf(await collect(["*.txt"], narrow))).toEqual(["own.txt"]);
    expect(pathsOf(await collect(["*.txt"], { ...narrow, workspaces: [], failOnUnmatched: false }))).toEqual([]);
    expect(
      pathsOf(await collect(["*.txt"], { ...narrow, workspaces: [join(base, "dist")], failOnUnmatched: false })),
    ).toEqual([]);
  });

  it("may be a link itself", async () => {
    await symlink(base, join(root, "alias"));
    await link("own.txt", "dist/same.txt");
    await link("../../secret/pw.txt", "dist/pw.txt");
    const found = await collect(["dist/*.txt"], { base: join(root, "alias"), workspaces: [join(root, "alias")] });
    expect(pathsOf(found)).toEqual(["dist/own.txt"]);
    expect(found.notices.join("\n")).not.toContain("outside of the workspace");
  });

  it("that is left by a working directory is told, and what lies there is the workspace then", async () => {
    await link("../secret", "there");
    const found = await collect(["*.txt"], { base: join(base, "there") });
    expect(pathsOf(found)).toEqual(["pw.txt"]);
    expect(found.notices).toEqual([
      `files: They are looked for outside of the workspace: ${join(base, "there")} is a link to ${join(root, "secret")}.`,
    ]);
  });
});

describe("what is never uploaded", () => {
  beforeEach(() => write(".git/config", "a/.GIT/config", "out.env"));

  const never = (): { never: string[] } => ({ never: [join(base, "out.env")] });

  it.each([".git/config", "a/.GIT/config", "a/**", "a/.[A-Z]*/config", "{.git,x}/config", "a/.GIT/*"])(
    "is not reached by %j",
    async (line) => {
      const { files, problems } = await collect([line], never());
      expect([files, problems]).toEqual([[], [expect.stringContaining("matches no file")]]);
    },
  );

  it("is not reached through links, whoever names them", async () => {
    await link("../.git/config", "dist/conf.txt");
    await link("../.git", "dist/repo");
    await link("conf.txt", "dist/hop.txt");
    await link("../out.env", "dist/vars.txt");
    await link("/proc/self/environ", "dist/env.txt");
    for (const line of [
      "dist/conf.txt",
      "dist/repo/config",
      "dist/repo/*",
      "dist/hop.txt",
      "dist/vars.txt",
      "dist/env.txt",
    ]) {
      const { files, problems } = await collect([line], never());
      expect([files, problems]).toEqual([[], [expect.stringContaining("never uploaded")]]);
    }
    const found = await collect(["dist/*.txt"], never());
    expect(pathsOf(found)).toEqual(["dist/own.txt"]);
    for (const name of ["conf", "hop", "vars", "env"]) expect(found.notices.join("\n")).toContain(`"dist/${name}.txt"`);
  });

  it("is not what the kernel makes up, by its own path either", async () => {
    const { files, problems } = await collect(["/proc/self/environ", "/proc/self/env*"]);
    expect([files, problems.length]).toEqual([[], 2]);
  });

  it("is not another name of the same file", async () => {
    await hardLink(join(base, ".git/config"), join(base, "dist/conf.txt"));
    await hardLink(join(base, "out.env"), join(base, "dist/vars.txt"));
    await hardLink(join(base, "dist/own.txt"), join(base, "dist/twin.txt"));
    const { files, problems } = await collect(["dist/*.txt"], never());
    expect(files.map(({ path }) => path)).toEqual(["dist/own.txt", "dist/twin.txt"]);
    expect(problems).toEqual([
      expect.stringMatching(/^files: "dist\/conf\.txt" is another name of a file in \.git/),
      expect.stringMatching(/^files: "dist\/vars\.txt" is another name of a file in \.git/),
    ]);
  });
});

describe("the file that was found is the one that is read", () => {
  const read = async (found: FilesFound): Promise<string> => {
    const [file] = found.files;
    if (file === undefined) throw new Error("no file");
    const chunks: Uint8Array[] = [];
    for await (const chunk of file.open()) chunks.push(Buffer.from(chunk));
    return Buffer.concat(chunks).toString();
  };
  /** What this process holds open in a folder, where the system tells. */
  const openIn = async (folder: string): Promise<string[]> => {
    const handles = await readdir("/proc/self/fd").catch(() => []);
    const paths = await Promise.all(handles.map((handle) => readlink(`/proc/self/fd/${handle}`).catch(() => "")));
    return paths.filter((path) => path.startsWith(folder));
  };
  const same = "dist/own.txt".length;

  it("as long as nobody exchanges it", async () => {
    expect(await read(await collect(["dist/*"]))).toBe("dist/own.txt");
  });

  it.each<[string, () => Promise<void>]>([
    [
      "a link",
      async () => {
        await rm(join(base, "dist/own.txt"));
        await writeFile(join(root, "secret/pw.txt"), "x".repeat(same));
        await link("../../secret/pw.txt", "dist/own.txt");
      },
    ],
    [
      "a link on the way",
      async () => {
        await rename(join(base, "dist"), join(base, "moved"));
        await writeFile(join(root, "secret/own.txt"), "x".repeat(same));
        await link("../secret", "dist");
      },
    ],
    [
      "another file of the same length",
      async () => {
        await writeFile(join(base, "other"), "x".repeat(same));
        await rename(join(base, "other"), join(base, "dist/own.txt"));
      },
    ],
    [
      "a folder",
      async () => {
        await rm(join(base, "dist/own.txt"));
        await mkdir(join(base, "dist/own.txt"));
      },
    ],
  ])("%s in its place is refused", async (_, exchange) => {
    const found = await collect(["dist/*"]);
    await exchange();
    await expect(read(found)).rejects.toThrow("dist/own.txt changed while it was being published");
    expect(await openIn(base)).toEqual([]);
  });
});
