import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Answer, Exchange } from "./exchange";
import { type RepositoryState, type Token, isMember } from "./state";

/** Real git behind a repository: what is pushed there over http lands in it, as on a real server. */
export interface GitSide {
  /** The bare repository. */
  readonly folder: string;
  /** Somebody pushes from a folder: `main`, `v1:refs/tags/v1`, `+x:refs/heads/y`. */
  take(from: string, ...refs: readonly string[]): Promise<void>;
  /** Name of a ref → what it holds. */
  refs(): Promise<Readonly<Record<string, string>>>;
  answer(exchange: Exchange): Promise<Answer>;
  close(): Promise<void>;
}

/** What the server lets through. */
export interface GitRules {
  tokenOf(password: string): Token | undefined;
  /** Which user goes with a token. */
  readonly user: RegExp;
  mayPush(token: Token): boolean;
  /** A tag has come to be by a push. */
  tagged(
    name: string,
    at: { readonly commit: string; readonly annotated: string | undefined; readonly sha: string },
  ): void;
}

const run = promisify(execFile);
const QUIET = { ...process.env, GIT_CONFIG_NOSYSTEM: "1", GIT_CONFIG_GLOBAL: "/dev/null" };

/** `/owner/name.git/info/refs` → `owner/name` */
export function gitPath(path: string): string | undefined {
  const [, repository] = /^\/(.+?)(?:\.git)?\/(?:info\/refs|git-(?:upload|receive)-pack)$/.exec(path) ?? [];
  return repository === undefined ? undefined : decodeURIComponent(repository).toLowerCase();
}

export async function createGitSide(repo: RepositoryState, rules: GitRules): Promise<GitSide> {
  const folder = await mkdtemp(join(tmpdir(), "sandbox-git-"));
  const git = async (...words: string[]): Promise<string> =>
    (await run("git", words, { cwd: folder, env: QUIET, maxBuffer: 64 * 1024 ** 2 })).stdout;
  await git("init", "--quiet", "--bare", `--initial-branch=${repo.defaultBranch}`);
  await git("config", "http.receivepack", "true");

  async function refs(): Promise<Record<string, string>> {
    const lines = (await git("for-each-ref", "--format=%(objectname) %(refname)")).split("\n").filter(Boolean);
    return Object.fromEntries(
      lines.map((line) => [line.slice(line.indexOf(" ") + 1), line.slice(0, line.indexOf(" "))]),
    );
  }

  /** What the API knows follows what was pushed. */
  async function follow(): Promise<void> {
    const now = await refs();
    const log = Object.keys(now).length === 0 ? "" : await git("log", "--all", "--format=%H%x09%P%x09%ct%x09%s");
    for (const line of log.split("\n").filter(Boolean)) {
      const [sha = "", parents = "", time = "", message = ""] = line.split("\t");
      const [parent] = parents.split(" ").filter(Boolean);
      repo.commits.set(sha, { sha, message, date: repo.stamp(Number(time) * 1000), parent });
    }
    for (const [name, sha] of Object.entries(now)) {
      const branch = /^refs\/heads\/(.+)$/.exec(name)?.[1];
      const tag = /^refs\/tags\/(.+)$/.exec(name)?.[1];
      if (branch !== undefined) repo.branches.set(branch, sha);
      if (tag === undefined || repo.tags.get(tag)?.sha === sha) continue;
      const commit = (await git("rev-parse", `${sha}^{commit}`)).trim();
      const annotated = sha === commit ? undefined : (await git("for-each-ref", "--format=%(contents)", name)).trim();
      rules.tagged(tag, { commit, annotated, sha });
    }
  }

  /** What was done by the API is there for git, as far as it is about real commits. */
  async function lead(): Promise<void> {
    const now = await refs();
    for (const name of Object.keys(now)) {
      const tag = /^refs\/tags\/(.+)$/.exec(name)?.[1];
      if (tag !== undefined && !repo.tags.has(tag)) await git("update-ref", "-d", name);
    }
    for (const [name, { sha }] of repo.tags)
      if (now[`refs/tags/${name}`] !== sha) await git("update-ref", `refs/tags/${name}`, sha).catch(() => undefined);
  }

  return {
    folder,
    refs,
    async take(from, ...names) {
      await run("git", ["push", "--quiet", folder, ...names], { cwd: from, env: QUIET });
      await follow();
    },
    async answer(exchange) {
      const refused = refusal(repo, rules, exchange);
      if (refused !== undefined) return refused;
      await lead();
      const before = await refs();
      const answer = await backend(folder, exchange);
      await follow();
      const after = await refs();
      for (const name of Object.keys(before)) if (!(name in after)) repo.tags.delete(name.replace("refs/tags/", ""));
      return answer;
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

function refusal(repo: RepositoryState, rules: GitRules, { path, query, headers }: Exchange): Answer | undefined {
  const pushes = path.endsWith("/git-receive-pack") || query.get("service") === "git-receive-pack";
  const [, login = ""] = /^basic (.+)$/i.exec(headers.authorization ?? "") ?? [];
  const [user = "", password = ""] = Buffer.from(login, "base64").toString().split(/:(.*)/s);
  const token = rules.user.test(user) ? rules.tokenOf(password) : undefined;
  const known = token?.state === "valid" && isMember(token, repo);
  if (login === "" ? !repo.private && !pushes : known && (!pushes || rules.mayPush(token))) return undefined;
  if (known) return { status: 403, body: "remote: Permission denied" };
  return { status: 401, headers: { "www-authenticate": 'Basic realm="git"' }, body: "Unauthorized" };
}

/** https://git-scm.com/docs/git-http-backend, as CGI. */
async function backend(folder: string, exchange: Exchange): Promise<Answer> {
  const { method, path, query, headers, body } = exchange;
  const chunks: Buffer[] = [];
  for await (const chunk of body.chunks()) chunks.push(Buffer.from(chunk));
  const input = Buffer.concat(chunks);
  const service = /\/(info\/refs|git-(?:upload|receive)-pack)$/.exec(path)?.[1] ?? "";
  const child = spawn("git", ["http-backend"], {
    env: {
      ...QUIET,
      GIT_PROJECT_ROOT: folder,
      GIT_HTTP_EXPORT_ALL: "1",
      REMOTE_USER: "somebody",
      REQUEST_METHOD: method,
      PATH_INFO: `/${service}`,
      QUERY_STRING: query.toString(),
      CONTENT_TYPE: headers["content-type"] ?? "",
      CONTENT_LENGTH: String(input.length),
      HTTP_CONTENT_ENCODING: headers["content-encoding"] ?? "",
      GIT_PROTOCOL: String(headers["git-protocol"] ?? ""),
    },
  });
  child.stdin.on("error", () => undefined).end(input);
  const out: Buffer[] = [];
  for await (const chunk of child.stdout) out.push(chunk as Buffer);
  const whole = Buffer.concat(out);
  const end = whole.indexOf("\r\n\r\n");
  const told = Object.fromEntries(
    whole
      .toString("latin1", 0, Math.max(0, end))
      .split("\r\n")
      .map((line) => [line.slice(0, line.indexOf(":")).toLowerCase(), line.slice(line.indexOf(":") + 1).trim()]),
  );
  const { status = "200", ...rest } = told;
  return { status: Number.parseInt(status, 10), headers: rest, body: whole.subarray(end + 4) };
}
