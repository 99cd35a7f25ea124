import { afterEach } from "vitest";
import { execFile } from "node:child_process";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { type GitLabSandbox, type Repo, startGitLab } from "../../sandbox/gitlab";
import { type Ran, type Variables, runPipeline } from "./runner";

export const BUNDLE = resolve("dist/index.js");

/** A GitLab, a project with the pushed tag `v1.0.0`, and a checkout of it whose pipelines run here. */
export interface Stage {
  readonly gitlab: GitLabSandbox;
  readonly project: Repo;
  readonly folder: string;
  /** Runs a pipeline of the tag, or of the branch `main`. */
  pipeline(of: "tag" | "branch", words?: readonly string[], variables?: Variables): Promise<Ran>;
  /** The same, for one that has to pass. @returns its log */
  green(...of: Parameters<Stage["pipeline"]>): Promise<string>;
  read(path: string): Promise<string>;
}

const endings: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(endings.splice(0).map((end) => end()));
});

export async function stage(files: Readonly<Record<string, string>>, version = "17.7"): Promise<Stage> {
  const gitlab = await startGitLab({ version });
  const root = await mkdtemp(join(tmpdir(), "forge-release-template-"));
  endings.push(
    () => gitlab.close(),
    () => rm(root, { recursive: true, force: true }),
  );
  const project = gitlab.repository("group/sub/app");
  const folder = join(root, "checkout");
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  await layNpx(join(root, "bin"));
  push(project, await commit(folder, `${gitlab.serverUrl}/group/sub/app.git`));
  const pipeline: Stage["pipeline"] = (of, words = [], more = {}) => {
    const place = of === "tag" ? { tag: "v1.0.0" } : { branch: "main" };
    const path = [join(root, "bin"), dirname(process.execPath), process.env.PATH].join(delimiter);
    const variables = { ...project.environment(place), ...more };
    return runPipeline(words, { cwd: folder, env: { PATH: path, HOME: root }, variables });
  };
  return {
    gitlab,
    project,
    folder,
    pipeline,
    async green(...of) {
      const { code, log } = await pipeline(...of);
      if (code !== 0) throw new Error(`the pipeline failed:\n${log}`);
      return log;
    },
    read: (path) => readFile(join(folder, path), "utf8"),
  };
}

/** `npx` fetches from a registry what this repository has built: the test puts the one in the place of the other. */
async function layNpx(bin: string): Promise<void> {
  await mkdir(bin);
  const script = `#!/bin/sh
echo "npx $1 $2"
shift 2
exec node ${JSON.stringify(BUNDLE)} "$@"
`;
  await writeFile(join(bin, "npx"), script);
  await chmod(join(bin, "npx"), 0o755);
}

/** @returns the commit */
async function commit(folder: string, origin: string): Promise<string> {
  const identity = ["-c", "user.name=o", "-c", "user.email=o@example.com"];
  const git = async (...words: string[]) =>
    (await promisify(execFile)("git", [...identity, ...words], { cwd: folder })).stdout.trim();
  await git("init", "--quiet", "--initial-branch=main");
  await git("remote", "add", "origin", origin);
  await git("add", "--all");
  await git("commit", "--quiet", "-m", "one");
  await git("tag", "v1.0.0");
  return git("rev-parse", "HEAD");
}

/** The server has what the checkout has. */
function push(project: Repo, sha: string): void {
  project.commits.set(sha, { sha, message: "one", date: new Date().toISOString(), parent: project.head() });
  project.branches.set("main", sha);
  project.tag("v1.0.0", { commit: sha });
}
