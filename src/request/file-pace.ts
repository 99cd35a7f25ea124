import { setImmediate } from "node:timers/promises";

/** Keeps long work from holding everything else up, such as the signal that ends it. */
export interface Pace {
  /** Call it once for each piece of work, with what it cost. @throws the signal's reason once the run is to stop. */
  readonly step: (cost?: number) => Promise<void> | undefined;
  /** What all work has cost so far. */
  readonly spent: () => number;
}

/** Steps between two looks at the rest of the world: a few milliseconds' worth of comparing names. */
const AT_A_TIME = 20_000;

/** A pace that ends with `signal`. */
export function paceOf(signal: AbortSignal): Pace {
  let [spent, next] = [0, AT_A_TIME];
  async function pause(): Promise<void> {
    await setImmediate();
    signal.throwIfAborted();
  }
  return {
    spent: () => spent,
    step: (cost = 1) => {
      spent += cost;
      signal.throwIfAborted();
      if (spent < next) return undefined;
      next = spent + AT_A_TIME;
      return pause();
    },
  };
}
