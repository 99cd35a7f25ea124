import type { Source } from "../model/source";
import { words } from "../model/words";
import type { Log as OperationLog, Transfer } from "../operations/operation";
import type { Log } from "./log";

/** Milliseconds between two lines about the same transfer. */
const EVERY = 10_000;

/** A file that is transferred. */
export type Sized = Pick<Source, "path" | "size">;

/** What operations tell of transfers. */
export type Transfers = Pick<OperationLog, "expects" | "transfer">;

/** Who shows on a terminal how far all transfers are. */
export interface Live {
  /** Files that belong together. @param label what tells them from those of others */
  of(label?: string): LiveFiles;
  /** Nothing is shown any more. */
  end(): void;
}

export interface LiveFiles {
  /** So many are still to come. */
  readonly expects: Transfers["expects"];
  begin(file: Sized): LiveTransfer;
}

export interface LiveTransfer extends Pick<Transfer, "moved"> {
  end(): void;
}

export interface ProgressOptions {
  readonly log: Log;
  /** Milliseconds. */
  readonly now: () => number;
  /** Does some work again and again; what comes back ends that. */
  readonly repeat: (milliseconds: number, work: () => void) => () => void;
  /** Shows how far transfers are, in the place of lines of the log. */
  readonly live: LiveFiles | undefined;
}

/** Tells how a transfer goes: a line at least every ten seconds, and one at the end with its time and speed. */
export function createProgress({ log, now, repeat, live }: ProgressOptions): Transfers {
  function transfer(file: Sized): Transfer {
    const started = now();
    let moved = 0;
    const speed = (bytes: number): string =>
      `${words.size(Math.round((bytes * 1000) / Math.max(1, now() - started)))}/s`;
    const shown = live?.begin(file);
    const end =
      shown?.end ??
      repeat(EVERY, () => {
        log.info(`${file.path}: ${percent(moved, file.size)} of ${words.size(file.size)}, ${speed(moved)}`);
      });
    const close = (line: string): void => {
      end();
      log.info(line);
    };
    return {
      moved: (bytes) => {
        moved = bytes;
        shown?.moved(bytes);
      },
      done: (how) => {
        close(`${how}, ${words.duration(now() - started)}, ${speed(file.size)}`);
      },
      failed: () => {
        close(`${file.path}: the transfer failed after ${words.duration(now() - started)}`);
      },
      dropped: end,
    };
  }
  return { transfer, expects: (files) => live?.expects(files) };
}

function percent(part: number, whole: number): string {
  return `${whole === 0 ? 100 : Math.floor((part / whole) * 100)} %`;
}
