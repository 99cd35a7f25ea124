import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { execFileSync, spawn } from "node:child_process";
import { mkdir, mkdtemp, realpath, rename, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";

import { MOST_BYTES, type System, type TextRead, readTextFile } from "../../../src/request/notes/text-file";
import { system } from "../builders";

// Links, pipes and devices; the files of proc are looked at where there are some.
const POSIX = process.platform !== "win32" ? describe : describe.skip;
const PROC = process.platform === "linux" ? it : it.skip;

let root = "";
let home = "";
beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), "texts-")));
  home = join(root, "workspace");
  await mkdir(join(home, "sub"), { recursive: true });
  await mkdir(join(home, ".git"));
  await writeFile(join(home, ".git", "config"), "url = https://x:secret@h/r");
  await writeFile(join(home, "NOTES.md"), "notes");
  await writeFile(join(root, "outside.md"), "outside");
});
afterEach(() => rm(root, { recursive: true }));

/** A clock on which waits are short: a second of it is ten milliseconds. */
const fast = (): System => {
  const start = Date.now();
  return {
    ...system,
    now: () => start + (Date.now() - start) * 100,
    sleep: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds / 100)),
  };
};

const read = (path: string, at: { base?: string; workspaces?: string[]; system?: System } = {}): Promise<TextRead> =>
  readTextFile(path, { base: at.base ?? home, workspaces: at.workspaces ?? [home], system: at.system ?? system });

const text = (content: string): unknown => expect.objectContaining({ text: content });
const refused = (why: RegExp): unknown => ({ refused: expect.stringMatching(why) });

POSIX("a text is read", () => {
  it.each([
    ["NOTES.md", "notes", ""],
    ["./sub/../NOTES.md", "notes", ""],
    ["../outside.md", "outside", ""],
    ["../NOTES.md", "notes", "sub"],
    ["../../outside.md", "outside", "sub"],
  ])("at %s", async (path, content, base) => {
    expect(await read(path, { base: join(home, base) })).toEqual(text(content));
  });

  it("at an absolute path, inside and outside", async () => {
    expect(await read(join(home, "NOTES.md"))).toEqual(text("notes"));
    expect(await read(join(root, "outside.md"))).toEqual(text("outside"));
  });

  it("behind links that stay inside", async () => {
    await symlink("../NOTES.md", join(home, "sub", "link.md"));
    await symlink("sub", join(home, "folder"));
    expect(await read("folder/link.md")).toEqual(text("notes"));
  });

  it("in a workspace that is itself known by a link", async () => {
    await symlink(home, join(root, "by-link"));
    const by = join(root, "by-link");
    expect(await read("NOTES.md", { base: by, workspaces: [by] })).toEqual(text("notes"));
    expect(await read(join(home, "NOTES.md"), { base: by, workspaces: [by] })).toEqual(text("notes"));
  });

  it("in a folder outside, where working_directory leads", async () => {
    const base = join(root, "made");
    await mkdir(base);
    await writeFile(join(base, "n.md"), "made");
    await symlink("../workspace/NOTES.md", join(base, "back.md"));
    await symlink("../outside.md", join(base, "out.md"));
    const at = { base, workspaces: [home, base] };
    expect(await read("n.md", at)).toEqual(text("made"));
    expect(await read("back.md", at)).toEqual(text("notes"));
    expect(await read("out.md", at)).toEqual(refused(/link that leads out/));
  });

  it("below a .git that the whole workspace lies in", async () => {
    const below = join(home, ".git", "modules", "x");
    await mkdir(below, { recursive: true });
    await writeFile(join(below, "n.md"), "module");
    expect(await read("n.md", { base: below, workspaces: [below] })).toEqual(text("module"));
  });
});

