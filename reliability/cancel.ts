import type { Subject } from "../__tests__/forges/contract/subject";
import { inParallel } from "./parallel";
import { type Inputs, TAG, openTrial } from "./trial";
import { wrongWith } from "./verdict";

export interface CancelTally {
  moments: number;
  /** Runs that were over before the signal came. */
  tooLate: number;
  /** Longest time from the signal to the end, in milliseconds. */
  slowest: number;
  readonly lost: string[];
}

const FILES = { "1.zip": "one", "2.zip": "two ".repeat(50_000), "3.zip": "three" };
const INPUTS: Inputs = { files: "*.zip", body: "Notes", stall_timeout: "30" };
const ALLOWED = 5000;

/** A signal at a random moment of a publish; the next run makes everything right. */
export async function playCancels(at: {
  readonly subject: Subject;
  readonly moments: number;
  readonly random: () => number;
  readonly tell: (line: string) => void;
}): Promise<CancelTally> {
  const tally: CancelTally = { moments: 0, tooLate: 0, slowest: 0, lost: [] };
  await inParallel(Array.from({ length: at.moments }), 2, async (_, n) => {
    const signal = n % 2 === 0 ? "SIGTERM" : "SIGINT";
    // Requests take some time each, so that the moments lie between them, too.
    const wrong = await playMoment(at.subject, { signal, part: at.random() }, tally);
    tally.moments += 1;
    if (wrong.length === 0) return;
    const line = `${at.subject.name}, ${signal}: ${wrong.join("; ")}`;
    tally.lost.push(line);
    at.tell(line);
  });
  return tally;
}

async function playMoment(
  subject: Subject,
  { signal, part }: { readonly signal: "SIGTERM" | "SIGINT"; readonly part: number },
  tally: CancelTally,
): Promise<string[]> {
  const trial = await openTrial(subject);
  try {
    for (const [name, content] of Object.entries(FILES)) await trial.workspace.write(name, content);
    const slow = trial.host.faults;
    let signalled = 0;
    const ran = await trial.run(INPUTS, {
      process: {
        why: "a signal",
        started(kill) {
          const strike = (): void => {
            signalled = Date.now();
            kill(signal);
          };
          // The moment is a request's: before the first one nothing is at stake.
          const wanted = 1 + Math.floor(part * 9);
          slow.add({ nth: wanted, do: { kind: "slow", bytes: 8, interval: 20 } });
          const poll = setInterval(() => {
            if (trial.host.requests.length < wanted) return;
            clearInterval(poll);
            setTimeout(strike, part * 60);
          }, 2);
          setTimeout(() => {
            clearInterval(poll);
          }, 20_000).unref();
        },
      },
    });
    slow.clear();
    const took = signalled === 0 ? 0 : Date.now() - signalled;
    tally.slowest = Math.max(tally.slowest, took);
    if (ran.code === 0) tally.tooLate += 1;
    const code = signal === "SIGTERM" ? 143 : 130;
    const wrong = [
      ...(ran.code === 0 || ran.code === code ? [] : [`exit code ${ran.code ?? ran.signal ?? "?"}: ${ran.log}`]),
      ...(took > ALLOWED ? [`it took ${took} ms to stop`] : []),
    ];
    const next = await trial.run(INPUTS);
    if (next.code !== 0) return [...wrong, `the next run failed: ${next.log}`];
    return [...wrong, ...wrongWith(trial, { title: TAG, notes: "Notes", files: FILES })];
  } finally {
    await trial.close();
  }
}
