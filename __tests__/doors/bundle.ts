import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile, mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { parseHeredoc } from "../../sandbox/kernel/heredoc";
import type { LeapingClock } from "./clock";
import { type Ended, runInProcess } from "./in-process";

/** The built bundle, as every user runs it. */
export const BUNDLE = resolve("dist/index.js");

/** What a run left behind. */
export interface Ran extends Ended {
  /** What was written to GITHUB_OUTPUT. */
  readonly outputs: Readonly<Record<string, string>>;
  /** What was written to GITHUB_STEP_SUMMARY. */
  readonly summary: string;
}

/** A folder of real files that a run works in; `close` takes it away. */
export interface Workspace {
  readonly folder: string;
  write(path: string, content: string | Uint8Array): Promise<void>;
  /** The program as the action: inputs by name, in the environment that a runner gives. */
  action(runner: Env, inputs: Readonly<Record<string, string>>, options?: Options): Promise<Ran>;
  /** The program as the command, in a shell without any CI unless `env` says so. */
  command(words: readonly string[], env?: Env, options?: Options): Promise<Ran>;
  close(): Promise<void>;
}

export type Env = Readonly<Record<string, string | undefined>>;

export interface Options {
  /** Current folder; the workspace by default. */
  readonly cwd?: string;
  /** The bundle as a process of its own, and what only a process can show; the program in this process without it. */
  readonly process?: AsProcess;
  /** What a run in this process takes its time from, where several stages are played at once. */
  readonly clock?: LeapingClock;
}

export interface AsProcess {
  /** What this process does not have: signals, another user, memory of its own, … */
  readonly why: string;
  /** Somebody else to run as, where the tests may choose. */
  readonly uid?: number;
  readonly gid?: number;
  /** A program that runs the bundle, with its words: one that watches it. */
  readonly under?: readonly string[];
  /** Called right after the start, to send it a signal; with what it has said until then. */
  readonly started?: (kill: (signal: "SIGINT" | "SIGTERM") => void, said: () => string) => void;
  /** Called with the number of the process right after it started. */
  readonly startedAs?: (pid: number) => void;
}

/** Keeps waits short in tests; what a test gives itself wins. */
const QUICK = { INPUT_RETRY_DELAY: "0.01" };

/** Tests read lines; that they have colours where they should is a test of its own. */
const PLAIN = { NO_COLOR: "1" };

/** @param usual options of every run that has none of its own */
export async function createWorkspace(
  files: Readonly<Record<string, string | Uint8Array>> = {},
  usual: Options = {},
): Promise<Workspace> {
  const root = await mkdtemp(join(tmpdir(), "forge-release-"));
  const folder = join(root, "workspace");
  await mkdir(folder);
  async function write(path: string, content: string | Uint8Array): Promise<void> {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  for (const [path, content] of Object.entries(files)) await write(path, content);

  let runs = 0;
  async function run(words: readonly string[], env: Env, more: Options): Promise<Ran> {
    const options = { ...usual, ...more };
    runs += 1;
    const output = join(root, `output-${runs}`);
    const summary = join(root, `summary-${runs}`);
    await writeFile(output, "");
    await writeFile(summary, "");
    const files =
      env.GITHUB_ACTIONS === "true"
        ? { GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary, GITHUB_WORKSPACE: folder }
        : {};
    const given = { PATH: process.env.PATH, HOME: root, ...PLAIN, ...files, ...env };
    const at = { words, env: given, folder: options.cwd ?? folder, clock: options.clock };
    const ended = await (options.process === undefined ? runInProcess(at) : runBundle(at, options.process));
    const written = await readFile(output, "utf8");
    const ran = { ...ended, outputs: parseHeredoc(written), summary: await readFile(summary, "utf8") };
    refuseLeaks(given, `${ran.log}\n${written}\n${ran.summary}`);
    return ran;
  }

  return {
    folder,
    write,
    action: (runner, inputs, options = {}) => run([], { ...runner, ...QUICK, ...asInputs(inputs) }, options),
    command: (words, env = {}, options = {}) => run(words, { ...QUICK, ...env }, options),
    close: () => rm(root, { recursive: true, force: true }),
  };
}

/** `tag_name` → `INPUT_TAG_NAME`, as runners do it: upper case, spaces to underscores. */
export function asInputs(inputs: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [`INPUT_${name.replaceAll(" ", "_").toUpperCase()}`, value]),
  );
}

/** No transcript of any test may show a token; only the runner is told it, to mask it. */
function refuseLeaks(env: Env, transcript: string): void {
  const told = transcript.replace(/^::add-mask::.*$/gm, "");
  for (const [name, value = ""] of Object.entries(env)) {
    const secret = value.trim();
    if (name.endsWith("TOKEN") && secret.length > 8 && told.includes(secret))
      throw new Error(`${name} is shown in the transcript:\n${told}`);
  }
}

interface Start {
  readonly words: readonly string[];
  readonly env: Env;
  readonly folder: string;
}

function runBundle({ words, env, folder }: Start, options: AsProcess): Promise<Ended> {
  return new Promise((done, fail) => {
    const [program = "", ...rest] = [...(options.under ?? []), process.execPath, BUNDLE, ...words];
    const child = spawn(program, rest, {
      env,
      cwd: folder,
      ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.gid ?? options.uid }),
      stdio: ["ignore", "pipe", "pipe"],
    });
    let [stdout, stderr, log] = ["", "", ""];
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
      log += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
      log += text;
    });
    child.on("error", fail);
    child.on("close", (code, signal) => {
      done({ code, signal, stdout, stderr, log });
    });
    options.started?.(
      (signal) => child.kill(signal),
      () => log,
    );
    if (child.pid !== undefined) options.startedAs?.(child.pid);
  });
}
