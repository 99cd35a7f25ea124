/** Milliseconds that the speed is taken over, and before which it is not told. */
const OVER = 5000;
const SOONEST = 1000;

/** Measures how fast a number grows, over the last few seconds. */
export function createSpeed(): (now: number, moved: number) => number | undefined {
  let seen: { readonly at: number; readonly moved: number }[] = [];
  return (now, moved) => {
    // What is sent again is not slower than nothing.
    if (moved < (seen.at(-1)?.moved ?? 0)) seen = [];
    seen.push({ at: now, moved });
    while (seen.length > 2 && now - (seen[1]?.at ?? now) >= OVER) seen.shift();
    const [first] = seen;
    if (first === undefined || now - first.at < SOONEST) return undefined;
    return ((moved - first.moved) * 1000) / (now - first.at);
  };
}
