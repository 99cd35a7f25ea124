import type { Clock, Forge } from "../forges/forge";
import type { RunMemory } from "../model/run-memory";
import type { Source } from "../model/source";

/** What every operation works with. */
export interface Operation {
  readonly forge: Forge;
  readonly memory: RunMemory;
  readonly clock: Clock;
  readonly log: Log;
}

/** Who hears of the work: the log, the progress lines. */
export interface Log {
  info(line: string): void;
  notice(line: string): void;
  warning(line: string): void;
  /** So many files are to be transferred from now on. */
  expects(files: readonly Pick<Source, "size">[]): void;
  /** A transfer starts; what comes back hears how far it is. */
  transfer(file: Pick<Source, "path" | "size">): Transfer;
}

export interface Transfer {
  /** Bytes sent so far in this try. */
  moved(bytes: number): void;
  /** `how` is the last line: "uploaded app.zip". */
  done(how: string): void;
  failed(): void;
  /** It ends without a word: it is begun anew, or the run is told to stop. */
  dropped(): void;
}

/** Longest wait for a list that lags to show what was answered as done, in milliseconds. */
const SHOWN_WITHIN = 15_000;

/** Looks again and again until there is something to see; `undefined` when that takes too long. Milliseconds. */
export async function awaited<T>(
  { clock }: Pick<Operation, "clock">,
  look: () => Promise<T | undefined>,
  { within = SHOWN_WITHIN, longest = 4000 }: { readonly within?: number; readonly longest?: number } = {},
): Promise<T | undefined> {
  const deadline = clock.now() + within;
  for (let wait = 500; ; wait = Math.min(wait * 2, longest)) {
    const found = await look();
    const left = deadline - clock.now();
    if (found !== undefined || left <= 0) return found;
    await clock.sleep(Math.min(wait, left));
  }
}

/** A source whose transfer can be followed. */
export function followed(source: Source, transfer: Transfer): Source {
  return {
    ...source,
    async *open() {
      let moved = 0;
      for await (const chunk of source.open()) {
        moved += chunk.length;
        transfer.moved(moved);
        yield chunk;
      }
    },
  };
}

/** Works on all items, at most `limit` at a time; results in the order of the items. The first failure stops the rest from starting. */
export async function eachLimited<T, R>(
  items: readonly T[],
  limit: number,
  work: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results = new Array<R>(items.length);
  const queue = items.entries();
  const failures: unknown[] = [];
  async function worker(): Promise<void> {
    for (const [index, item] of queue) {
      if (failures.length > 0) return;
      try {
        results[index] = await work(item, index);
      } catch (error) {
        failures.push(error);
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  if (failures.length > 0) throw failures[0];
  return results;
}