POSIX("a text is refused", () => {
  it("behind a link that leads out, whatever the way there", async () => {
    await symlink("../outside.md", join(home, "CHANGELOG.md"));
    await symlink(root, join(home, "up"));
    await symlink("CHANGELOG.md", join(home, "again.md"));
    await symlink(home, join(root, "by-link"));
    for (const path of ["CHANGELOG.md", "up/outside.md", "again.md", join(home, "CHANGELOG.md"), "sub/../CHANGELOG.md"])
      expect([path, await read(path)]).toEqual([path, refused(/link that leads out of the workspace/)]);
    expect(await read(join(root, "by-link", "CHANGELOG.md"))).toEqual(refused(/leads out/));
    expect(await read("../CHANGELOG.md", { base: join(home, "sub") })).toEqual(refused(/leads out/));
  });

  it("of git, by name, by link, in other case, and by what a folder holds", async () => {
    await symlink(".git/config", join(home, "CHANGELOG.md"));
    await symlink(".git", join(home, "meta"));
    await mkdir(join(home, ".GIT2"));
    await rename(join(home, ".GIT2"), join(home, "sub", ".GiT"));
    await writeFile(join(home, "sub", ".GiT", "config"), "x");
    await mkdir(join(home, "mirror", "refs"), { recursive: true });
    await mkdir(join(home, "mirror", "objects"));
    await mkdir(join(home, "mirror", "logs"));
    for (const name of ["HEAD", "config", "logs/HEAD"]) await writeFile(join(home, "mirror", name), "x");
    const paths = [
      ".git/config",
      "CHANGELOG.md",
      "meta/config",
      "sub/.GiT/config",
      "mirror/config",
      "mirror/logs/HEAD",
    ];
    for (const path of paths) expect([path, await read(path)]).toEqual([path, refused(/belongs to git/)]);
    const [elsewhere] = [join(home, ".git", "config")];
    expect(await read(elsewhere, { base: root, workspaces: [join(home, "sub")] })).toEqual(refused(/belongs to git/));
  });

  PROC("of the system's own views, by name and by link", async () => {
    await symlink("/proc/self/environ", join(home, "CHANGELOG.md"));
    await symlink("/proc", join(root, "system"));
    expect(await read("CHANGELOG.md")).toEqual(refused(/link that leads out/));
    for (const path of [
      "/proc/self/environ",
      "/proc/1/cmdline",
      "../system/self/environ",
      "/proc/self/task/../environ",
    ])
      expect([path, await read(path)]).toEqual([path, refused(/view into the system/)]);
    // A container's folder may be the root of all.
    expect(await read("proc/self/environ", { base: "/", workspaces: ["/"] })).toEqual(refused(/view into the system/));
  });

  it.each(["/dev/zero", "/dev/urandom", "/dev/null", "/dev/tty"])("of the device %s", async (path) => {
    expect(await read(path)).toEqual(refused(/device|not there|cannot be read/));
  });

  it("that is a folder, not there, behind a broken link or a circle", async () => {
    await symlink("nowhere", join(home, "broken"));
    await symlink("circle", join(home, "circle"));
    expect(await read("sub")).toEqual(refused(/is a folder/));
    expect(await read("no.md")).toEqual(refused(/not there \(ENOENT\)/));
    for (const path of ["broken", "circle", "NOTES.md/x"])
      expect([path, await read(path)]).toEqual([path, refused(/not there|cannot be read/)]);
  });

  it("that is longer than any notes are", async () => {
    await truncate(join(home, "NOTES.md"), MOST_BYTES + 1);
    expect(await read("NOTES.md")).toEqual(refused(/longer than 10 MiB/));
  });

  it("that is no text, with its encoding", async () => {
    await writeFile(join(home, "NOTES.md"), Buffer.from([0xc8, 0xab, 0xb0, 0xe6]));
    expect(await read("NOTES.md")).toEqual(refused(/looks like GBK/));
  });
});

POSIX("a pipe", () => {
  const pipe = (): string => {
    const path = join(home, "pipe");
    execFileSync("mkfifo", [path]);
    return path;
  };
  const write = (path: string, script: string): void => {
    spawn("sh", ["-c", script, "sh", path], { stdio: "ignore" });
  };

  it("is read to its end, however slow it comes", async () => {
    const path = pipe();
    write(path, 'sleep 0.2; { printf one; sleep 0.3; printf " two"; } > "$1"');
    expect(await read(path)).toEqual({ text: "one two", piped: true });
  });

  it("that nobody writes to is given up, and so is one that falls silent", async () => {
    const path = pipe();
    expect(await read(path, { system: fast() })).toEqual(refused(/silent for 5 seconds/));
    write(path, 'exec 3> "$1"; printf one >&3; sleep 1');
    expect(await read(path, { system: fast() })).toEqual(refused(/silent for 5 seconds/));
  });

  it("that never ends is read no further than notes are long", async () => {
    const path = pipe();
    write(path, 'yes > "$1"');
    expect(await read(path)).toEqual(refused(/longer than 10 MiB/));
  });

  it("is left at once when the run is told to stop", async () => {
    const stop = new Error("told to stop");
    const stopped = { ...system, sleep: () => Promise.reject(stop) };
    await expect(read(pipe(), { system: stopped })).rejects.toBe(stop);
  });

  it("that a link leads to out of the workspace is refused", async () => {
    const path = pipe();
    await rename(path, join(root, "pipe"));
    await symlink("../pipe", join(home, "CHANGELOG.md"));
    expect(await read("CHANGELOG.md")).toEqual(refused(/leads out/));
  });

  PROC("that the shell opened is read only where the input names it", async () => {
    await symlink("/dev/fd/0", join(home, "CHANGELOG.md"));
    expect(await read("CHANGELOG.md")).toEqual(refused(/leads out|not there/));
  });
});

describe("standard input", () => {
  const from = (...chunks: string[]): System => ({ ...system, stdin: () => Readable.from(chunks.map(Buffer.from)) });

  it.each(["-", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"])("is %s", async (path) => {
    expect(await read(path, { system: from("one ", "two") })).toEqual({ text: "one two", piped: true });
  });

  it("has an end, or is given up", async () => {
    const silent = { ...fast(), stdin: () => new Readable({ read: () => undefined }) };
    expect(await read("-", { system: silent })).toEqual(refused(/silent for 5 seconds/));
    const endless = {
      ...system,
      stdin: () =>
        new Readable({
          read(size) {
            this.push(Buffer.alloc(size, 97));
          },
        }),
    };
    expect(await read("-", { system: endless })).toEqual(refused(/longer than/));
  });

  it("that breaks is told", async () => {
    const broken = {
      ...system,
      stdin: () =>
        new Readable({
          read() {
            this.destroy(Object.assign(new Error("x"), { code: "EIO" }));
          },
        }),
    };
    expect(await read("-", { system: broken })).toEqual(refused(/EIO/));
  });
});

it("the files of certificates may lie behind any link", async () => {
  await symlink(join(root, "outside.md"), join(home, "ca.pem"));
  expect(await read("ca.pem", { workspaces: [] })).toEqual(text("outside"));
  expect(dirname(home)).toBe(root);
});
