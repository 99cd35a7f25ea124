import { spawn } from "node:child_process";

/** What one process cost. */
export interface Cost {
  /** Start to exit, milliseconds. */
  readonly milliseconds: number;
  /** Peak resident memory, bytes, as `/usr/bin/time -v` tells it. */
  readonly peak: number;
}

/** Runs a command under GNU time. @throws when it fails. */
export async function cost(
  command: string,
  words: readonly string[],
  env: Readonly<Record<string, string | undefined>> = {},
): Promise<Cost> {
  const started = performance.now();
  const { code, stderr } = await run("/usr/bin/time", ["-v", command, ...words], env);
  const milliseconds = performance.now() - started;
  if (code !== 0) throw new Error(`${command} ended with ${code}:\n${stderr.slice(-2000)}`);
  const kilobytes = /Maximum resident set size \(kbytes\): (\d+)/.exec(stderr)?.[1];
  return { milliseconds, peak: Number(kilobytes) * 1024 };
}

function run(
  command: string,
  words: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<{ code: number | null; stderr: string }> {
  return new Promise((done, fail) => {
    const child = spawn(command, words, {
      env: { PATH: process.env.PATH, ...env },
      stdio: ["ignore", "ignore", "pipe"],
    });
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.on("error", fail);
    child.on("close", (code) => {
      done({ code, stderr });
    });
  });
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const [low = 0, high = 0] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.ceil((sorted.length - 1) / 2)]];
  return (low + high) / 2;
}
