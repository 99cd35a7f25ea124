import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, describe, expect, it } from "vitest";
import { type Play, type Played, play } from "../../live/play";
import { type Program, ending, readOutputs, runBundle } from "../../live/program";
import { PROMISES } from "../../live/promises";
import { readWords, settingsOf } from "../../live/settings";
import { playTogether } from "../../live/together";
import { SERVERS } from "../../live/servers";
import { SANDBOXES } from "../../sandbox";
import type { GitSide } from "../../sandbox/kernel/git-http";
import type { Repository } from "../../sandbox/kernel/repository";
import type { Sandbox } from "../../sandbox/kernel/sandbox";
import { newestAbilities } from "../../scripts/newest-abilities";
import { FORGES } from "../../src/forges";
import { CLOCK, runInProcess } from "../doors/in-process";

const endings: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0)) await end();
});

/** The program in this process, on a clock that leaps over its waits. */
const inProcess: Program = async ({ words, folder, tokens, outputs }) => {
  const env = { HOME: folder, ...tokens };
  const { code, log } = await runInProcess({ words: [...words, ...ending(outputs)], env, folder });
  return { code, log, outputs: await readOutputs(outputs) };
};

/** What needs a process that can be killed. */
const KILLED = "killed";

async function sleep(milliseconds: number): Promise<void> {
  const { signal } = new AbortController();
  const job = CLOCK.enter(signal);
  await job.sleep(milliseconds);
  job.leave();
}

/** A real commit, for a branch of the repository. */
async function commitTo(side: GitSide): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "live-commit-"));
  endings.push(() => rm(folder, { recursive: true, force: true }), side.close);
  const git = (...words: string[]) => promisify(execFile)("git", words, { cwd: folder });
  await git("init", "-q", "-b", "main");
  await git("-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-q", "--allow-empty", "-m", "one");
  await side.take(folder, "+HEAD:refs/heads/main", "+HEAD:refs/heads/master");
}

/** Each tag is a push of git there, which takes its time: these are enough to see it. */
const FEW = /title, notes|same run|published later|does not exist is made|slash|wrong token/;

/** Tags are pushed there. */
const GIT = new Set(["gitee", "cnb"]);

async function staged(forge: string): Promise<{ sandbox: Sandbox; repo: Repository; at: Play }> {
  const module = FORGES.find(({ id }) => id === forge);
  const [start, open] = [SANDBOXES[forge], SERVERS[forge]];
  if (module === undefined || start === undefined || open === undefined) throw new Error(`${forge} is not known`);
  const sandbox = await start({ clock: CLOCK });
  endings.push(() => sandbox.close());
  const repo = sandbox.repository("octo/scratch");
  if (GIT.has(forge)) await commitTo(await sandbox.git(repo));
  const place = {
    serverUrl: sandbox.serverUrl,
    apiUrl: sandbox.apiUrl,
    repository: repo.path,
    token: sandbox.token,
    sleep,
  };
  const at: Play = {
    server: open(place),
    place,
    forge,
    can: newestAbilities(module),
    // 工蜂 lets administrators delete, and the sandbox of Gitee takes the tag along: nobody knows whether the server does.
    promises: PROMISES.filter(({ name }) => !["gitee", "tgit"].includes(forge) || !name.startsWith("download")).filter(
      ({ name }) => !name.includes(KILLED) && (forge !== "cnb" || FEW.test(name)),
    ),
    size: { files: 6, large: 300_000 },
    commit: repo.branches.get(repo.defaultBranch),
    flags: [],
    signal: new AbortController().signal,
    program: inProcess,
    tell: () => undefined,
  };
  return { sandbox, repo, at };
}

const broken = ({ outcomes }: Played): string[] =>
  outcomes.filter(({ result }) => result === "broken").map(({ name, words = "" }) => `${name}: ${words}`);

/** Everything that a repository holds, to the byte. */
const bytes = (repo: Repository): string =>
  JSON.stringify([[...repo.tags], repo.releases], (key, value: unknown) =>
    key === "downloads" || key === "downloadCount" ? undefined : value,
  );

