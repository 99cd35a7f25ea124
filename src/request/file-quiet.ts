/** Does some work while a library that is part of it keeps its debugging lines to itself. */
export type Quietly = <T>(work: () => Promise<T>) => Promise<T>;

/** The part of a stream that is needed here; `process.stdout` is one. */
export interface Output {
  write: (chunk: string | Uint8Array, callback?: (error?: Error | null) => void) => boolean;
}

/**
 * A `Quietly` for `out`, which index.ts gives as `process.stdout`. @actions/glob reports through its own @actions/core,
 * which writes `::debug::` lines to standard output without asking; outside the Actions family people would see them.
 * Only chunks that start that way are dropped, all others pass, and `write` is put back afterwards.
 */
export function quietOn(out: Output): Quietly {
  return async (work) => {
    const write = out.write;
    const filtered = new Proxy(write, {
      apply(target, self, given: Parameters<Output["write"]>): boolean {
        if (typeof given[0] === "string" && given[0].startsWith("::debug::")) return true;
        return Reflect.apply(target, self, given);
      },
    });
    out.write = filtered;
    try {
      return await work();
    } finally {
      // Whoever wrapped it in the meantime unwraps it; ours stays below theirs and is harmless.
      if (out.write === filtered) out.write = write;
    }
  };
}
