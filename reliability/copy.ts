import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BUNDLE } from "../__tests__/doors/bundle";
import { createClock } from "../__tests__/doors/clock";
import { runInProcess } from "../__tests__/doors/in-process";
import { SANDBOXES } from "../sandbox";
import type { Repository } from "../sandbox/kernel/repository";
import type { Sandbox } from "../sandbox/kernel/sandbox";
import { CancelledError } from "../src/errors";

export interface CopyTally {
  readonly releases: number;
  readonly files: number;
  /** Requests that changed something by a second run: none. */
  sentAgain: number;
  /** Peak of the process, MiB; 0 where it was not one of its own. */
  peak: number;
  /** Moments at which a copy was killed. */
  killed: number;
  readonly lost: string[];
}

export interface CopyPlay {
  /** Where everything is copied to, from GitHub. */
  readonly forge: string;
  readonly releases: number;
  /** Of each release. */
  readonly files: number;
  /** Bytes of one file beside them; none for 0. */
  readonly large: number;
  readonly kills: number;
  /** Without: in this process, on a clock that leaps, where a forge counts requests by the minute; stopped, not killed. */
  readonly process: boolean;
}

/** One half of a copy. */
interface Side {
  readonly sandbox: Sandbox;
  readonly repo: Repository;
}

/**
 * A project's whole history of releases from GitHub to another forge: once through, again, and into another repository
 * with a copy that is killed time and again.
 */
export async function playCopy(play: CopyPlay, tell: (line: string) => void): Promise<CopyTally> {
  const { forge, releases, files, large, kills } = play;
  const clock = createClock();
  const begin = async (name: string): Promise<Sandbox> => {
    const start = SANDBOXES[name];
    if (start === undefined) throw new Error(`There is no sandbox called ${name}.`);
    return start({ clock });
  };
  const [from, to] = [await begin("github"), await begin(forge)];
  const folder = await mkdtemp(join(tmpdir(), "forge-release-copy-"));
  const count = releases * files + (large > 0 ? 1 : 0);
  const tally: CopyTally = { releases, files: count, sentAgain: 0, peak: 0, killed: 0, lost: [] };
  const lose = (what: string): void => {
    tally.lost.push(`${forge}: ${what}`);
    tell(`copy to ${forge}: ${what}`);
  };
  try {
    const source = { sandbox: from, repo: from.repository(undefined, {}) };
    seed(source.repo, play);
    const copies = copier({ source, folder, play, clock });
    const whole = mirrored(to, source.repo);
    const unlisted = forge === "sourcehut" ? unlistedIn(whole.repo) : new Set<string>();
    // Releases that cannot be copied are told, and the others are there.
    const ends = unlisted.size > 0 ? 1 : 0;
    const first = await copies(whole);
    tally.peak = first.peak;
    for (const tag of unlisted) if (!first.log.includes(`refs/tags/${tag}, but`)) lose(`${tag} is not told as failed`);
    if (first.code !== ends) lose(`it failed: ${first.log.slice(-2000)}`);
    for (const wrong of wrongWith(source.repo, whole.repo, unlisted)) lose(wrong);
    const writes = whole.repo.writes().length;
    const second = await copies(whole);
    tally.sentAgain = whole.repo.writes().length - writes;
    if (second.code !== ends) lose(`the second run failed: ${second.log.slice(-2000)}`);
    if (tally.sentAgain > 0) lose(`the second run sent ${tally.sentAgain} requests`);
    // Later on servers complain of requests that broke off.
    for (const violation of [...from.violations, ...to.violations]) lose(violation);
    const broken = mirrored(to, source.repo);
    for (let kill = 0; kill < kills; kill++) {
      // Each goes on where the one before was killed, and dies at another of its requests.
      const ended = await copies(broken, Math.max(1, Math.floor((writes / (kills + 1)) * (0.9 + 0.1 * (kill % 3)))));
      if (ended.code !== ends) tally.killed += 1;
    }
    const last = await copies(broken);
    if (last.code !== ends) lose(`the run after ${tally.killed} kills failed: ${last.log.slice(-2000)}`);
    for (const wrong of wrongWith(source.repo, broken.repo, unlisted)) lose(`after ${tally.killed} kills: ${wrong}`);
    return tally;
  } finally {
    await Promise.all([from.close(), to.close(), rm(folder, { recursive: true, force: true })]);
  }
}

const tagOf = (n: number): string => `v1.${n}.0`;

function seed(repo: Repository, { releases, files, large }: CopyPlay): void {
  for (let n = 0; n < releases; n++) {
    const tag = tagOf(n);
    repo.commit(tag);
    const small = Array.from({ length: files }, (_, at) => ({
      ...{ name: `file-${at}-${n}.bin`, content: `${tag} ${at} `.repeat(50) },
    }));
    // In the middle of the history, so that there is something before and behind it.
    const big = large > 0 && n === releases >> 1 ? [{ name: "large.bin", content: Buffer.alloc(large, "large ") }] : [];
    repo.release({ tag, title: `Version ${n}`, notes: `Notes of ${tag}`, assets: [...small, ...big] });
  }
}