describe("npm run live", () => {
  it.each(Object.keys(SERVERS))("holds on the sandbox of %s, and leaves what was there to the byte", async (forge) => {
    const { sandbox, repo, at } = await staged(forge);
    repo.tag("v0.9.0");
    repo.release({
      tag: "v0.9.0",
      title: "Ours",
      notes: "Do not touch",
      assets: [{ name: "tool.zip", content: "zip" }],
    });
    const before = bytes(repo);
    const played = await play(at);
    expect(broken(played)).toEqual([]);
    expect(played.outcomes.filter(({ result }) => result === "held").length).toBeGreaterThan(at.promises.length - 4);
    // Where the forge has no route to remove what was made, it is told, and what was there is still the same.
    if (played.left.length === 0) expect(bytes(repo)).toBe(before);
    else {
      const [release] = repo.releases.filter(({ tagName }) => tagName === "v0.9.0");
      expect(release).toMatchObject({ assets: [{ name: "tool.zip" }] });
      for (const what of played.left) expect(what).toMatch(/^(release|tag) live-/);
    }
    expect(sandbox.violations).toEqual([]);
  });

  it("shows the latest mark where nobody else's release would lose it", async () => {
    const { at } = await staged("github");
    const played = await play({ ...at, promises: PROMISES.filter(({ name }) => name.includes("latest")) });
    expect(played.outcomes.map(({ result }) => result)).toEqual(["held", "held"]);
  });

  it("kills the bundle in the middle of its uploads, and the next run finishes", async () => {
    const { at } = await staged("gitea");
    const promises = PROMISES.filter(({ name }) => name.includes(KILLED));
    const played = await play({ ...at, promises, program: runBundle });
    expect([promises.length, broken(played)]).toEqual([1, []]);
  });
});

describe("npm run live --targets", () => {
  it("publishes to all of them in one run, and clears up", async () => {
    const stands = await Promise.all(["github", "gitea", "gitlab"].map((forge) => staged(forge)));
    const env = Object.fromEntries(stands.map(({ at }) => [`TOKEN_OF_${at.forge.toUpperCase()}`, at.place.token]));
    const all = stands.map(({ at }) => ({
      ...settingsOf(
        readWords([
          ...["--forge", at.forge, "--server-url", at.place.serverUrl, "--api-url", at.place.apiUrl],
          ...["--repository", at.place.repository, "--token-env", `TOKEN_OF_${at.forge.toUpperCase()}`],
        ]),
        { env, sleep },
      ),
      commit: at.commit,
    }));
    const { signal } = new AbortController();
    const told = await playTogether(all, { program: inProcess, signal, env });
    expect(told).toEqual({ broken: [], left: [] });
    for (const { repo } of stands) expect([repo.releases, [...repo.tags]]).toEqual([[], []]);
    const idle: Program = () => Promise.resolve({ code: 0, log: "", outputs: {} });
    const { broken: found } = await playTogether(all, { program: idle, signal, env });
    expect(found).toEqual(stands.map(({ sandbox }) => `${sandbox.title}: there is no release`));
  });
});

describe("a promise that does not hold", () => {
  /** A program that says that all is well. */
  const idle: Program = () => Promise.resolve({ code: 0, log: "published", outputs: { created: true } });

  it("is found out: a program that does nothing breaks every promise of something", async () => {
    const { at } = await staged("gitea");
    const { outcomes } = await play({ ...at, program: idle });
    const held = outcomes.filter(({ result }) => result === "held").map(({ name }) => name);
    expect(held).toEqual(["the repository is as it was"]);
  }, 300_000);

  it("is found out: a server that spoils a file", async () => {
    const { at } = await staged("gitea");
    const server = { ...at.server, read: () => Promise.resolve(new Uint8Array(3)) };
    const promises = PROMISES.slice(0, 1);
    expect(broken(await play({ ...at, server, promises }))).toEqual([
      expect.stringMatching(/: a\.txt has other content; b\.bin has other content$/),
    ]);
  });

  it("is found out: a run that touches a release of somebody else", async () => {
    const { repo, at } = await staged("gitea");
    repo.tag("v0.9.0");
    repo.release({ tag: "v0.9.0", title: "Ours", assets: [] });
    const meddling: Program = async (run) => {
      const [release] = repo.releases.filter(({ tagName }) => tagName === "v0.9.0");
      if (release) release.body = "changed";
      return inProcess(run);
    };
    const played = await play({ ...at, promises: PROMISES.slice(0, 1), program: meddling });
    expect(broken(played)).toEqual(["the repository is as it was: release v0.9.0 is another"]);
  });
});
