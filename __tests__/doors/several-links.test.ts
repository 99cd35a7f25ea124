import { describe, expect, it } from "vitest";
import { startGitee } from "../../sandbox/gitee";
import { startTGit } from "../../sandbox/tgit";
import type { Sandbox } from "../../sandbox/kernel/sandbox";
import { listIn } from "./stage";
import { type Several, several } from "./several-stage";

const BIG = "x".repeat(5000);
const FILES = { "big file (1).txt": BIG, "small.txt": "small" };
const LINK = "oversized_files=link";

/** Servers that take up to 1000 bytes a file, and say so in ways of their own. */
const SMALL: Readonly<Record<string, readonly [string, () => Promise<Sandbox>]>> = {
  "Gitee, the application": ["gitee", () => startGitee({ limits: { attachment: 1000 } })],
  "Gitee, a proxy": ["gitee", () => startGitee({ limits: { attachment: 1000, by: "proxy" } })],
  "TGit, 413": ["tgit", () => startTGit({ attachmentLimit: 1000 })],
  "TGit, 400": ["tgit", () => startTGit({ attachmentLimit: 1000, tooLarge: 400 })],
};
const [, GITEE] = SMALL["Gitee, the application"] ?? [];
const small = (files: Readonly<Record<string, string>> = FILES, isPrivate = false): Promise<Several> =>
  several(["gitee"], files, { start: GITEE === undefined ? {} : { gitee: GITEE }, isPrivate });

const seen = (at: Several, forge = "gitee"): { notes: string; names: string[] } => {
  const [release] = at.mirrors[forge]?.repo.seen() ?? [];
  return { notes: release?.notes ?? "", names: release?.assets.map(({ name }) => name).sort() ?? [] };
};
const writes = (at: Several): number[] =>
  [at.github, ...Object.values(at.mirrors)].map(({ repo }) => repo.writes().length);
const statuses = (json: string | undefined): unknown[] => listIn(json).map(({ status }) => status);
const lists = (notes: string): number => notes.split("Not taken by this server").length - 1;

describe("a file that a target does not take", () => {
  it.each(Object.entries(SMALL))("is linked to the first target: %s", async (_, [forge, start]) => {
    const at = await several([forge], FILES, { start: { [forge]: start } });
    const lines = [".", at.line(forge, LINK)];
    const ran = await at.act(lines, { body: "One" });
    expect([ran.code, ran.log]).toEqual([0, expect.stringContaining("Linked: big file (1).txt has 4.9 KiB")]);
    const [url] = at.github.repo.seen().flatMap(({ assets }) => assets.filter(({ size }) => size === BIG.length));
    expect(url).toBeDefined();
    const [first, second] = listIn(ran.outputs.results);
    const assets = listIn(JSON.stringify(second?.assets));
    const address = listIn(JSON.stringify(first?.assets))[0]?.browser_download_url;
    expect(assets).toMatchObject([
      { status: "linked", id: null, browser_download_url: address },
      { status: "uploaded" },
    ]);
    expect(seen(at, forge)).toEqual({ names: ["small.txt"], notes: expect.stringMatching(/^One\n\n<!--/) });
    expect(seen(at, forge).notes).toContain(`](<${String(address)}>) (4.9 KiB)`);
    const before = writes(at);
    const uploads = at.mirrors[forge]?.requests.length ?? 0;
    const again = await at.act(lines, { body: "One" });
    expect([again.code, statuses(again.outputs.results)]).toEqual([0, ["unchanged", "unchanged"]]);
    expect(writes(at)).toEqual(before);
    expect(at.mirrors[forge]?.requests.slice(uploads).map(({ method }) => method)).not.toContain("POST");
  });

  it("is linked where link is said of all targets, which spares the first one", async () => {
    const at = await small();
    const ran = await at.act([".", at.line("gitee")], { oversized_files: "link" });
    expect([ran.code, lists(seen(at).notes)]).toEqual([0, 1]);
  });

  it("is no part of the notes: others replace and follow only what people wrote, and the list stands once", async () => {
    const at = await small();
    const lines = [".", at.line("gitee", LINK)];
    await at.act(lines, { body: "One" });
    for (const [inputs, begin] of [
      [{ body: "Two" }, "Two\n\n<!--"],
      [{ body: "Three", body_mode: "append" }, "Two\n\nThree\n\n<!--"],
      [{}, "Two\n\nThree\n\n<!--"],
    ] as const) {
      const ran = await at.act(lines, inputs);
      expect([ran.code, seen(at).notes.startsWith(begin), lists(seen(at).notes)]).toEqual([0, true, 1]);
    }
  });

  it("is uploaded once it is small enough, and its link goes; one of another job stays", async () => {
    const at = await small({ "big.txt": BIG, "other.txt": `${BIG}y` });
    const lines = [".", at.line("gitee", LINK)];
    expect((await at.act(lines, { body: "One", files: "big.txt" })).code).toBe(0);
    expect((await at.act(lines, { body: "One", files: "other.txt" })).code).toBe(0);
    expect(seen(at).notes).toMatch(/\[big\.txt\][\s\S]*\[other\.txt\]/);
    await at.workspace.write("big.txt", "little");
    const ran = await at.act(lines, { body: "One", files: "big.txt" });
    expect([ran.code, seen(at).names]).toEqual([0, ["big.txt"]]);
    expect(seen(at).notes).toMatch(/^One\n\n<!--[\s\S]*\[other\.txt\]/);
    expect(seen(at).notes).not.toContain("[big.txt]");
    await at.workspace.write("other.txt", "little");
    expect((await at.act(lines, { body: "One", files: "*.txt" })).code).toBe(0);
    expect(seen(at)).toEqual({ names: ["big.txt", "other.txt"], notes: "One" });
  });

  it("counts among the files that are expected", async () => {
    const at = await small();
    const ran = await at.act([".", at.line("gitee", LINK)], { expect_files: "big*.txt" });
    expect([ran.code, ran.log]).toEqual([0, expect.any(String)]);
  });

  it("a dry run tells the link, and changes nothing", async () => {
    const at = await small();
    const lines = [".", at.line("gitee", LINK)];
    const first = await at.act(lines, { dry_run: "true" });
    expect([first.code, writes(at)]).toEqual([0, [0, 0]]);
    await at.act(lines);
    const before = writes(at);
    const then = await at.act(lines, { dry_run: "true" });
    expect([then.code, writes(at)]).toEqual([0, before]);
    expect(then.log).toMatch(/link to big file \(1\)\.txt on the first target, http/);
  });
});