/** A repository with the tags, as people push them before. */
function mirrored(sandbox: Sandbox, source: Repository): Side {
  const repo = sandbox.repository(undefined, {});
  for (const tag of source.tags.keys()) {
    repo.commit(tag);
    repo.tag(tag, { annotated: `Notes of ${tag}` });
  }
  return { sandbox, repo };
}

/** Tags that git.sr.ht leaves out of its list: behind each page of 25 references two are on none. */
function unlistedIn({ tags, defaultBranch }: Repository): ReadonlySet<string> {
  const branches = ["HEAD", `refs/heads/${defaultBranch}`];
  const names = [...branches, ...[...tags.keys()].map((tag) => `refs/tags/${tag}`).sort()];
  return new Set(names.filter((_, at) => at % 27 >= 25).map((name) => name.replace("refs/tags/", "")));
}

/** What is not as on GitHub; empty when all is there, and nothing twice. */
function wrongWith(source: Repository, copy: Repository, without: ReadonlySet<string>): string[] {
  const told = (repo: Repository): string[] =>
    repo
      .seen()
      .filter(({ tag }) => !without.has(tag))
      .flatMap(({ tag, draft, assets }) => [
        `${tag}${draft ? ", a draft" : ""}`,
        ...assets.map(({ name, sha256, complete }) => `${tag} ${name} ${sha256}${complete ? "" : ", unfinished"}`),
      ]);
  const [wanted, there] = [told(source), told(copy)];
  const [all, has] = [new Set(wanted), new Set(there)];
  return [
    ...wanted.filter((one) => !has.has(one)).map((one) => `missing: ${one}`),
    ...there.filter((one, at) => !all.has(one) || there.indexOf(one) !== at).map((one) => `too much: ${one}`),
  ].slice(0, 5);
}

interface Ended {
  readonly code: number | null;
  readonly log: string;
  readonly peak: number;
}

/** @returns a copy to a repository, which dies when so many more requests have changed something there */
function copier(at: {
  readonly source: Side;
  readonly folder: string;
  readonly play: CopyPlay;
  readonly clock: ReturnType<typeof createClock>;
}): (to: Side, dies?: number) => Promise<Ended> {
  const { source, folder, play, clock } = at;
  const sideOf = (which: "from" | "to", { sandbox, repo }: Side): string[] => [
    ...[`--${which}`, `${sandbox.serverUrl}/${repo.path}`, `--${which}-forge`, sandbox.forge],
    ...[`--${which}-api-url`, sandbox.apiUrl, `--${which}-token-env`, which.toUpperCase()],
  ];
  return async (to, dies) => {
    // Where no clock leaps, waits are moments.
    const quick = play.process ? ["--retry-delay", "0.01"] : [];
    const words = ["copy", "--all", ...sideOf("from", source), ...sideOf("to", to), ...quick];
    const env = { PATH: process.env.PATH, HOME: folder, FROM: source.sandbox.token, TO: to.sandbox.token };
    const until = dies === undefined ? undefined : to.repo.writes().length + dies;
    const strikes = (): boolean => until !== undefined && to.repo.writes().length >= until;
    if (play.process) return asProcess({ words, env, folder }, strikes);
    const stopping = new AbortController();
    const poll = setInterval(() => {
      if (strikes()) stopping.abort(new CancelledError("SIGTERM"));
    }, 1);
    const { code, log } = await runInProcess({ words, env, folder, clock, signal: stopping.signal });
    clearInterval(poll);
    return { code, log, peak: 0 };
  };
}

function asProcess(
  { words, env, folder }: Pick<Parameters<typeof runInProcess>[0], "words" | "env" | "folder">,
  strikes: () => boolean,
): Promise<Ended> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [BUNDLE, ...words], { env, cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
    let [log, peak] = ["", 0];
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => {
        log += text;
      });
    const poll = setInterval(() => {
      peak = Math.max(peak, peakOf(child.pid));
      if (strikes()) child.kill("SIGKILL");
    }, 20);
    child.on("error", fail).on("close", (code) => {
      clearInterval(poll);
      done({ code, log, peak });
    });
  });
}

/** Most memory that a process has had so far, MiB. */
function peakOf(pid: number | undefined): number {
  try {
    const [, kib = "0"] = /VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${pid ?? 0}/status`, "utf8")) ?? [];
    return Math.round(Number(kib) / 1024);
  } catch {
    // It has just ended.
    return 0;
  }
}
