import type { Dirent } from "node:fs";
import { join } from "node:path";

import { groupBy } from "../../model/group";
import type { Fence, Pace } from "./bounds";
import { isWithin, really } from "../../disk/paths";
import { type Folder, type Status, lookup } from "./disk";
import { type Pattern, type Position, isDeep, reach, skipping, startOf } from "./patterns";

/** Where files are looked for, and with what. */
export interface Search {
  /** Absolute. */
  readonly base: string;
  readonly windows: boolean;
  readonly folders: (real: string) => Promise<Folder>;
  readonly fence: Fence;
  readonly pace: Pace;
}

/** What a pattern led to. Paths are absolute. */
export type Finding = { readonly pattern: Pattern; readonly path: string } & Status;

/** A folder to look into. */
interface Node {
  readonly path: string;
  readonly real: string;
  /** Reached by what may be a link, and was not named. */
  readonly isLinked: boolean;
  readonly positions: readonly Position[];
}

/** A walk under way. Folders that links lead to wait until all others are through: a file's own path comes first. */
interface Walk extends Search {
  readonly found: Finding[];
  readonly own: Node[];
  readonly linked: Node[];
  /** Where the literal starts of patterns really lie. */
  readonly roots: Map<string, string>;
  /** Positions that a folder has been looked into with, by its real path. */
  readonly been: Map<string, Set<Position>>;
}

const isEnd = ({ step }: Position): boolean => step === undefined;
const isOnward = ({ step }: Position): boolean => step !== undefined;

function tell(at: Walk, { of, ...what }: Status & { readonly path: string; readonly of: readonly Position[] }): void {
  for (const pattern of new Set(of.map((position) => position.pattern))) at.found.push({ pattern, ...what });
}

/** Puts a folder in its queue for the positions that it was not yet looked into with. */
function enter(at: Walk, node: Node): void {
  const been = at.been.get(node.real) ?? new Set();
  at.been.set(node.real, been);
  const positions = [...new Set(skipping(node.positions))].filter((one) => isOnward(one) && !been.has(one));
  for (const position of positions) been.add(position);
  if (positions.length > 0) (node.isLinked ? at.linked : at.own).push({ ...node, positions });
}

/** Whether a pattern may go to a place: inside of the workspace, or below what its line itself names. */
async function mayReach(at: Walk, { literal, real }: { literal: string; real: string }): Promise<boolean> {
  if (at.fence.inside(real)) return true;
  const root = at.roots.get(literal) ?? (await really(literal));
  at.roots.set(literal, root);
  return isWithin(real, root);
}

/** Goes to what may be a link: where patterns start, which was named, or what wildcards came to. */
async function follow(
  at: Walk,
  to: {
    readonly path: string;
    readonly named: boolean;
    readonly reached: readonly Position[];
    /** Those that go into linked folders: all but `**`. */
    readonly shallow: readonly Position[];
  },
): Promise<void> {
  const { path, named } = to;
  const there = await lookup(path);
  if (there.kind === "missing") return;
  const positions = there.kind === "folder" ? to.shallow : to.reached;
  const ends = positions.filter(isEnd);
  if (!("real" in there)) {
    tell(at, { of: ends, path, ...there });
    return;
  }
  const { kind, real } = there;
  const onward = kind === "file" ? ends : positions.filter(isOnward);
  if (at.fence.barred(path, real)) {
    tell(at, { of: [...ends, ...onward], path, kind: "barred" });
    return;
  }
  const [allowed, refused]: [Position[], Position[]] = [[], []];
  for (const position of onward) {
    const { literal } = position.pattern;
    ((await mayReach(at, { literal, real })) ? allowed : refused).push(position);
  }
  const isFollowed = named && !at.fence.inside(real) && at.fence.written(path);
  if (isFollowed) tell(at, { of: allowed.slice(0, 1), path, kind: "followed", real });
  tell(at, { of: refused, path, kind: "outside", real });
  tell(at, { of: kind === "file" ? allowed : ends, path, ...there });
  if (kind === "folder") enter(at, { path, real, isLinked: !named, positions: allowed });
}

/** Takes what lies in a folder and is no link. */
function take(at: Walk, { entry, node }: { entry: Dirent; node: Node }): void {
  const { path, real, positions } = node;
  const ends = positions.filter(isEnd);
  if (at.fence.barred(path, real)) tell(at, { of: positions, path, kind: "barred" });
  else if (entry.isDirectory()) {
    tell(at, { of: ends, path, kind: "folder", real });
    enter(at, node);
  } else if (entry.isFile()) tell(at, { of: ends, path, kind: "file", real, link: false });
  else tell(at, { of: ends, path, kind: "special" });
}

/** Looks into a folder, or only for the names in it that are given. */
async function look(at: Walk, { path, real, isLinked, positions }: Node): Promise<void> {
  const shallow = positions.filter((position) => !isDeep(position));
  const goTo = (name: string): Promise<void> =>
    follow(at, {
      path: join(path, name),
      named: false,
      reached: reach(positions, name),
      shallow: reach(shallow, name),
    });
  const missing = new Set(positions.flatMap(({ step }) => step?.name ?? []));
  if (positions.some(({ step }) => step?.name === undefined)) {
    const { entries, code } = await at.folders(real);
    if (code !== undefined) tell(at, { of: positions, path, kind: "closed", code });
    for (const entry of entries) {
      const pause = at.pace.step(positions.length);
      if (pause !== undefined) await pause;
      const { name } = entry;
      missing.delete(name);
      const reached = reach(positions, name);
      if (entry.isSymbolicLink() && reached.length > 0) await goTo(name);
      else if (entry.isDirectory() ? reached.length > 0 : reached.some(isEnd))
        take(at, { entry, node: { path: join(path, name), real: join(real, name), isLinked, positions: reached } });
    }
  }
  for (const name of missing) {
    await at.pace.step();
    await goTo(name);
  }
}

/**
 * Follows patterns through folders, and tells what they lead to. Each folder is looked into once for each position of a
 * pattern, however many links lead to it, so the work is bounded by folders times steps. Out of the workspace leads
 * only a link that the literal start of a pattern names.
 */
export async function walk(patterns: readonly Pattern[], search: Search): Promise<Finding[]> {
  const at: Walk = { ...search, found: [], own: [], linked: [], roots: new Map(), been: new Map() };
  for (const [path, same] of groupBy(patterns, ({ dir }) => dir)) {
    await at.pace.step();
    const starts = same.filter(({ steps, foldersOnly }) => steps.length > 0 || !foldersOnly).map(startOf);
    await follow(at, { path, named: true, reached: starts, shallow: starts });
  }
  for (let node = at.own.pop(); node !== undefined; node = at.own.pop() ?? at.linked.pop()) {
    await at.pace.step();
    await look(at, node);
  }
  return at.found;
}
