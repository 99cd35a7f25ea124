import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type GitHubOptions, type GitHubSandbox, startGitHub } from "../../sandbox/github";

export const TAG = "v1.2.3";

/** A local GitHub with a repository, its checkout at a tag that was pushed, and three files to publish. */
export interface Stage {
  readonly github: GitHubSandbox;
  readonly folder: string;
  readonly bundle: readonly string[];
  /** Of a person at a terminal who has told where GitHub is. */
  readonly shell: Readonly<Record<string, string | undefined>>;
  /** Of a job that the tag started. */
  readonly job: Readonly<Record<string, string | undefined>>;
}

/** Sizes in KiB. */
const FILES: Readonly<Record<string, number>> = {
  "app-darwin-arm64.zip": 38,
  "app-linux-x64.tar.gz": 840.8,
  SHA256SUMS: 0.2,
};

const NOTES = "## What is new\n\n- Downloads can be resumed.\n- Half the memory.\n";

/** Sets the stage, and takes it away after the work. */
export async function onStage<T>(
  work: (at: Stage) => Promise<T>,
  options: GitHubOptions & { files?: typeof FILES } = {},
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "forge-release-pictures-"));
  const { files = FILES, ...github } = options;
  const server = await startGitHub({ shape: "ghes", ...github });
  try {
    const repo = server.repository("octo/app");
    const side = await server.git(repo);
    checkout(folder, `${server.serverUrl}/octo/app.git`);
    await side.take(folder, "HEAD:refs/heads/main", `${TAG}:refs/tags/${TAG}`);
    mkdirSync(join(folder, "dist"));
    writeFileSync(join(folder, "NOTES.md"), NOTES);
    for (const [name, kib] of Object.entries(files))
      writeFileSync(join(folder, "dist", name), Buffer.alloc(kib * 1024, name));
    const home = { PATH: process.env.PATH, HOME: folder, LANG: "C.UTF-8", INPUT_RETRY_DELAY: undefined };
    const host = new URL(server.serverUrl).host;
    return await work({
      ...{ github: server, folder, bundle: [process.execPath, resolve("dist/index.js")] },
      shell: { ...home, GH_HOST: host, GH_ENTERPRISE_TOKEN: server.token },
      job: { ...home, ...repo.environment({ tag: TAG }), INPUT_JOB_TOKEN: server.token, GITHUB_WORKSPACE: folder },
    });
  } finally {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function checkout(folder: string, origin: string): void {
  const date = "2026-01-02T03:04:05Z";
  const git = (...words: string[]): unknown =>
    execFileSync("git", ["-c", "user.name=octo", "-c", "user.email=octo@example.com", ...words], {
      cwd: folder,
      env: { PATH: process.env.PATH, HOME: folder, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date },
    });
  git("init", "--quiet", "--initial-branch=main");
  git("commit", "--quiet", "--allow-empty", "-m", "feat: resume downloads");
  git("tag", TAG);
  git("remote", "add", "origin", origin);
}

/** What a run in a pipeline wrote into its log, and the page of its summary. */
export async function runInPipeline(
  { bundle, folder }: Stage,
  at: { readonly words: readonly string[]; readonly env: Readonly<Record<string, string | undefined>> },
): Promise<{ readonly log: string; readonly summary: string }> {
  const summary = join(folder, ".summary.md");
  writeFileSync(summary, "");
  const [program = "", ...words] = [...bundle, ...at.words];
  const outputs = join(folder, ".outputs");
  writeFileSync(outputs, "");
  const env = { ...at.env, GITHUB_STEP_SUMMARY: summary, GITHUB_OUTPUT: outputs };
  const child = spawn(program, words, { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
  let log = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (log += text));
  await new Promise((done, fail) => child.on("error", fail).on("close", done));
  return { log, summary: readFileSync(summary, "utf8") };
}
