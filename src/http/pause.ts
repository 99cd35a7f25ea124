/** A clock as the client uses it. */
export interface Waits {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Ends early with the signal's reason when the run is cancelled. */
  sleep(milliseconds: number): Promise<void>;
}

/** Until when a server wants nothing to be sent: met by one, kept by all that share it. */
export interface Pause {
  /** Milliseconds that are left of it; 0 for none. */
  left(): number;
  /** It lasts so many milliseconds from now on, or longer if it does so already. */
  atLeast(milliseconds: number): void;
  /** Waits for its end. */
  pass(): Promise<void>;
}

export function createPause({ now, sleep }: Waits): Pause {
  let until = 0;
  const left = (): number => Math.max(0, until - now());
  return {
    left,
    atLeast(milliseconds) {
      until = Math.max(until, now() + milliseconds);
    },
    async pass() {
      while (left() > 0) await sleep(left());
    },
  };
}
