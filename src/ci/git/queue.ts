/** Things of which the one with the highest number is taken first; of equal ones the first that came. */
export interface Queue<T> {
  add(thing: T): void;
  take(): T | undefined;
}

interface Entry<T> {
  readonly thing: T;
  readonly rank: number;
  readonly turn: number;
}

/** A heap: each entry comes before the two at twice its place. */
export function createQueue<T>(rankOf: (thing: T) => number): Queue<T> {
  const heap: Entry<T>[] = [];
  let turns = 0;
  const isBefore = (a: Entry<T>, b: Entry<T>): boolean => (a.rank === b.rank ? a.turn < b.turn : a.rank > b.rank);

  function down(entry: Entry<T>): void {
    let at = 0;
    for (;;) {
      const [left, right] = [heap[2 * at + 1], heap[2 * at + 2]];
      const isRight = left !== undefined && right !== undefined && isBefore(right, left);
      const next = isRight ? right : left;
      if (next === undefined || isBefore(entry, next)) break;
      heap[at] = next;
      at = 2 * at + (isRight ? 2 : 1);
    }
    heap[at] = entry;
  }

  return {
    add(thing) {
      const entry = { thing, rank: rankOf(thing), turn: turns++ };
      let at = heap.length;
      heap.push(entry);
      for (;;) {
        const above = (at - 1) >> 1;
        const parent = at > 0 ? heap[above] : undefined;
        if (parent === undefined || isBefore(parent, entry)) break;
        heap[at] = parent;
        at = above;
      }
      heap[at] = entry;
    },
    take() {
      const [first] = heap;
      const last = heap.pop();
      if (first !== undefined && last !== undefined && heap.length > 0) down(last);
      return first?.thing;
    },
  };
}
