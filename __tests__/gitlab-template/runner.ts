import { describe } from "vitest";
import { execFileSync, spawn } from "node:child_process";
import { resolve } from "node:path";

const RUNNER = resolve("node_modules/gitlab-ci-local/dist/index.js");
const SET_UNION = resolve("__tests__/gitlab-template/set-union.mjs");

export type Variables = Readonly<Record<string, string>>;

export interface Ran {
  readonly code: number | null;
  readonly log: string;
}

/** gitlab-ci-local runs jobs in bash, with rsync. */
export const describeOnUnix = process.platform === "win32" ? describe.skip : describe;

/** gitlab-ci-local runs jobs with them; a test that is silently left out would prove nothing. */
export function requireTools(): void {
  const missing = ["bash", "git", "rsync"].filter((tool) => {
    try {
      execFileSync(tool, ["--version"], { stdio: "ignore" });
      return false;
    } catch {
      return true;
    }
  });
  if (missing.length > 0)
    throw new Error(
      `The jobs of the template are run by gitlab-ci-local, which needs ${missing.join(" and ")}: install it (.ci/run does).`,
    );
}

/** Runs a pipeline with gitlab-ci-local: real jobs in real shells, in this checkout. */
export function runPipeline(
  words: readonly string[],
  { variables, ...at }: { readonly cwd: string; readonly env: Variables; readonly variables: Variables },
): Promise<Ran> {
  return new Promise((done, fail) => {
    const all = ["--import", SET_UNION, RUNNER, ...words, ...asWords(variables)];
    const child = spawn(process.execPath, all, { ...at, stdio: ["ignore", "pipe", "pipe"] });
    let log = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        log += text;
      });
    }
    child.on("error", fail);
    child.on("close", (code) => {
      done({ code, log });
    });
  });
}

function asWords(variables: Variables): string[] {
  // It names its own jobs.
  const ofServer = Object.entries(variables).filter(([name]) => !/^CI_JOB_(NAME|STAGE|ID|URL)$/.test(name));
  return [
    "--force-shell-executor",
    ...ofServer.flatMap(([name, value]) => ["--variable", `${name}=${value}`]),
    ...["--ignore-predefined-vars", Object.keys(variables).join(",")],
    // It takes every checkout for one of a branch, too.
    ...("CI_COMMIT_BRANCH" in variables ? [] : ["--unset-variable", "CI_COMMIT_BRANCH"]),
  ];
}
