import { setTimeout as sleep } from "node:timers/promises";

/** Time as a sandbox sees it: lags, lifetimes, rate limits and queues follow it. A test may give its own. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** What delays answers and wakes queues. A queue also looks at `now` with every request, so this may stand still. */
  sleep(milliseconds: number): Promise<void>;
}

export const REAL_CLOCK: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds) => sleep(milliseconds, undefined, { ref: false }),
};
