import type { Paint } from "../../ci/paint";
import type { Live, LiveFiles, LiveTransfer, Sized } from "../progress";
import { type FileProgress, type Progress, type Window, blockOf } from "./layout";
import type { Screen } from "./screen";
import { createSpeed } from "./speed";

/** Milliseconds between two pictures of the block. */
const EVERY = 100;

export interface LiveOptions {
  readonly screen: Screen;
  readonly window: () => Window;
  readonly paint: Paint;
  /** Milliseconds. */
  readonly now: () => number;
  readonly repeat: (milliseconds: number, work: () => void) => () => void;
}

/** Files that belong together: those of one target. */
interface Group {
  /** Bytes and number of files that are still to come, beside those that began. */
  waiting: { bytes: number; files: number };
  gone: { bytes: number; files: number };
  readonly open: Set<{ readonly name: string; readonly bytes: number; moved: number }>;
}

/** The block of all transfers of a run, drawn while there are any. */
export function createLive({ screen, window, paint, now, repeat }: LiveOptions): Live & { draw(): void } {
  const groups: Group[] = [];
  let measure = createSpeed();
  let stop: (() => void) | undefined;
  let ended = false;

  function draw(): void {
    if (ended || stop === undefined) return;
    const progress = progressOf(groups);
    screen.show(blockOf({ ...progress, speed: measure(now(), progress.moved) }, window(), paint));
  }
  function start(): void {
    if (stop !== undefined || ended) return;
    measure = createSpeed();
    stop = repeat(EVERY, draw);
  }
  function rest(): void {
    stop?.();
    stop = undefined;
    screen.show([]);
  }

  function of(label?: string): LiveFiles {
    const group: Group = { waiting: { bytes: 0, files: 0 }, gone: { bytes: 0, files: 0 }, open: new Set() };
    groups.push(group);
    return {
      expects(files) {
        group.waiting = { bytes: files.reduce((sum, { size }) => sum + size, 0), files: files.length };
      },
      begin: (file) => begin(group, file, label),
    };
  }

  function begin(group: Group, { path, size }: Sized, label: string | undefined): LiveTransfer {
    const one = { name: label === undefined ? path : `${path} (${label})`, bytes: size, moved: 0 };
    const { waiting, gone } = group;
    if (waiting.files > 0) {
      waiting.files -= 1;
      waiting.bytes = Math.max(0, waiting.bytes - size);
    }
    group.open.add(one);
    start();
    return {
      moved(bytes) {
        one.moved = bytes;
      },
      end() {
        if (!group.open.delete(one)) return;
        gone.files += 1;
        gone.bytes += size;
        if (groups.every(({ open, waiting }) => open.size === 0 && waiting.files === 0)) rest();
      },
    };
  }

  return {
    of,
    draw,
    end() {
      rest();
      ended = true;
    },
  };
}

function progressOf(groups: readonly Group[]): Omit<Progress, "speed"> {
  const open: FileProgress[] = groups.flatMap((group) => [...group.open]);
  const sum = (of: (group: Group) => number): number => groups.reduce((total, group) => total + of(group), 0);
  const bytesOpen = open.reduce((total, { bytes }) => total + bytes, 0);
  const gone = sum((group) => group.gone.bytes);
  const done = sum((group) => group.gone.files);
  return {
    bytes: sum(({ waiting }) => waiting.bytes) + bytesOpen + gone,
    moved: open.reduce((total, { moved, bytes }) => total + Math.min(moved, bytes), gone),
    files: sum(({ waiting }) => waiting.files) + open.length + done,
    done,
    open,
  };
}
