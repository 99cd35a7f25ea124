import type { Clock } from "../../sandbox/kernel/clock";

/** A clock on which nobody waits: when all runs sleep, time leaps to the first alarm, be it a run's or a server's. */
export interface LeapingClock extends Clock {
  /** Called by each run as it starts. A run that works may bring about what the others wait for: time does not leap. */
  enter(signal: AbortSignal): Job;
}

/** A run that takes its time from the clock. */
export interface Job {
  /** Rejects with the signal's reason. */
  sleep(milliseconds: number): Promise<void>;
  leave(): void;
}

interface Sleeper {
  readonly job: Job | undefined;
  readonly due: number;
  readonly wake: () => void;
}

export function createClock(): LeapingClock {
  const jobs = new Set<Job>();
  const sleepers = new Set<Sleeper>();
  let leapt = 0;
  const now = (): number => Date.now() + leapt;

  function leap(): void {
    const asleep = new Set([...sleepers].map(({ job }) => job));
    asleep.delete(undefined);
    if (jobs.size === 0 || asleep.size < jobs.size) return;
    const first = Math.min(...[...sleepers].map(({ due }) => due));
    leapt += Math.max(0, Math.ceil(first - now()));
    for (const sleeper of sleepers) if (sleeper.due <= first) sleeper.wake();
    // Whoever was woken is at work, or it was a server that has nothing to do with the runs.
    setImmediate(leap);
  }

  function sleep(milliseconds: number, job?: Job, signal?: AbortSignal): Promise<void> {
    return new Promise((done, fail) => {
      const wake = (): void => {
        sleepers.delete(sleeper);
        clearTimeout(timer);
        signal?.removeEventListener("abort", wake);
        if (signal?.aborted === true) fail(signal.reason instanceof Error ? signal.reason : new Error("aborted"));
        else done();
      };
      const timer = setTimeout(wake, Math.min(milliseconds, 2 ** 31 - 1)).unref();
      const sleeper = { job, due: now() + milliseconds, wake };
      sleepers.add(sleeper);
      signal?.addEventListener("abort", wake);
      if (signal?.aborted === true) wake();
      // Answers that have come are heard first.
      setImmediate(leap);
    });
  }

  return {
    now,
    sleep,
    enter(signal) {
      const job: Job = {
        sleep: (milliseconds) => sleep(milliseconds, job, signal),
        leave() {
          jobs.delete(job);
          leap();
        },
      };
      jobs.add(job);
      return job;
    },
  };
}
