import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { GitSide } from "../../sandbox/kernel/git-http";
import { git, history, temporary } from "../doors/push-stage";
import { type CopyRan, addressOf, copyBetween, filesOf, sideOf, tokenOf } from "./copy-stage";
import { NAMES, type Stage, endAll, startStage } from "./stage";

afterAll(endAll);

interface At {
  readonly from: Stage;
  readonly to: Stage;
  readonly side: GitSide;
  readonly folder: string;
  readonly commits: readonly string[];
  run(...words: readonly string[]): Promise<CopyRan>;
}

/** Releases v1.0.0 and v1.1.0 on one forge; another with the commit of the first one; a clone of the one beside. */
async function cloned(name: string): Promise<At> {
  const [from, to] = await Promise.all([startStage(name === "github" ? "gitea" : "github"), startStage(name)]);
  const { folder } = from.workspace;
  const commits = await history(folder);
  await git(folder, "tag", "-d", "v1.0.0");
  await git(folder, "tag", "-a", "v1.0.0", "-m", "Version one", commits[1] ?? "");
  await git(folder, "tag", "v1.1.0");
  await git(folder, "remote", "set-url", "origin", `${addressOf(from)}.git`);
  for (const [tag, commit] of [
    ["v1.0.0", commits[1]],
    ["v1.1.0", commits[2]],
  ] as const) {
    from.repo.push(commit ?? "");
    from.repo.tag(tag, { commit });
    from.repo.release({ tag, title: tag, notes: `Notes of ${tag}`, assets: [{ name: "a.txt", content: tag }] });
  }
  const side = await to.sandbox.git(to.repo);
  await side.take(folder, `${commits[0] ?? ""}:refs/heads/main`);
  const run = (...words: readonly string[]) => copyBetween(from, to, ["--retries", "0", ...words]);
  return { from, to, side, folder, commits, run };
}

const received = ({ to }: At): number =>
  to.sandbox.requests.filter(({ method, path }) => method === "POST" && path.endsWith("/git-receive-pack")).length;

const statuses = ({ json }: CopyRan): string[] => json.map(({ tag_name, status }) => `${tag_name} ${status}`);

/** What a side has heard, credentials of git in plain text. */
const heardBy = ({ sandbox }: Stage): string =>
  sandbox.requests
    .map(({ headers }) => {
      const [, login = ""] = /^basic (.+)$/i.exec(headers.authorization ?? "") ?? [];
      return JSON.stringify(headers) + Buffer.from(login, "base64").toString();
    })
    .join("\n");

const PUSHED_TO = NAMES.filter((name) => name !== "sourcehut");

