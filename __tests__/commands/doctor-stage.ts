import { join } from "node:path";
import { appendFile } from "node:fs/promises";
import type { RecordedRequest } from "../../sandbox/kernel/exchange";
import type { Sandbox } from "../../sandbox/kernel/sandbox";
import { type Ended, runInProcess } from "../doors/in-process";
import { createClock } from "../doors/clock";

/** A check as `--json` tells it. */
export interface Told {
  readonly target: string | null;
  readonly check: string;
  readonly status: string;
  readonly message: string;
  readonly remedy: string | null;
}

export interface Checked extends Pick<Ended, "code" | "stderr"> {
  readonly found: readonly Told[];
  /** `status: message → remedy` of a check. */
  of(check: string): string;
}

/** Milliseconds that the clock of this machine is ahead. */
export async function checkUp(at: {
  readonly words: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly folder: string;
  readonly ahead?: number;
}): Promise<Checked> {
  const { words, env = {}, folder, ahead = 0 } = at;
  const clock = createClock();
  const ran = await runInProcess({
    ...{ words: ["doctor", ...words, "--json"], folder },
    env: { PATH: process.env.PATH, INPUT_RETRY_DELAY: "0.01", ...env },
    clock: { ...clock, now: () => clock.now() + ahead },
  });
  if (process.env.SHOW !== undefined) await appendFile(join("/tmp", "doctor.txt"), `${words.join(" ")}\n${ran.log}\n`);
  const found = JSON.parse(ran.stdout || "[]") as Told[];
  const of = (check: string): string =>
    found
      .filter((one) => one.check === check)
      .map(({ status, message, remedy }) => `${status}: ${message}${remedy === null ? "" : ` → ${remedy}`}`)
      .join("\n");
  return { code: ran.code, stderr: ran.stderr, found, of };
}

/** Requests that may change something. */
export function writesOf({ requests }: Pick<Sandbox, "requests">): readonly RecordedRequest[] {
  return requests.filter(({ method, onlyReads }) => !["GET", "HEAD"].includes(method) && onlyReads !== true);
}
