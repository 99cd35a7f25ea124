import type { Commit } from "../../model/commit";
import { createQueue } from "./queue";

/** Commits that one has and another has not. */
export interface Range {
  /** Newest first. */
  readonly commits: readonly Commit[];
  /** Commits of the range that are not among them, for there are too many. */
  readonly more: number;
  /** The history ends where it was cut off, so that commits may be missing. */
  readonly isCut: boolean;
}

/** What is known of a commit on the way. */
interface Node {
  readonly commit: Commit;
  /** It is in the other one's history. */
  out: boolean;
  /** Its parents were looked at. */
  done: boolean;
}

/** Commits that are looked at on the other side, in case clocks were wrong, before the search ends. */
const SLOP = 64;

/**
 * The commits that `to` has and `from` has not, whichever way they came there: through merges, and on branches of their
 * own. As `git log from..to`, from the newest on, with clocks that may be wrong.
 *
 * @param at.read a commit; `undefined` where it is not here
 * @param at.isEdge whether the history was cut off at a commit
 * @param at.most commits of the range that are kept, and `visits` that are looked at in all
 */
export async function rangeOf(at: {
  readonly from: Commit | undefined;
  readonly to: Commit;
  readonly read: (id: string) => Promise<Commit | undefined>;
  readonly isEdge: (id: string) => boolean;
  readonly most: number;
  readonly visits: number;
}): Promise<Range> {
  const walk = createWalk();
  if (at.from !== undefined) walk.add(at.from, true);
  if (at.from?.id !== at.to.id) walk.add(at.to, false);
  const found: Node[] = [];
  let [slop, oldest, isMissing] = [SLOP, Infinity, false];
  for (let next = walk.take(); next !== undefined && walk.size() < at.visits; next = walk.take()) {
    if (!next.out) {
      found.push(next);
      oldest = Math.min(oldest, next.commit.time);
      slop = SLOP;
    } else if (walk.open() === 0 && next.commit.time < oldest && --slop <= 0) break;
    for (const id of at.isEdge(next.commit.id) ? [] : next.commit.parents) {
      if (walk.knows(id, next.out)) continue;
      const commit = await at.read(id);
      if (commit !== undefined) walk.add(commit, next.out);
      else isMissing ||= !next.out;
    }
  }
  const inside = found.filter(({ out }) => !out).map(({ commit }) => commit);
  const isCut = isMissing || inside.some(({ id, parents }) => parents.length > 0 && at.isEdge(id));
  return {
    commits: inside.slice(0, at.most),
    more: Math.max(0, inside.length - at.most) + walk.open(),
    isCut,
  };
}

interface Walk {
  add(commit: Commit, out: boolean): void;
  /** The newest that was not looked at yet. */
  take(): Node | undefined;
  /** Whether a commit was met; from the other one's history, it is left out then, and so are its ancestors. */
  knows(id: string, out: boolean): boolean;
  /** Commits of the range that are still to be looked at. */
  open(): number;
  size(): number;
}

function createWalk(): Walk {
  const nodes = new Map<string, Node>();
  const queue = createQueue<Node>(({ commit }) => commit.time);
  let open = 0;

  function leaveOut(node: Node): void {
    const waiting = [node];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (next.out) continue;
      next.out = true;
      if (!next.done) open -= 1;
      else for (const id of next.commit.parents) waiting.push(...[nodes.get(id)].filter((one) => one !== undefined));
    }
  }

  return {
    add(commit, out) {
      const node = { commit, out, done: false };
      nodes.set(commit.id, node);
      if (!out) open += 1;
      queue.add(node);
    },
    take() {
      const node = queue.take();
      if (node?.out === false) open -= 1;
      if (node !== undefined) node.done = true;
      return node;
    },
    knows(id, out) {
      const node = nodes.get(id);
      if (node !== undefined && out) leaveOut(node);
      return node !== undefined;
    },
    open: () => open,
    size: () => nodes.size,
  };
}
