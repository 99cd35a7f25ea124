import { HttpError, NetworkError, isLimit } from "../http";
import type { Clock, Forge, Limits } from "../forges/forge";

/** Lets so many transfers begin as are good for the line and the forge. */
export interface Gauge {
  /** Tries that may be open at the same moment at most. */
  readonly most: number;
  /** How many of some transfers begin at once, by the bytes that each moves. */
  atFirst(sizes: readonly (number | undefined)[]): number;
  /**
   * Does one try of a transfer when its turn comes.
   *
   * @param size bytes that it moves; one of which nothing is told may be large
   */
  pass<T>(size: number | undefined, work: () => Promise<T>): Promise<T>;
}

/** A given number of transfers at a time; `auto`: as many as the line and the forge's answers allow. */
export function gaugeFor(at: {
  readonly concurrency: number | "auto";
  readonly clock: Pick<Clock, "now">;
  readonly forge: Pick<Forge, "can">;
}): Gauge {
  const { concurrency, clock, forge } = at;
  return concurrency === "auto" ? openGauge({ ...clock, ...forge.can().limits }) : fixedGauge(concurrency);
}

/** A given number, whatever happens. */
export function fixedGauge(most: number): Gauge {
  let open = 0;
  const queue: (() => void)[] = [];
  return {
    most,
    atFirst: ({ length }) => Math.min(length, most),
    async pass(_, work) {
      if (open === most) await new Promise<void>((start) => queue.push(start));
      else open++;
      try {
        return await work();
      } finally {
        // Whoever is next has the same place.
        const start = queue.shift();
        if (start === undefined) open--;
        else start();
      }
    },
  };
}

/** Small transfers at once. A dozen fills a line of 50 ms; from some 15 on GitHub begins to fail at random. */
const MOST = 12;
/** Bytes on their way at once, of which a transfer counts for `LARGE` at most: four large ones fill it. */
const BYTES = 32 * 1024 * 1024;
const LARGE = BYTES / 4;
/** Milliseconds after a sign of a limit in which no more are let pass; budgets of forges go by the minute. */
const QUIET = 60_000;
/** Milliseconds between one more and the next one. */
const PACE = 10_000;
/** Small files whose answers take so many times as long as the first ones did, and this many milliseconds, are a sign. */
const SLOWER = { times: 4, milliseconds: 2000, upTo: 256 * 1024 };

const weightOf = (size = LARGE): number => Math.min(size, LARGE);

interface Waiting {
  readonly weight: number;
  start(): void;
}

/**
 * Up to twelve small transfers, four large ones, by the bytes on their way. The first sign of a limit halves the number,
 * and after a minute without another one it grows by one at a time.
 *
 * @param at.requests budget of requests, which the client keeps to: what has waited for its turn is not slow
 */
export function openGauge({ now, requests }: Pick<Clock, "now"> & Pick<Limits, "requests">): Gauge {
  let [slots, open, bytes, halvings] = [MOST, 0, 0, 0];
  let since = -Infinity;
  let answers: number[] = [];
  const queue: Waiting[] = [];

  function next(): void {
    for (let first = queue[0]; first !== undefined && fits(first.weight); first = queue[0]) {
      queue.shift();
      open++;
      bytes += first.weight;
      first.start();
    }
  }
  const fits = (weight: number): boolean => open === 0 || (open < slots && bytes + weight <= BYTES);

  function sign(): void {
    slots = Math.max(1, Math.floor(slots / 2));
    halvings++;
    since = now();
    answers = [];
  }
  function grow(): void {
    if (slots === MOST || now() - since < QUIET) return;
    slots++;
    // The next one after a while, and not after another minute.
    since = now() - QUIET + PACE;
  }
  function isSlow(size: number | undefined, took: number): boolean {
    if (requests !== undefined || size === undefined || size > SLOWER.upTo) return false;
    answers.push(took);
    if (answers.length < 2 * MOST) return false;
    const [first, last] = [middle(answers.slice(0, MOST)), middle(answers.slice(-MOST))];
    return last > Math.max(SLOWER.milliseconds, first * SLOWER.times);
  }

  return {
    most: MOST,
    atFirst(sizes) {
      let [count, sum] = [0, 0];
      for (const size of sizes) {
        sum += weightOf(size);
        if (count === slots || sum > BYTES) break;
        count++;
      }
      return count;
    },
    async pass(size, work) {
      const weight = weightOf(size);
      await new Promise<void>((start) => {
        queue.push({ weight, start });
        next();
      });
      const [began, known] = [now(), halvings];
      let limited = false;
      try {
        const done = await work();
        limited = isSlow(size, now() - began);
        return done;
      } catch (error) {
        limited = isSign(error);
        throw error;
      } finally {
        open--;
        bytes -= weight;
        // Those that were on their way already when it was seen tell nothing new.
        if (limited && known === halvings) sign();
        else if (!limited) grow();
        next();
      }
    },
  };
}

function middle(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

/**
 * A limit, and what servers answer that have too much to do at once: the upload host of GitHub says 500 or 502 then, or
 * ends the connection.
 */
function isSign(error: unknown): boolean {
  if (error instanceof HttpError) return isLimit(error) || error.status >= 500;
  return error instanceof NetworkError && error.passing;
}
