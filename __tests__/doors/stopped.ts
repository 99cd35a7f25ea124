import { setTimeout as sleep } from "node:timers/promises";
import type { Options } from "./bundle";

/**
 * The program as a process of its own, which is sent a signal as soon as something holds. How soon it ends is not timed:
 * what it would else wait for has to be longer than a test may take.
 */
export const stoppedBy = (signal: "SIGINT" | "SIGTERM", holds: (said: string) => boolean): Options => ({
  process: {
    why: "a signal",
    started: (kill, said) => {
      const given = AbortSignal.timeout(50_000);
      void (async () => {
        while (!given.aborted && !holds(said())) await sleep(10);
        kill(signal);
      })();
    },
  },
});
