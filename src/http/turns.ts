/** Waits until it is this one's turn; what comes back ends it. */
export type Turn = () => Promise<() => void>;

/** Large answers take turns: several at once, each with its text and its values, would take memory several times. */
export function createTurns(): Turn {
  let last: Promise<void> = Promise.resolve();
  return async () => {
    const before = last;
    let end: () => void = () => undefined;
    last = new Promise((done) => (end = done));
    await before;
    // By the next round of the event loop whoever asked has taken from the answer what is needed.
    return () => setImmediate(end);
  };
}
