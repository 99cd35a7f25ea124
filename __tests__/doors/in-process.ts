import { run } from "../../src/run";
import { type LeapingClock, createClock } from "./clock";

/** What a run left behind, without what it wrote into files. */
export interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
  /** stdout and stderr as people see them. */
  readonly log: string;
}

/** The time of a test file, for its runs and the servers beside them: a list that lags catches up while runs wait. */
export const CLOCK = createClock();

/** The whole program, with a world of its own: nothing of this process but its disk and its sockets. */
export async function runInProcess(at: {
  readonly words: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly folder: string;
  readonly clock?: LeapingClock | undefined;
  /** What a person at the terminal answers; nobody sits there without it. */
  readonly confirm?: ((question: string) => Promise<boolean>) | undefined;
  /** Aborted with what SIGTERM brings. */
  readonly signal?: AbortSignal | undefined;
}): Promise<Ended> {
  const said: string[] = [];
  const [results, told]: [string[], string[]] = [[], []];
  const signal = at.signal ?? new AbortController().signal;
  const clock = at.clock ?? CLOCK;
  const job = clock.enter(signal);
  try {
    const code = await run({
      argv: at.words,
      env: Object.fromEntries(Object.entries(at.env).filter(([, value]) => value !== undefined)),
      folder: at.folder,
      version: "0.0.0",
      node: process.versions.node,
      out: { write: (text) => void (results.push(text), said.push(text)) },
      err: { write: (text) => void (told.push(text), said.push(text)) },
      confirm: at.confirm,
      stdin() {
        throw new Error("standard input needs a process");
      },
      clock: { now: clock.now, sleep: job.sleep },
      random: Math.random,
      repeat(milliseconds, work) {
        const timer = setInterval(work, milliseconds).unref();
        return () => {
          clearInterval(timer);
        };
      },
      terminal: undefined,
      signal,
    });
    return { code, signal: null, stdout: results.join(""), stderr: told.join(""), log: said.join("") };
  } finally {
    job.leave();
  }
}
