import { execFile, spawn } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Answer, Exchange } from "./exchange";
import { type RepositoryState, type Tag, type Token, isMember } from "./state";

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

/** A repository, which learns of the tags that are pushed to it. */
type Behind = RepositoryState & {
  tag(name: string, at: { readonly commit: string; readonly annotated: string | undefined; readonly sha: string }): Tag;
};

/** Who is let in, and by which token only to read. */
interface Entry {
  readonly tokens: ReadonlyMap<string, Token>;
  readonly reads: string;
}

const run = promisify(execFile);
const QUIET = { ...process.env, GIT_CONFIG_NOSYSTEM: "1", GIT_CONFIG_GLOBAL: "/dev/null" };

/** `/owner/name.git/info/refs` → `owner/name` */
export function gitPath(path: string): string | undefined {
  const [, repository] = /^\/(.+?)(?:\.git)?\/(?:info\/refs|git-(?:upload|receive)-pack)$/.exec(path) ?? [];
  return repository === undefined ? undefined : decodeURIComponent(repository).toLowerCase();
}

/** What a ref holds, and the commit and the message behind it. */
interface Ref {
  readonly name: string;
  readonly sha: string;
  readonly commit: string;
  readonly annotated: string | undefined;
}

/** Parts of a ref's line, which git ends with the same sign. */
const PARTS = ["objectname", "refname", "objecttype", "*objectname", "*objecttype", "contents"] as const;

/** A start of git takes its time from a large process: it is asked once for all that it knows, and not for what cannot have changed. */
export async function createGitSide(repo: Behind, entry: Entry): Promise<GitSide> {
  const folder = await bareRepository(repo.defaultBranch);
  const git = async (...words: string[]): Promise<string> =>
    (await run("git", words, { cwd: folder, env: QUIET, maxBuffer: 64 * 1024 ** 2 })).stdout;
  /** Commits that git has told of. */
  const told = new Set<string>();

  async function read(): Promise<Ref[]> {
    const said = await git("for-each-ref", `--format=${PARTS.map((part) => `%(${part})%00`).join("")}`);
    const refs = said.split("\0\n").filter(Boolean);
    return Promise.all(
      refs.map(async (ref) => {
        const [sha = "", name = "", kind, behind = "", kindBehind, contents = ""] = ref.split("\0");
        if (kind === "commit") return { name, sha, commit: sha, annotated: undefined };
        const commit = kindBehind === "commit" ? behind : (await git("rev-parse", `${sha}^{commit}`)).trim();
        return { name, sha, commit, annotated: contents.trim() };
      }),
    );
  }

  /** What the API knows follows what was pushed. */
  async function follow(): Promise<readonly Ref[]> {
    const now = await read();
    const isKnown = now.every(({ commit }) => told.has(commit));
    const log = isKnown ? "" : await git("log", "--all", "--format=%H%x09%P%x09%ct%x09%s");
    for (const line of log.split("\n").filter(Boolean)) {
      const [sha = "", parents = "", time = "", message = ""] = line.split("\t");
      const [parent] = parents.split(" ").filter(Boolean);
      repo.commits.set(sha, { sha, message, date: repo.stamp(Number(time) * 1000), parent });
      told.add(sha);
    }
    for (const { name, ...at } of now) {
      const branch = /^refs\/heads\/(.+)$/.exec(name)?.[1];
      const tag = /^refs\/tags\/(.+)$/.exec(name)?.[1];
      if (branch !== undefined) repo.branches.set(branch, at.sha);
      if (tag !== undefined && repo.tags.get(tag)?.sha !== at.sha) repo.tag(tag, at);
    }
    return now;
  }

  /** What was done by the API is there for git, as far as it is about real commits. */
  async function lead(): Promise<readonly Ref[]> {
    const now = await read();
    const gone = now.filter(
      ({ name }) => name.startsWith("refs/tags/") && !repo.tags.has(name.slice("refs/tags/".length)),
    );
    for (const { name } of gone) await git("update-ref", "-d", name);
    const held = new Map(now.map(({ name, sha }) => [name.replace("refs/tags/", ""), sha]));
    const come = [...repo.tags].filter(([name, { sha }]) => held.get(name) !== sha);
    for (const [name, { sha }] of come) await git("update-ref", `refs/tags/${name}`, sha).catch(() => undefined);
    return gone.length + come.length > 0 ? read() : now;
  }

  return {
    folder,
    refs: async () => Object.fromEntries((await read()).map(({ name, sha }) => [name, sha])),
    async take(from, ...names) {
      await run("git", ["push", "--quiet", folder, ...names], { cwd: from, env: QUIET });
      await follow();
    },
    async answer(exchange) {
      const refused = refusal(repo, entry, exchange);
      if (refused !== undefined) return refused;
      const before = await lead();
      const answer = await backend(folder, exchange);
      if (!exchange.path.endsWith("/git-receive-pack")) return answer;
      const after = new Set((await follow()).map(({ name }) => name));
      for (const { name } of before) if (!after.has(name)) repo.tags.delete(name.replace("refs/tags/", ""));
      return answer;
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

/** An empty one, into which everybody may push who is let through. */
async function bareRepository(branch: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "sandbox-git-"));
  for (const name of ["objects", "refs"]) await mkdir(join(folder, name));
  await writeFile(join(folder, "HEAD"), `ref: refs/heads/${branch}\n`);
  const core = "[core]\n\trepositoryformatversion = 0\n\tbare = true\n";
  await writeFile(join(folder, "config"), `${core}[http]\n\treceivepack = true\n`);
  return folder;
}

function refusal(repo: Behind, { tokens, reads }: Entry, { path, query, headers }: Exchange): Answer | undefined {
  const pushes = path.endsWith("/git-receive-pack") || query.get("service") === "git-receive-pack";
  const [, login = ""] = /^basic (.+)$/i.exec(headers.authorization ?? "") ?? [];
  const [user = "", password = ""] = Buffer.from(login, "base64").toString().split(/:(.*)/s);
  const token = user === "" ? undefined : tokens.get(password);
  const known = token?.state === "valid" && isMember(token, repo);
  if (login === "" ? !repo.private && !pushes : known && (!pushes || token.value !== reads)) return undefined;
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
