import type { Clock, Forge } from "../forges/forge";
import type { RunMemory } from "../model/run-memory";
import type { WantedFile } from "../model/request";

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
  /** A transfer starts; what comes back hears how far it is. */
  transfer(file: Pick<WantedFile, "path" | "size">): Transfer;
}

export interface Transfer {
  /** Bytes sent so far in this try. */
  moved(bytes: number): void;
  /** `how` is the last line: "uploaded app.zip". */
  done(how: string): void;
  failed(): void;
}

/** Longest wait for a list that lags to show what was answered as done, in milliseconds. */
const SHOWN_WITHIN = 15_000;

/** Looks again and again until there is something to see; `undefined` when that takes too long. */
export async function awaited<T>(
  { clock }: Pick<Operation, "clock">,
  look: () => Promise<T | undefined>,
  within = SHOWN_WITHIN,
): Promise<T | undefined> {
  const deadline = clock.now() + within;
  for (let wait = 500; ; wait = Math.min(wait * 2, 4000)) {
    const found = await look();
    const left = deadline - clock.now();
    if (found !== undefined || left <= 0) return found;
    await clock.sleep(Math.min(wait, left));
  }
}
