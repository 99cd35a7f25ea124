/** Watches that bytes move, and ends a try when they do not. */
export interface StallTimer {
  /** Aborted by a stall and by the end of the run. */
  readonly signal: AbortSignal;
  /** A byte moved. */
  moved(): void;
  /**
   * Whether the next bytes to be sent are being fetched: whoever they come from has a timer of its own, which comes first
   * and tells where it stands still.
   */
  fetching(isSo: boolean): void;
  /** Everything is sent: the answer may take longer than a byte on its way. */
  sentAll(): void;
  stalled(): boolean;
  stop(): void;
}

/** An answer may take this many times as long as a byte: servers store and scan large uploads before they answer. */
export const ANSWER_FACTOR = 5;

/** @param seconds without a byte moving before the try is given up */
export function createStallTimer(seconds: number, run: AbortSignal): StallTimer {
  const ends = new AbortController();
  let stalled = false;
  let timer = setTimeout(end, limited(seconds * 1000));
  let sent = false;
  let stopped = false;
  let last = 0;

  let [fetching, waited] = [false, false];

  function end(): void {
    if (fetching && !waited) {
      waited = true;
      restart(1);
      return;
    }
    stalled = true;
    ends.abort(new Error("stalled"));
  }
  function restart(factor: number): void {
    clearTimeout(timer);
    // A stream may still be winding up after the answer is there.
    if (stopped) return;
    timer = setTimeout(end, limited(seconds * 1000 * factor));
  }
  // By hand: to join two signals takes longer than to send a small request.
  const over = (): void => {
    ends.abort(run.reason);
  };
  if (run.aborted) over();
  else run.addEventListener("abort", over);
  return {
    signal: ends.signal,
    moved() {
      // Chunks come by the thousand; a timer that is a tenth of a second late is as good.
      const now = performance.now();
      if (now - last < 100 && !sent) return;
      last = now;
      [sent, waited] = [false, false];
      restart(1);
    },
    fetching(isSo) {
      fetching = isSo;
    },
    sentAll() {
      sent = true;
      restart(ANSWER_FACTOR);
    },
    stalled: () => stalled,
    stop: () => {
      stopped = true;
      run.removeEventListener("abort", over);
      clearTimeout(timer);
    },
  };
}

/** Timers take milliseconds up to here (24 days); a longer one would end at once. */
function limited(milliseconds: number): number {
  return Math.min(milliseconds, 2 ** 31 - 1);
}