describe("nothing is published with a hole where the first target", () => {
  it.each<[string, RegExp, (at: Several) => readonly string[]]>([
    [
      "failed",
      /the first target, \., failed: /,
      (at) => {
        at.github.repo.spoil("create", { kind: "status", status: 500 }, { times: 99 });
        return [".", at.line("gitee", LINK)];
      },
    ],
    ["is a draft", /is a draft, which nobody else can see/, (at) => [". draft=true", at.line("gitee", LINK)]],
    [
      "lacks the file",
      /is none of the files of the first target/,
      (at) => [". files=small.txt", at.line("gitee", LINK)],
    ],
  ])("%s", async (name, told, prepare) => {
    const at = await small();
    const lines = prepare(at);
    const ran = await at.act(lines, { retries: "0" });
    expect([ran.code, ran.log]).toEqual([1, expect.stringMatching(told)]);
    expect(statuses(ran.outputs.results)[1]).toBe("failed");
    if (name !== "lacks the file") expect(at.mirrors.gitee?.repo.seen()).toEqual([]);
  });

  it("is private", async () => {
    const at = await small(FILES, true);
    const ran = await at.act([".", at.line("gitee", LINK)]);
    expect([ran.code, ran.log]).toEqual([
      1,
      expect.stringMatching(/without a token .* cannot be downloaded from the first/),
    ]);
    expect(statuses(ran.outputs.results)).toEqual(["published", "failed"]);
    expect(at.mirrors.gitee?.repo.seen()).toEqual([]);
    expect(at.github.requests.at(-1)?.headers.authorization).toBeUndefined();
  });
});

describe("link where nothing can be linked to is an input error", () => {
  it.each<[string, readonly string[] | undefined, RegExp]>([
    ["without targets", undefined, /oversized_files.* can be link only with targets/],
    ["on the first target", [`. ${LINK}`], /oversized_files cannot be link for the first target/],
  ])("%s", async (_, lines, told) => {
    const at = await several([]);
    const ran = await at.act(lines ?? [], lines === undefined ? { oversized_files: "link" } : {});
    expect([ran.code, ran.log]).toEqual([2, expect.stringMatching(told)]);
    expect(at.github.requests).toEqual([]);
  });
});
