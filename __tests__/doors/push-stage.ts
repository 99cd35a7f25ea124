import { afterEach } from "vitest";
import { execFile } from "node:child_process";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Stand } from "../../sandbox";
import type { GitSide } from "../../sandbox/kernel/git-http";
import { type Several, several } from "./several-stage";

export const run = promisify(execFile);
export async function git(at: string, ...words: string[]): Promise<string> {
  const own = ["-c", "user.name=o", "-c", "user.email=o@example.com", "-c", "init.defaultBranch=main"];
  return (await run("git", [...own, ...words], { cwd: at })).stdout.trim();
}

const folders: string[] = [];
afterEach(async () => {
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
});
export async function temporary(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "push-"));
  folders.push(folder);
  return folder;
}

/** Commits of a checkout, one after the other, and the tag `v1.0.0` with a message on the last one. */
export async function history(at: string): Promise<string[]> {
  const { folder, commits } = await (MADE.get("history") ?? madeOnce());
  await cp(folder, at, { recursive: true });
  return [...commits];
}

interface Checkout {
  readonly folder: string;
  readonly commits: readonly string[];
}

/** Made by git once for all tests of a suite, which copy it: a process takes its time where so many are started. */
const MADE = new Map<"history", Promise<Checkout>>();

function madeOnce(): Promise<Checkout> {
  const made = (async () => {
    const folder = await mkdtemp(join(tmpdir(), "history-"));
    await git(folder, "init", "--quiet", "--template=");
    await git(folder, "remote", "add", "origin", "https://github.com/me/app.git");
    const commits: string[] = [];
    for (const name of ["one", "two", "three"]) {
      await git(folder, "commit", "--quiet", "--allow-empty", "-m", name);
      commits.push(await git(folder, "rev-parse", "HEAD"));
    }
    await git(folder, "tag", "-a", "v1.0.0", "-m", "Version one");
    return { folder, commits };
  })();
  MADE.set("history", made);
  return made;
}

export interface At extends Several {
  readonly mirror: Stand;
  readonly side: GitSide;
  readonly commits: readonly string[];
  push(
    inputs?: Readonly<Record<string, string>>,
    more?: Readonly<Record<string, string | undefined>>,
  ): ReturnType<Several["act"]>;
}

/** A mirror without the tag, which holds the first commit. */
export async function mirrored(forge: string, inputs: Readonly<Record<string, string>> = {}): Promise<At> {
  const at = await several([forge]);
  const commits = await history(at.workspace.folder);
  const mirror = at.mirrors[forge];
  if (mirror === undefined) throw new Error("no mirror");
  const repo = mirror.repository("me/mirror", {});
  const side = await mirror.git(repo);
  await side.take(at.workspace.folder, `${commits[0] ?? ""}:refs/heads/main`);
  return {
    ...at,
    ...{ mirror: { ...mirror, repo }, side, commits },
    push: (more = {}, env = {}) =>
      at.act(
        [at.line(forge).replace("/me/app ", "/me/mirror ")],
        { push_tag: "true", retries: "0", ...inputs, ...more },
        env,
      ),
  };
}

export const received = ({ mirror }: At): number =>
  mirror.requests.filter(({ method, path }) => method === "POST" && path.endsWith("/git-receive-pack")).length;

/** The mirror becomes the repository of somebody else: of another history, or with nothing in it. */
export async function elsewhere({ side }: At, filled: boolean): Promise<void> {
  const other = await temporary();
  await history(other);
  await git(side.folder, "update-ref", "-d", "refs/heads/main");
  await git(other, "checkout", "--quiet", "--orphan", "apart");
  await git(other, "commit", "--quiet", "--allow-empty", "-m", "apart");
  if (filled) await side.take(other, "apart:refs/heads/main");
}

/** How many objects git has there, whether a ref leads to them or not. */
export const objectsOf = ({ side }: At): Promise<string> => git(side.folder, "count-objects", "-v");
