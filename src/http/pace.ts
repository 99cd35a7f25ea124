import { type Budget, stillCounted, untilNext } from "./budget";
import { type Pause, type Waits, createPause } from "./pause";

/** Keeps requests within a budget. */
export interface Pacer {
  /**
   * Waits for the turn of one request, first come, first served.
   *
   * @param say hears of a wait, once
   * @returns called when its answer has come, or will not come any more
   * @throws the signal's reason
   */
  turn(signal: AbortSignal, say: (line: string) => void): Promise<() => void>;
  /** For a limit that was met all the same, as when other jobs spend the same budget. */
  readonly pause: Pause;
}

interface Failed {
  readonly error: unknown;
}

interface Waiter {
  readonly say: (line: string) => void;
  /** Without an error it may go. */
  end(failed?: Failed): void;
}

export function createPacer(budget: Budget, clock: Waits): Pacer {
  const pause = createPause(clock);
  const queue: Waiter[] = [];
  const wait = createWait(budget, clock);
  let [open, working] = [0, false];
  let ended: readonly number[] = [];

  /** Milliseconds until the first may go; `undefined` where nobody waits for time alone. */
  function due(): number | undefined {
    const now = clock.now();
    ended = stillCounted(budget, ended, now);
    const own = queue.length === 0 ? undefined : untilNext(budget, { open, ended }, now);
    wait.set(own ?? 0);
    return own === undefined ? undefined : Math.max(own, pause.left());
  }

  async function work(): Promise<void> {
    if (working) return;
    working = true;
    try {
      for (let left = due(); left !== undefined; left = due()) {
        if (left === 0) {
          open++;
          queue.shift()?.end();
          continue;
        }
        for (const { say } of queue) wait.tell(say);
        await clock.sleep(left);
      }
    } catch (error) {
      for (const waiter of queue.splice(0)) waiter.end({ error });
    } finally {
      working = false;
    }
  }

  function answered(): void {
    open--;
    ended = [...ended, clock.now()];
    void work();
  }

  return {
    pause,
    async turn(given, say) {
      given.throwIfAborted();
      // One of its own: a dozen that listen to the same signal look like a leak to Node.
      const signal = AbortSignal.any([given]);
      const failed = await new Promise<Failed | undefined>((done) => {
        const stop = (): void => {
          queue.splice(queue.indexOf(waiter), 1);
          waiter.end({ error: signal.reason });
        };
        const waiter: Waiter = {
          say,
          end(how) {
            signal.removeEventListener("abort", stop);
            done(how);
          },
        };
        signal.addEventListener("abort", stop);
        queue.push(waiter);
        wait.tell(say);
        void work();
      });
      if (failed !== undefined) throw failed.error;
      return answered;
    },
  };
}

/** Milliseconds of a wait from which on it is told: when turns come one by one they are short, and many. */
const TOLD = 2000;

/** Tells of the wait that is on, once to each who listens. */
function createWait({ of, requests, seconds }: Budget, { now }: Waits) {
  const rate = `${requests} requests ${seconds === 60 ? "a minute" : `in ${seconds} s`}`;
  const told = new Set<(line: string) => void>();
  let until = 0;
  return {
    /** A wait of so many milliseconds from now on. */
    set(milliseconds: number): void {
      until = now() + milliseconds;
      told.clear();
    },
    tell(say: (line: string) => void): void {
      const left = until - now();
      if (left < TOLD || told.has(say)) return;
      told.add(say);
      say(`${of} allows ${rate}: waiting ${Math.ceil(left / 1000)} s`);
    },
  };
}

/** The pacers of a process: all that spend the same budget share one. */
export interface Paces {
  of(budget: Budget, credentials: Readonly<Record<string, string>>): Pacer;
}

export function createPaces(clock: Waits): Paces {
  const pacers = new Map<string, Pacer>();
  return {
    of(budget, credentials) {
      const key = JSON.stringify([budget, credentials]);
      const pacer = pacers.get(key) ?? createPacer(budget, clock);
      pacers.set(key, pacer);
      return pacer;
    },
  };
}
