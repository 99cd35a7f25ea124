import { describe, expect, it } from "vitest";
import { appendFileSync, existsSync, truncateSync, unlinkSync } from "node:fs";
import { chmod, symlink, truncate } from "node:fs/promises";
import { dirname, join } from "node:path";
import { SECTION } from "./channels";
import { type Scene, FORGES, INTERNAL, scene } from "./stage";

// Files that change under the run, a disk that is full, a folder that cannot be written to, links that go in circles.

/** Windows has neither such names nor, without being asked, such links, and keeps open files. */
const POSIX = process.platform !== "win32";

const SIZE = 64 * 1024 * 1024;

/** Does something to `big.bin` when its upload has begun, long before its last byte is read. */
async function whileUploading(at: Scene, change: (path: string) => void): Promise<void> {
  const path = join(at.workspace.folder, "big.bin");
  await truncate(path, SIZE);
  let done = false;
  at.repo.watch(({ headers }) => {
    if (done || Number(headers["content-length"] ?? "0") < SIZE) return;
    done = true;
    change(path);
  });
}

type Change = (path: string) => void;

const CHANGES: readonly (readonly [string, Change, RegExp])[] = [
  [
    "grows",
    (path) => {
      appendFileSync(path, "more");
    },
    /big\.bin changed while it was being published/,
  ],
  [
    "shrinks",
    (path) => {
      truncateSync(path, 100);
    },
    /big\.bin changed while it was being published: it shrank/,
  ],
  ["vanishes", unlinkSync, /big\.bin changed while it was being published: it/],
];

describe.each(FORGES)("on %s a file", (_, subject) => {
  it.each(CHANGES.filter(([how]) => POSIX || how !== "vanishes"))(
    "that %s while it is uploaded is named, and nothing is published",
    async (_how, change, says) => {
      const at = await scene(subject, { "big.bin": "" });
      await whileUploading(at, change);
      const ran = await at.publish({ files: "big.bin", stall_timeout: "10" });
      expect([ran.code, ran.log]).toEqual([1, expect.stringMatching(says)]);
      expect(ran.log).toContain("Let the build finish before the release step starts");
      expect(ran.log).not.toMatch(INTERNAL);
      const left = at.repo.releases();
      if (subject.can.filesFirst) expect(left).toEqual([]);
      expect(left.flatMap(({ assets }) => assets.filter(({ complete }) => complete))).toEqual([]);
      if (subject.can.drafts) expect(left.map(({ draft }) => draft)).toEqual([true]);
    },
  );
});

/** A disk without room, where the system has one to try with. */
const FULL = existsSync("/dev/full");

describe("a full disk", () => {
  it.each(FORGES)("under the outputs of a job of %s is told, and the release stands", async (name, subject) => {
    if (!FULL) return;
    const at = await scene(subject);
    const ran = await at.publish(
      { files: "a.txt", outputs_file: "/dev/full" },
      name === "gitcode" ? { ATOMGIT_OUTPUT: "/dev/full" } : {},
    );
    expect([ran.code, ran.log]).toEqual([
      1,
      expect.stringContaining("The release stands, but the outputs could not be written"),
    ]);
    expect(ran.log).toMatch(/The release: http:\/\/127\.0\.0\.1\S+/);
    expect(at.repo.releases()).toMatchObject([{ tag: "v1.0.0", draft: false, assets: [{ name: "a.txt" }] }]);
  });
});

describe("a folder that cannot be written to", () => {
  // The administrator may write anywhere: the bundle runs as nobody then.
  const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

  it.each(FORGES)("is enough for a job of %s, but for outputs that have their place there", async (name, subject) => {
    if (process.getuid === undefined) return;
    const at = await scene(subject);
    await chmod(dirname(at.workspace.folder), 0o755);
    await chmod(at.workspace.folder, 0o555);
    const ran = await at.publish(
      { files: "a.txt" },
      { GITHUB_OUTPUT: "", GITHUB_STEP_SUMMARY: "" },
      {
        process: { why: "another user", ...nobody },
      },
    );
    const written = ["gitlab", "gitee", "sourcehut"].includes(name);
    expect([ran.code, ran.log.includes("the outputs could not be written")]).toEqual(written ? [1, true] : [0, false]);
    expect(ran.log).not.toMatch(INTERNAL);
    expect(at.repo.releases()).toMatchObject([{ tag: "v1.0.0", draft: false, assets: [{ name: "a.txt" }] }]);
  });
});

(POSIX ? describe : describe.skip)("links", () => {
  it.each(FORGES)("in a circle and out of the folder give %s nothing by **", async (_, subject) => {
    const at = await scene(subject, {
      "a.txt": "alpha",
      "sub/b.txt": "beta",
      "../outside.txt": "out",
      "../far/c.txt": "far",
    });
    const link = (to: string, from: string): Promise<void> => symlink(to, join(at.workspace.folder, from));
    await link(".", "loop");
    await link("..", "sub/up");
    await link("itself", "itself");
    await link("one", "two");
    await link("two", "one");
    await link("../far", "far");
    await link("/", "sub/root");
    const ran = await at.publish({ files: "**/*.txt" });
    expect([ran.code, ran.log]).toEqual([0, expect.stringContaining("2 files: 2 uploaded")]);
    expect(
      at.repo
        .releases()[0]
        ?.assets.map(({ name }) => name)
        .sort(),
    ).toEqual(["a.txt", "b.txt"]);
    const looped = await at.publish({ files: "itself" });
    expect([looped.code, looped.log]).toEqual([2, expect.stringContaining("itself")]);
    expect(looped.log).not.toMatch(INTERNAL);
  });
});

(POSIX ? describe : describe.skip)("names of files", () => {
  const NAMES = [
    "x\n::error::evil.txt",
    "x\r\nContent-Type: text_html\r\n\r\nevil.txt",
    'x"; filename="evil.txt',
    "\u001b]0;evil\u0007.txt",
    "##[set-output url=evil].txt",
    "::set-output name=url::evil.txt",
    "<script>evil()<.txt",
    "a.constructor",
    "a.__proto__",
  ];

  it.each(FORGES)(
    "that are more than names are told on %s as text, and uploaded as one file each",
    async (_, subject) => {
      const at = await scene(subject, Object.fromEntries(NAMES.map((name) => [name, name])));
      const ran = await at.publish({ files: "*" });
      expect(ran.code).toBe(0);
      expect(at.repo.releases()[0]?.assets).toHaveLength(NAMES.length);
      // What the CI is meant to take for its own.
      const own = [SECTION, /##\[set-output [a-z_]+=(?!evil)[^\]]*\]/g, /^::set-output name=[a-z_]+::(?!evil).*$/gm];
      const told = own.reduce((log, command) => log.replace(command, ""), ran.log);
      // eslint-disable-next-line no-control-regex -- control characters are what must not be there
      expect(told).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f]|##\[/);
      for (const line of told.split("\n")) expect(line).not.toMatch(/^\s*"?::(?!add-mask|group|endgroup|notice)/);
    },
  );
});