describe("copy --push-tag", () => {
  it.each(PUSHED_TO)("brings tags that %s lacks, and no branch; the second run pushes nothing", async (name) => {
    const at = await cloned(name);
    const { from, to, side, folder, commits } = at;
    await git(folder, "branch", "v1.1.0", commits[0] ?? "");
    const plan = await at.run("--all", "--push-tag", "--dry-run");
    expect([plan.code, plan.stderr]).toEqual([
      0,
      expect.stringContaining(`the tag v1.0.0 would be pushed to ${commits[1] ?? ""}`),
    ]);
    expect([statuses(plan), received(at)]).toEqual([["v1.0.0 planned", "v1.1.0 planned"], 0]);
    const ran = await at.run("--all", "--push-tag");
    expect([ran.code, ran.stderr]).toEqual([0, expect.stringContaining(`the tag v1.1.0 was pushed to`)]);
    expect(statuses(ran)).toEqual(["v1.0.0 copied", "v1.1.0 copied"]);
    expect(await side.refs()).toEqual({
      "refs/heads/main": commits[0],
      "refs/tags/v1.0.0": await git(folder, "rev-parse", "refs/tags/v1.0.0"),
      "refs/tags/v1.1.0": commits[2],
    });
    expect(filesOf(to)).toEqual(filesOf(from));
    const pushes = received(at);
    expect([statuses(await at.run("--all", "--push-tag")), received(at)]).toEqual([
      ["v1.0.0 unchanged", "v1.1.0 unchanged"],
      pushes,
    ]);
    expect([heardBy(to).includes(tokenOf(from)), heardBy(from).includes(tokenOf(to))]).toEqual([false, false]);
    expect(heardBy(to)).toContain(`:${tokenOf(to)}`);
    expect([...from.sandbox.violations, ...to.sandbox.violations]).toEqual([]);
  });

  it("says in its table which tags came along, or would", async () => {
    const at = await cloned("gitee");
    const words = ["copy", "v1.1.0", ...sideOf("from", at.from), ...sideOf("to", at.to), "--push-tag"];
    const env = { A: tokenOf(at.from), B: tokenOf(at.to) };
    const call = (...more: readonly string[]) => at.from.call([...words, ...more], { env, bare: true });
    expect((await call("--dry-run")).stdout).toContain("Tags that would be pushed: v1.1.0\n1 release: 1 planned");
    expect((await call()).stdout).toContain("Tags that were pushed: v1.1.0\n1 release: 1 copied");
    expect((await call()).stdout).not.toContain("pushed");
  });

  it("is an input of the action", async () => {
    const at = await cloned("gitcode");
    const args = ["--all", ...sideOf("from", at.from), ...sideOf("to", at.to)].join("\n");
    const env = { ...at.from.repo.checkedOut({ tag: "v1.1.0" }), A: tokenOf(at.from), B: tokenOf(at.to) };
    const { code, log } = await at.from.workspace.action(
      { ...env, INPUT_JOB_TOKEN: "" },
      { command: "copy", args, push_tag: "true" },
    );
    expect([code, log]).toEqual([0, expect.stringContaining("2 releases: 2 copied")]);
    expect(Object.keys(await at.side.refs())).toContain("refs/tags/v1.1.0");
  });

  it("is an input error for SourceHut, which takes no push over https", async () => {
    const [from, to] = await Promise.all([startStage("github"), startStage("sourcehut")]);
    const ran = await copyBetween(from, to, ["--all", "--push-tag"]);
    expect([ran.code, ran.stderr]).toEqual([
      2,
      expect.stringMatching(/does nothing on SourceHut.*push the tag by ssh/),
    ]);
    expect([...from.sandbox.requests, ...to.sandbox.requests]).toEqual([]);
  });
});

/** Each: what is unlike usual, and what is said of v1.1.0. The tag v1.0.0 is there. */
const REFUSED: readonly (readonly [string, (at: At) => Promise<unknown>, string | RegExp])[] = [
  [
    "no checkout",
    ({ folder }) => rm(join(folder, ".git"), { recursive: true }),
    /The target needs the tag v1\.1\.0, and --push-tag has nothing to push it from: there is no checkout here\. Run this in a clone of http/,
  ],
  [
    "a checkout without the tag",
    ({ folder }) => git(folder, "tag", "-d", "v1.1.0"),
    /the checkout in \S+ does not have it\. Fetch it first: git fetch http:\S+ tag v1\.1\.0$/,
  ],
  [
    "a checkout that has it on another commit than the source",
    ({ folder, commits }) => git(folder, "tag", "-f", "v1.1.0", commits[1] ?? ""),
    /it is on [0-9a-f]{40} in the checkout, and on [0-9a-f]{40} at the source\. Fetch it again: git fetch --force http/,
  ],
  [
    "a checkout of something else, and a source that does not tell",
    async ({ folder, from }) => {
      await git(folder, "remote", "set-url", "origin", "https://github.com/somebody/else.git");
      from.repo.tags.delete("v1.1.0");
    },
    "the source does not tell its commit, and the checkout in",
  ],
  [
    "a tag that is elsewhere there",
    ({ side, folder, commits }) => side.take(folder, `${commits[0] ?? ""}:refs/tags/v1.1.0`),
    /is on [0-9a-f]{40} at the target, and on [0-9a-f]{40} at the source\. A tag that is there is moved only by --push-tag force/,
  ],
  [
    "a tag that is elsewhere there, and in no checkout",
    async ({ side, folder, commits }) => {
      await side.take(folder, `${commits[0] ?? ""}:refs/tags/v1.1.0`);
      await rm(join(folder, ".git"), { recursive: true });
    },
    "A tag that is there is moved only by",
  ],
  [
    "a commit that is not in the checkout",
    ({ folder, commits }) =>
      rm(join(folder, ".git/objects", (commits[2] ?? "").slice(0, 2), (commits[2] ?? "").slice(2))),
    /the checkout in \S+ does not hold its commit/,
  ],
  [
    "a git that the server does not answer",
    ({ to }) =>
      Promise.resolve(
        to.sandbox.faults.add({ path: /info\/refs$/, do: { kind: "status", status: 403 }, times: Infinity }),
      ),
    /git said: .*403/,
  ],
];

