import { describe, expect, it } from "vitest";
import { execFileSync } from "node:child_process";
import { appendFile, chmod, chown, mkdir, readFile, rename, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { readCheckout } from "../../src/ci/git/checkout";
import { working } from "../hostile/working";
import { folder } from "./ci-stage";
import { type Made, gitIn, repository } from "./git-stage";

/** Windows has no pipes in folders, and links only for those who ask. */
const onPosix = process.platform === "win32" ? describe.skip : describe;

describe("HEAD", () => {
  it("of a repository without a commit is on a branch and nothing else", async () => {
    const made = await repository();
    expect(await readCheckout(made.folder)).toMatchObject({ top: made.folder, commit: undefined, branch: "main" });
  });

  it.each<[string, (made: Made) => void, string | undefined]>([
    ["on a branch", () => undefined, "main"],
    ["on a branch with slashes", (made) => made.git("switch", "-qc", "feature/x/y"), "feature/x/y"],
    ["on a commit", (made) => made.git("switch", "-q", "--detach"), undefined],
    ["on a tag", (made) => [made.git("tag", "v1"), made.git("checkout", "-q", "v1")], undefined],
    [
      "on a packed branch",
      (made) => [made.commit("two"), made.git("pack-refs", "--all"), made.git("gc", "-q")],
      "main",
    ],
    ["on a branch that is packed and then moved", (made) => [made.git("pack-refs", "--all"), made.commit("3")], "main"],
    [
      "on a branch that names another",
      (made) => made.git("symbolic-ref", "refs/heads/alias", "refs/heads/main"),
      "main",
    ],
  ])("%s is what git says", async (_, change, branch) => {
    const made = await repository();
    made.commit();
    change(made);
    const found = await readCheckout(join(made.folder));
    expect(found).toMatchObject({ commit: made.git("rev-parse", "HEAD"), branch, trouble: undefined });
  });

  it("through a ref that names another is what git says", async () => {
    const made = await repository();
    const commit = made.commit();
    made.git("symbolic-ref", "refs/heads/alias", "refs/heads/main");
    made.git("symbolic-ref", "HEAD", "refs/heads/alias");
    expect(await readCheckout(made.folder)).toMatchObject({ commit, branch: "alias" });
  });

  it("of a repository of longer ids is read as well", async () => {
    const made = await repository({ init: ["--object-format=sha256"] });
    const commit = made.commit();
    expect(commit).toHaveLength(64);
    expect(await readCheckout(made.folder)).toMatchObject({ commit, branch: "main" });
  });

  it("is found from a folder below, through a link, and not where there is none", async () => {
    const made = await repository();
    const commit = made.commit();
    await mkdir(join(made.folder, "a/b"), { recursive: true });
    await symlink(join(made.folder, "a"), join(made.folder, "../way"));
    for (const at of ["a/b", "../way/b"])
      expect(await readCheckout(join(made.folder, at))).toMatchObject({ top: made.folder, commit });
    for (const at of [await folder(), join(made.folder, "not-there")])
      expect(await readCheckout(at)).toMatchObject({ top: undefined, commit: undefined, trouble: undefined });
  });
});

describe("a checkout whose repository lies elsewhere", () => {
  it("is a worktree", async () => {
    const made = await repository();
    made.commit();
    made.git("remote", "add", "origin", "https://git.acme.test/o/r");
    made.git("worktree", "add", "-q", "-b", "other", "../tree");
    const at = join(made.folder, "../tree");
    const commit = (gitIn(at, "commit", "--quiet", "--allow-empty", "-m", "two"), gitIn(at, "rev-parse", "HEAD"));
    const found = await readCheckout(at);
    expect(found).toMatchObject({ top: at, commit, branch: "other" });
    expect([...found.remotes]).toEqual([["origin", ["https://git.acme.test/o/r"]]]);
  });

  it("is a submodule", async () => {
    const inner = await repository();
    const commit = inner.commit("inner");
    const outer = await repository();
    outer.commit("outer");
    outer.git("submodule", "--quiet", "add", inner.folder, "lib");
    const found = await readCheckout(join(outer.folder, "lib"));
    expect(found).toMatchObject({ top: join(outer.folder, "lib"), commit });
    expect([...found.remotes.values()]).toEqual([[inner.folder]]);
  });

  it.each([
    ["leads nowhere", "gitdir: /not/there\n"],
    ["leads to no repository", "gitdir: .\n"],
    ["says nothing", "hello\n"],
    ["is huge", `gitdir: ${"x".repeat(100_000)}\n`],
    ["holds a NUL", "gitdir: a\0b\n"],
  ])("and whose .git %s counts as none", async (_, text) => {
    const at = await folder();
    await writeFile(join(at, ".git"), text);
    const found = await readCheckout(at);
    expect(found).toMatchObject({ top: undefined, commit: undefined });
    expect(found.trouble).toContain(".git");
    expect(found.trouble).not.toContain("hello");
  });
});

describe("a folder that looks like a repository", () => {
  it("is none where it is bare: the checkout that it lies in is", async () => {
    const made = await repository();
    const commit = made.commit();
    gitIn(made.folder, "clone", "-q", "--bare", ".", "evil");
    gitIn(join(made.folder, "evil"), "remote", "add", "other", "https://evil.test/o/r");
    const found = await readCheckout(join(made.folder, "evil"));
    expect(found).toMatchObject({ top: made.folder, commit });
    expect([...found.remotes]).toEqual([]);
  });

  it("is none where a .git holds nothing", async () => {
    const made = await repository();
    const commit = made.commit();
    await mkdir(join(made.folder, "sub/.git"), { recursive: true });
    expect(await readCheckout(join(made.folder, "sub"))).toMatchObject({ top: made.folder, commit });
  });
});

/** Only the administrator can give a file to somebody else. */
const asRoot = process.getuid?.() === 0 ? describe : describe.skip;

asRoot("a repository of somebody else", () => {
  it("above the current folder is not looked at, but in the CI's workspace, or where one stands in it", async () => {
    const made = await repository();
    const commit = made.commit();
    const below = join(made.folder, "sub");
    await mkdir(below);
    await chown(join(made.folder, ".git"), 12345, 12345);
    const alone = await readCheckout(below);
    expect(alone).toMatchObject({
      top: undefined,
      commit: undefined,
      trouble: expect.stringContaining("another user"),
    });
    expect([...alone.remotes]).toEqual([]);
    expect(await readCheckout(below, made.folder)).toMatchObject({ top: made.folder, commit });
    expect(await readCheckout(below, below)).toMatchObject({ top: undefined });
    expect(await readCheckout(made.folder)).toMatchObject({ top: made.folder, commit });
    await chown(below, 12345, 12345);
    expect(await readCheckout(below)).toMatchObject({ top: made.folder, commit });
  });
});

describe("refs that cannot be read", () => {
  const broken = async (change: (git: string) => Promise<void>): Promise<string> => {
    const made = await repository();
    made.commit();
    await change(join(made.folder, ".git"));
    const found = await readCheckout(made.folder);
    expect(found).toMatchObject({ top: made.folder, commit: undefined, branch: undefined });
    return found.trouble ?? "";
  };

  it.each<[string, (git: string) => Promise<void>, RegExp]>([
    ["a HEAD that says nothing", (git) => writeFile(join(git, "HEAD"), "root:x:0:0\n"), /neither a commit nor a ref/],
    [
      "a HEAD that leads out",
      (git) => writeFile(join(git, "HEAD"), "ref: refs/../../../x\n"),
      /names something that is not a ref/,
    ],
    [
      "a HEAD that is no ref",
      (git) => writeFile(join(git, "HEAD"), "ref: config\n"),
      /names something that is not a ref/,
    ],
    ["a HEAD without end", (git) => truncate(join(git, "HEAD"), 1e9), /more than 4096 bytes/],
    ["a branch that says nothing", (git) => writeFile(join(git, "refs/heads/main"), "?"), /neither a commit nor a ref/],
    [
      "packed refs without end",
      async (git) => {
        await rm(join(git, "refs/heads/main"));
        await writeFile(join(git, "packed-refs"), "");
        await truncate(join(git, "packed-refs"), 2 ** 32);
      },
      /more than \d+ bytes/,
    ],
    [
      "a circle",
      async (git) => {
        await writeFile(join(git, "refs/heads/main"), "ref: refs/heads/a\n");
        await writeFile(join(git, "refs/heads/a"), "ref: refs/heads/main\n");
      },
      /circles/,
    ],
    [
      "a reftable",
      async (git) => {
        await mkdir(join(git, "reftable"));
        await writeFile(join(git, "HEAD"), "ref: refs/heads/.invalid\n");
      },
      /reftable/,
    ],
  ])("%s", async (_, change, says) => {
    const trouble = await broken(change);
    expect(trouble).toMatch(says);
    expect(trouble).not.toContain("root:x");
  });

  it("as git makes them", async () => {
    const made = await repository({ init: ["--ref-format=reftable"] }).catch(() => undefined);
    if (made === undefined) return;
    made.commit();
    made.git("remote", "add", "origin", "git@git.acme.test:o/r.git");
    const found = await readCheckout(made.folder);
    expect(found).toMatchObject({ commit: undefined, trouble: expect.stringContaining("reftable") });
    expect(found.remotes.get("origin")).toEqual(["git@git.acme.test:o/r.git"]);
  });

  onPosix("links and pipes", () => {
    const pipe = (at: string): void => void execFileSync("mkfifo", [at]);
    it.each<[string, (git: string) => Promise<void>, RegExp]>([
      [
        "HEAD is a pipe",
        async (git) => {
          await rm(join(git, "HEAD"));
          pipe(join(git, "HEAD"));
        },
        /no regular file/,
      ],
      [
        "a branch is a pipe",
        async (git) => {
          await rm(join(git, "refs/heads/main"));
          pipe(join(git, "refs/heads/main"));
        },
        /no regular file/,
      ],
      [
        "a branch is a link to what is outside",
        async (git) => {
          await rename(join(git, "refs/heads/main"), join(git, "../id"));
          await symlink("../../../id", join(git, "refs/heads/main"));
        },
        /leads out/,
      ],
      [
        "all refs are a link to what is outside",
        async (git) => {
          await rename(join(git, "refs"), join(git, "../refs"));
          await symlink("../refs", join(git, "refs"));
        },
        /leads out/,
      ],
      [
        "the configuration is a pipe",
        async (git) => {
          await writeFile(join(git, "HEAD"), "?");
          await rm(join(git, "config"));
          pipe(join(git, "config"));
        },
        /no regular file/,
      ],
      [
        "the configuration is a device",
        async (git) => {
          await writeFile(join(git, "HEAD"), "?");
          await rm(join(git, "config"));
          await symlink("/dev/zero", join(git, "config"));
        },
        /leads out/,
      ],
    ])("%s", async (_, change, says) => {
      expect(await broken(change)).toMatch(says);
    });

    it("a .git that is a pipe is not looked at", async () => {
      const made = await repository();
      const commit = made.commit();
      await mkdir(join(made.folder, "sub"));
      pipe(join(made.folder, "sub/.git"));
      expect(await readCheckout(join(made.folder, "sub"))).toMatchObject({ top: made.folder, commit });
    });

    it("a .git that is a link to a repository is one", async () => {
      const made = await repository();
      const commit = made.commit();
      await rename(join(made.folder, ".git"), join(made.folder, "../elsewhere"));
      await symlink("../elsewhere", join(made.folder, ".git"));
      expect(await readCheckout(made.folder)).toMatchObject({ top: made.folder, commit });
    });
  });
});

describe("the remotes", () => {
  const remotesOf = async (config: string): Promise<[string, readonly string[]][]> => {
    const made = await repository();
    await writeFile(join(made.folder, ".git/config"), config);
    return [...(await readCheckout(made.folder)).remotes];
  };

  it.each<[string, [string, string[]][]]>([
    ['[remote "origin"]\n\turl = git@h:o/r.git\n', [["origin", ["git@h:o/r.git"]]]],
    ['\ufeff[remote "origin"]\r\n\turl = a\r\n', [["origin", ["a"]]]],
    ['[REMOTE "Origin"] URL=a\n', [["Origin", ["a"]]]],
    ["[remote.origin]\nurl=a\n", [["origin", ["a"]]]],
    ['[remote "a\\"b\\\\c"]\nurl=x', [['a"b\\c', ["x"]]]],
    ['[remote "o"]\nurl = "a;b#c" ; no\nurl=d # no\nurl="e f" g\n', [["o", ["a;b#c", "d", "e f g"]]]],
    ['[remote "o"]\nurl = a\\tb\\nc\\bd\\"e\\\\f\n', [["o", ['a\tb\nc\bd"e\\f']]]],
    ['[remote "o"]\nurl = a\\\n  b\nfetch = x\n', [["o", ["a  b"]]]],
    ['[remote "o"]\n# url = a\\\nurl = b\n;url=c\npushurl = d\nurl\n', [["o", ["b"]]]],
    [
      '[remote "o"]\nurl=a\n[core]\nurl=b\n[remote "p"]\nurl=c\n[remote "o"]\nurl=d',
      [
        ["o", ["a", "d"]],
        ["p", ["c"]],
      ],
    ],
    [
      '[remote "__proto__"]\nurl=a\n[remote "constructor"]\nurl=b\n',
      [
        ["__proto__", ["a"]],
        ["constructor", ["b"]],
      ],
    ],
    ['[include]\npath = other\n[url "https://evil.test/"]\ninsteadOf = a\n[remote "o"]\nurl = a', [["o", ["a"]]]],
    ["[[[\n]]\n\0\n= x\n[remote", []],
    ["", []],
  ])("%j", async (config, remotes) => {
    expect(await remotesOf(config)).toEqual(remotes);
  });

  it("are what git itself reads", async () => {
    const made = await repository();
    const names = ["origin", "up.stream", "a-b_c"];
    for (const name of names) made.git("remote", "add", name, `https://h.test/${name} x/"r";#.git`);
    const found = await readCheckout(made.folder);
    for (const name of names) expect(found.remotes.get(name)).toEqual([made.git("config", `remote.${name}.url`)]);
  });

  it("of a file that does not end are not read, and said so", async () => {
    const made = await repository();
    const commit = made.commit();
    await appendFile(join(made.folder, ".git/config"), "x".repeat(2 * 1024 * 1024));
    const found = await readCheckout(made.folder);
    expect(found).toMatchObject({ commit, trouble: expect.stringContaining("config has more than") });
  });

  it("take no time, whatever the file holds", async () => {
    const worked = working();
    for (const piece of ["\\", '"', "[remote", '[remote "', "url=\\\n", '[remote "o"]\nurl=a\n', " ", "[a.", "\\\\\n"])
      await remotesOf(piece.repeat(Math.floor(1_000_000 / piece.length)));
    expect(worked()).toBeLessThan(20_000);
  });
});

describe("the tags of HEAD", () => {
  const tags = async (made: Made): Promise<readonly string[]> => (await readCheckout(made.folder)).tags();

  it.each<[string, (made: Made) => unknown]>([
    ["as they were made", () => undefined],
    ["packed", (made) => made.git("pack-refs", "--all")],
    ["with their objects packed", (made) => made.git("gc", "-q")],
    ["with only their objects packed", (made) => made.git("repack", "-adq")],
  ])("%s", async (_, change) => {
    const made = await repository();
    made.commit("before");
    made.git("tag", "v0");
    made.git("tag", "-am", "x", "v0-annotated");
    made.commit();
    expect(await tags(made)).toEqual([]);
    made.git("tag", "v1");
    made.git("tag", "-am", "hello", "pkg/v1.0");
    made.git("tag", "-am", "nested", "nested", "pkg/v1.0");
    change(made);
    expect(await tags(made)).toEqual(["nested", "pkg/v1.0", "v1"]);
    // git itself follows a tag of a tag one step only.
    const named = (await tags(made)).filter((name) => name !== "nested");
    expect(named).toEqual(made.git("tag", "--points-at", "HEAD").split("\n"));
  });

  it("that moved since they were packed are where they are now", async () => {
    const made = await repository();
    made.commit();
    made.git("tag", "v1");
    made.git("pack-refs", "--all");
    made.commit("two");
    made.git("tag", "-f", "v1");
    expect(await tags(made)).toEqual(["v1"]);
    made.commit("three");
    expect(await tags(made)).toEqual([]);
  });
});

describe("the commit of an id", () => {
  it("is that of the annotated tag, wherever git keeps it", async () => {
    const made = await repository();
    const commit = made.commit();
    for (let n = 0; n < 30; n++) made.git("tag", "-am", `message ${n} `.repeat(20), `v${n}`);
    const ids = made.git("for-each-ref", "--format=%(objectname)", "refs/tags").split("\n");
    const found = await readCheckout(made.folder);
    for (const id of [...ids, commit, commit.toUpperCase()]) expect(await found.peel(id)).toBe(commit);
    made.git("repack", "-adq", "--depth=0");
    for (const id of [...ids, commit]) expect(await found.peel(id)).toBe(commit);
    made.git("repack", "-adfq", "--depth=50", "--window=50");
    for (const id of [...ids, commit]) expect(await found.peel(id)).toBe(commit);
  });

  it("that is none, or not here, is not known", async () => {
    const made = await repository();
    made.commit();
    const found = await readCheckout(made.folder);
    const tree = made.git("rev-parse", "HEAD^{tree}");
    for (const id of [tree, "f".repeat(40), "c0ffee1", "../../../x", "", "v1"])
      expect(await found.peel(id)).toBeUndefined();
  });

  it("of objects that are no objects is not known", async () => {
    const made = await repository();
    made.commit();
    made.git("tag", "-am", "x", "v1");
    const id = made.git("rev-parse", "v1");
    const path = join(made.folder, ".git/objects", id.slice(0, 2), id.slice(2));
    await chmod(path, 0o644);
    for (const content of ["", "nothing", (await readFile(path)).subarray(0, 10)]) {
      await writeFile(path, content);
      expect(await (await readCheckout(made.folder)).peel(id)).toBeUndefined();
    }
  });
});
