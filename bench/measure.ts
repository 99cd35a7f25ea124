import { spawn } from "node:child_process";

/** What one process cost. */
export interface Cost {
  /** Start to exit, milliseconds. */
  readonly milliseconds: number;
  /** Seconds of processor time, of the system's as well. */
  readonly cpu: number;
  /** Peak resident memory, bytes, as `/usr/bin/time -v` tells it. */
  readonly peak: number;
  /** When it was started, milliseconds since the epoch. */
  readonly started: number;
  readonly stdout: string;
}

/** A process to start. */
export interface Command {
  readonly command: string;
  readonly words: readonly string[];
  /** Beside PATH. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  readonly folder?: string | undefined;
}

/** Runs a command under GNU time. @throws when it fails. */
export async function cost({ command, words, env, folder }: Command): Promise<Cost> {
  const started = Date.now();
  const from = performance.now();
  const { code, stdout, stderr } = await run({
    command: "/usr/bin/time",
    words: ["-v", command, ...words],
    env,
    folder,
  });
  const milliseconds = performance.now() - from;
  if (code !== 0) throw new Error(`${command} ended with ${code}:\n${stdout.slice(-2000)}\n${stderr.slice(-3000)}`);
  const told = (name: string): number => Number(new RegExp(`${name}: ([\\d.]+)`).exec(stderr)?.[1]);
  return {
    milliseconds,
    cpu: told("User time \\(seconds\\)") + told("System time \\(seconds\\)"),
    peak: told("Maximum resident set size \\(kbytes\\)") * 1024,
    started,
    stdout,
  };
}

/** Runs a command to its end. */
export function run({
  command,
  words,
  env = {},
  folder,
}: Command): Promise<{ code: number | null; stdout: string; stderr: string }> {
  return new Promise((done, fail) => {
    const child = spawn(command, words, {
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      ...(folder === undefined ? {} : { cwd: folder }),
    });
    let [stdout, stderr] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.on("error", fail);
    child.on("close", (code) => {
      done({ code, stdout, stderr });
    });
  });
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const [low = 0, high = 0] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.ceil((sorted.length - 1) / 2)]];
  return (low + high) / 2;
}