describe("a tag that cannot be pushed fails its own release", () => {
  it.each(REFUSED)("%s", async (_, change, told) => {
    const at = await cloned("gitee");
    await at.side.take(at.folder, "refs/tags/v1.0.0");
    await change(at);
    const before = await at.side.refs();
    const { code, json, stderr } = await at.run("--all", "--push-tag");
    expect([code, json.map(({ status }) => status), stderr]).toEqual([1, ["copied", "failed"], expect.any(String)]);
    expect(json[1]?.error).toEqual(
      typeof told === "string" ? expect.stringContaining(told) : expect.stringMatching(told),
    );
    expect([await at.side.refs(), received(at)]).toEqual([before, 0]);
  });

  it.each(["of another history", "without a commit"])("a repository %s: its address may be wrong", async (kind) => {
    const at = await cloned("gitlab");
    await git(at.side.folder, "update-ref", "-d", "refs/heads/main");
    await git(at.folder, "checkout", "--quiet", "--orphan", "apart");
    await git(at.folder, "commit", "--quiet", "--allow-empty", "-m", "apart");
    if (kind === "of another history") await at.side.take(at.folder, "apart:refs/heads/main");
    const { code, json } = await at.run("v1.1.0", "--push-tag");
    expect([code, json[0]?.error]).toEqual([1, expect.stringContaining("would make a private history public")]);
    expect(received(at)).toBe(0);
  });

  it("a shallow checkout", async () => {
    const at = await cloned("gitea");
    const folder = await temporary();
    await git(folder, "clone", "--quiet", "--depth=1", "--branch=v1.1.0", `file://${at.folder}`, ".");
    const from = { ...at.from, workspace: { ...at.from.workspace, folder } };
    const { json } = await copyBetween(from, at.to, ["v1.1.0", "--push-tag"]);
    expect([json[0]?.error, received(at)]).toEqual([expect.stringContaining("The checkout is shallow"), 0]);
  });
});

describe("a tag that is where it should be needs no checkout", () => {
  it.each([
    ["without one", ({ folder }: At) => rm(join(folder, ".git"), { recursive: true })],
    ["in one whose tag is old", ({ folder }: At) => git(folder, "tag", "-f", "v1.1.0", "HEAD~2")],
  ] as const)("%s", async (_, change) => {
    const at = await cloned("cnb");
    await at.side.take(at.folder, "refs/tags/v1.0.0", "refs/tags/v1.1.0");
    await change(at);
    const ran = await at.run("--all", "--push-tag");
    expect([ran.code, statuses(ran), received(at)]).toEqual([0, ["v1.0.0 copied", "v1.1.0 copied"], 0]);
  });
});

describe("copy --push-tag force", () => {
  it("moves a tag that is no version, and no other", async () => {
    const at = await cloned("tgit");
    const { from, side, folder, commits } = at;
    await git(folder, "tag", "nightly");
    from.repo.tag("nightly", { commit: commits[2] });
    from.repo.release({ tag: "nightly", assets: [{ name: "n.txt", content: "night" }] });
    await side.take(folder, `${commits[0] ?? ""}:refs/tags/nightly`, `${commits[0] ?? ""}:refs/tags/v1.1.0`);
    const still = await at.run("nightly", "--push-tag");
    expect([still.code, statuses(still), received(at)]).toEqual([1, ["nightly failed"], 0]);
    const ran = await at.run("--all", "--push-tag", "force");
    expect(statuses(ran).sort()).toEqual(["nightly copied", "v1.0.0 copied", "v1.1.0 failed"]);
    expect(ran.stderr).toContain(`the tag nightly was moved from ${commits[0] ?? ""} to ${commits[2] ?? ""}`);
    expect(await side.refs()).toMatchObject({ "refs/tags/nightly": commits[2], "refs/tags/v1.1.0": commits[0] });
    await git(folder, "tag", "-d", "nightly");
    await side.take(folder, `+${commits[1] ?? ""}:refs/tags/nightly`);
    expect((await at.run("nightly", "--push-tag", "force")).json[0]?.error).toContain("does not have it");
    const version = await at.run("v1.1.0", "--push-tag", "force");
    expect([version.code, version.stderr]).toEqual([
      2,
      expect.stringContaining("would move v1.1.0, which is a version"),
    ]);
  });
});
