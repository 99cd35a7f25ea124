/** A look that is begun before it is known whether anybody needs what it shows. */
export interface Early<T> {
  /** What it shows; throws what it threw. */
  take(): Promise<T>;
  /** Nobody needs it, or nobody any more: it is ended where that can be done, and what comes of it is no matter. */
  drop(): void;
}

/** Begins a look behind what is begun by the code that calls it. @param look hears when it is not needed after all */
export function early<T>(look: (signal: AbortSignal) => Promise<T>): Early<T> {
  const needless = new AbortController();
  const { signal } = needless;
  const looking = Promise.resolve().then(() => {
    signal.throwIfAborted();
    return look(signal);
  });
  // A failure is told when somebody takes it.
  looking.catch(() => undefined);
  return {
    take: () => looking,
    drop: () => {
      needless.abort();
    },
  };
}

/** A stream of which the first part is there; the others are asked for as they are needed. */
export async function begun<T>(parts: AsyncIterable<T>): Promise<AsyncIterable<T>> {
  const iterator = parts[Symbol.asyncIterator]();
  const first = await iterator.next();
  return (async function* () {
    for (let part = first; part.done !== true; part = await iterator.next()) yield part.value;
  })();
}
