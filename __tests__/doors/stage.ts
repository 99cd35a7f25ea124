import { afterEach } from "vitest";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { type GitHubOptions, type GitHubSandbox, type Repo, startGitHub } from "../../sandbox/github";
import { type Env, type Options, type Ran, type Workspace, createWorkspace } from "./bundle";

/** A forge, a repository with the pushed tag `v1.0.0`, and a folder to publish from. All end with the test. */
export interface Stage {
  readonly github: GitHubSandbox;
  readonly repo: Repo;
  readonly workspace: Workspace;
  /** What a runner sets that was started by the tag. */
  readonly runner: Readonly<Record<string, string>>;
  /** The program as the action, started by the tag, with the runner's own token. */
  act(inputs?: Readonly<Record<string, string>>, more?: Env, options?: Options): Promise<Ran>;
  /** The program as the command, in no CI, with the forge named by flags and the token by its variable. */
  type(words: readonly string[], env?: Env, options?: Options): Promise<Ran>;
}

const endings: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(endings.splice(0).map((end) => end()));
});

/** A folder that goes with the test. */
export async function folder(files: Readonly<Record<string, string | Uint8Array>> = {}): Promise<Workspace> {
  const workspace = await createWorkspace(files);
  endings.push(() => workspace.close());
  return workspace;
}

export async function stage(
  files: Readonly<Record<string, string | Uint8Array>> = { "a.txt": "alpha" },
  options: GitHubOptions = {},
): Promise<Stage> {
  const github = await startGitHub(options);
  endings.push(() => github.close());
  const repo = github.repository("octo/app");
  repo.tag("v1.0.0");
  const workspace = await folder(files);
  const runner = repo.environment({ tag: "v1.0.0" });
  const place = ["--forge", "github", "--server-url", github.serverUrl, "--api-url", github.apiUrl];
  return {
    github,
    repo,
    workspace,
    runner,
    act: (inputs = {}, more = {}, options = {}) =>
      workspace.action({ ...runner, ...more }, { job_token: github.token, ...inputs }, options),
    type: (words, env = {}, options = {}) =>
      workspace.command(
        [...place, "--repository", "octo/app", ...words],
        { GITHUB_TOKEN: github.token, ...env },
        options,
      ),
  };
}

const run = promisify(execFile);

/** Makes a folder a checkout with one commit and the remote `origin`; returns the commit. */
export async function checkout(at: string, origin: string): Promise<string> {
  const git = async (...words: string[]): Promise<string> =>
    (await run("git", ["-c", "user.name=o", "-c", "user.email=o@example.com", ...words], { cwd: at })).stdout.trim();
  await git("init", "--quiet");
  await git("commit", "--quiet", "--allow-empty", "-m", "one");
  await git("remote", "add", "origin", origin);
  return git("rev-parse", "HEAD");
}

/** The lines of a log that a runner takes for commands. */
export function commandsIn(log: string): string[] {
  return log.split(/\r\n|\r|\n/).filter((line) => /^\s*::|##\[/.test(line));
}

/** Authorization of every request that a server saw. */
export function credentialsOf(requests: readonly { headers: { authorization?: string | undefined } }[]): string[] {
  return [...new Set(requests.map(({ headers }) => headers.authorization ?? "none"))];
}

/** Does some work for each, three at a time: more than that gains nothing on two processors. Keeps the order. */
export async function several<A, B>(each: readonly A[], work: (one: A) => Promise<B>): Promise<B[]> {
  const results: B[] = [];
  const left = [...each.entries()];
  const worker = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) results[next[0]] = await work(next[1]);
  };
  await Promise.all([worker(), worker(), worker()]);
  return results;
}

/** An output that is a JSON object, or a file of JSON. */
export function objectIn(json: string | undefined): Record<string, unknown> {
  return JSON.parse(json ?? "") as Record<string, unknown>;
}

/** An output that is a JSON array. */
export function listIn(json: string | undefined): Record<string, unknown>[] {
  return JSON.parse(json ?? "") as Record<string, unknown>[];
}
