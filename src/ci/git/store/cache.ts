/** What was read last, up to a weight; the oldest goes first. */
export interface Cache<T> {
  get(key: string): T | undefined;
  set(key: string, value: T, weight: number): void;
}

export function createCache<T>(most: number): Cache<T> {
  const held = new Map<string, { readonly value: T; readonly weight: number }>();
  let total = 0;
  return {
    get(key) {
      const found = held.get(key);
      if (found === undefined) return undefined;
      held.delete(key);
      held.set(key, found);
      return found.value;
    },
    set(key, value, weight) {
      total += weight - (held.get(key)?.weight ?? 0);
      held.delete(key);
      held.set(key, { value, weight });
      for (const [oldest, { weight: freed }] of held) {
        if (total <= most || oldest === key) break;
        held.delete(oldest);
        total -= freed;
      }
    },
  };
}
