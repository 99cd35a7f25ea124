import type { LocalFile } from "../model/request";
import { words } from "../model/words";
import type { Transfer } from "../operations/operation";
import type { Log } from "./log";

/** Milliseconds between two lines about the same transfer. */
const EVERY = { log: 10_000, live: 200 };

export interface ProgressOptions {
  readonly log: Log;
  /** Milliseconds. */
  readonly now: () => number;
  /** Does some work again and again; what comes back ends that. */
  readonly repeat: (milliseconds: number, work: () => void) => () => void;
  /** One line on a terminal that is written over; an empty one clears it. */
  readonly live: ((line: string) => void) | undefined;
}

/** Tells how a transfer goes: a line at least every ten seconds, and one at the end with its time and speed. */
export function createProgress({ log, now, repeat, live }: ProgressOptions): (file: LocalFile) => Transfer {
  return (file) => {
    const started = now();
    let moved = 0;
    const speed = (bytes: number): string =>
      `${words.size(Math.round((bytes * 1000) / Math.max(1, now() - started)))}/s`;
    const end = repeat(live === undefined ? EVERY.log : EVERY.live, () => {
      (live ?? log.info)(`${file.path}: ${percent(moved, file.size)} of ${words.size(file.size)}, ${speed(moved)}`);
    });
    const close = (line: string): void => {
      end();
      live?.("");
      log.info(line);
    };
    return {
      moved: (bytes) => {
        moved = bytes;
      },
      done: (how) => {
        close(`${how}, ${words.duration(now() - started)}, ${speed(file.size)}`);
      },
      failed: () => {
        close(`${file.path}: the transfer failed after ${words.duration(now() - started)}`);
      },
    };
  };
}

function percent(part: number, whole: number): string {
  return `${whole === 0 ? 100 : Math.floor((part / whole) * 100)} %`;
}
