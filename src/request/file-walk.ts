import { join } from "node:path";

import type { Fence } from "./file-fence";
import { type Finding, type Pattern, type Position, type Reached, type Tale } from "./file-finding";
import { isEnd, patternsOf, reach, skipping } from "./file-finding";
import type { Entry, Folders } from "./file-folders";
import { isWithin } from "./file-list";
import { lookup } from "./file-lookup";
import type { Pace } from "./file-pace";

/** What a walk needs. */
export interface Ground {
  readonly folders: Folders;
  readonly fence: Fence;
  readonly pace: Pace;
  readonly windows: boolean;
}

/** A folder to look into. */
interface Node {
  readonly path: string;
  readonly real: string;
  readonly positions: readonly Position[];
}

/** A walk under way. Folders that links lead to wait until all others are through: a file's own path comes first. */
interface Walk extends Ground {
  readonly found: Finding[];
  readonly own: Node[];
  readonly linked: Node[];
  /** Where the literal start of a pattern really lies. */
  readonly roots: Map<Pattern, string>;
  /** Positions that a folder has been looked into with, by its real path. */
  readonly been: Map<string, Map<Pattern, Set<number>>>;
}

function tell(at: Walk, which: readonly Pattern[], what: Tale & { readonly path: string }): void {
  for (const pattern of which) at.found.push({ pattern, ...what });
}

/** Puts a folder in the queue for the positions that it was not yet looked into with. */
function queue(at: Walk, to: Node[], node: Node): void {
  const here = at.been.get(node.real) ?? new Map<Pattern, Set<number>>();
  at.been.set(node.real, here);
  const positions = node.positions.filter((position) => {
    const places = here.get(position.pattern) ?? new Set();
    here.set(position.pattern, places);
    const isNew = !isEnd(position) && !places.has(position.place);
    places.add(position.place);
    return isNew;
  });
  if (positions.length > 0) to.push({ ...node, positions });
}

/** Begins the patterns that start in one place. A link there, or on the way there, was named and is followed. */
async function start(at: Walk, path: string, own: readonly Pattern[]): Promise<void> {
  const there = await lookup(path);
  const plain = own.filter(({ steps, foldersOnly }) => steps.length === 0 && !foldersOnly);
  const searched = there.kind === "folder" ? own.filter(({ steps }) => steps.length > 0) : [];
  if (there.kind === "missing") return;
  if (!("real" in there)) {
    tell(at, plain, { path, ...there });
    return;
  }
  const { real } = there;
  const wanted = there.kind === "file" ? plain : searched;
  if (at.fence.barred(path, real)) {
    tell(at, [...plain, ...searched], { path, kind: "barred" });
    return;
  }
  const named = await namedOf(at, { path, real, patterns: wanted });
  const allowed = new Set(named);
  const led = !at.fence.inside(real) && at.fence.written(path);
  if (led) tell(at, named.slice(0, 1), { path, kind: "led", real });
  tell(
    at,
    wanted.filter((pattern) => !allowed.has(pattern)),
    { path, kind: "outside", real },
  );
  tell(at, there.kind === "file" ? named : plain, { path, ...there });
  const positions = skipping(named.map((pattern) => ({ pattern, place: 0 })));
  if (there.kind === "folder") queue(at, at.own, { path, real, positions });
}

/** The patterns of one place that may go where it leads: inside of the workspace, or by what the line itself names. */
async function namedOf(
  at: Walk,
  to: { readonly path: string; readonly real: string; readonly patterns: readonly Pattern[] },
): Promise<Pattern[]> {
  const named: Pattern[] = [];
  const known = new Map([[to.path, to.real]]);
  for (const pattern of to.patterns) {
    const { literal } = pattern;
    const root = known.get(literal) ?? (await realOf(literal));
    known.set(literal, root);
    at.roots.set(pattern, root);
    if (at.fence.inside(to.real) || isWithin(to.real, root)) named.push(pattern);
  }
  return named;
}

async function realOf(path: string): Promise<string> {
  const there = await lookup(path);
  return "real" in there ? there.real : path;
}

/** Follows a link that wildcards led to, or anything that is not known yet. */
async function follow(at: Walk, path: string, { through, entered }: Reached): Promise<void> {
  const there = await lookup(path);
  const ends = patternsOf([...entered, ...through].filter(isEnd));
  if (!("real" in there)) {
    tell(at, ends, there.kind === "special" ? { path, ...there } : { path, kind: "broken link", code: there.code });
    return;
  }
  const { kind, real } = there;
  // Only `**` stays out of linked folders.
  const wanted = kind === "file" ? ends : patternsOf(entered);
  if (at.fence.barred(path, real)) {
    tell(at, wanted, { path, kind: "barred" });
    return;
  }
  const inside = at.fence.inside(real);
  const allowed = (pattern: Pattern): boolean => inside || isWithin(real, at.roots.get(pattern) ?? pattern.dir);
  if (kind === "file") tell(at, ends.filter(allowed), { path, ...there });
  else tell(at, patternsOf(entered.filter(isEnd)), { path, kind: "folder" });
  const left = kind === "file" ? ends : patternsOf(entered.filter((position) => !isEnd(position)));
  tell(
    at,
    left.filter((pattern) => !allowed(pattern)),
    { path, kind: "outside", real },
  );
  if (kind === "folder")
    queue(at, at.linked, { path, real, positions: entered.filter(({ pattern }) => allowed(pattern)) });
}

async function arrive(at: Walk, to: { readonly node: Node; readonly entry: Entry }, reached: Reached): Promise<void> {
  const { name, kind } = to.entry;
  const [path, real] = [join(to.node.path, name), join(to.node.real, name)];
  const positions = [...reached.entered, ...reached.through];
  if (at.fence.barredEntry(name, { absolute: path, real })) tell(at, patternsOf(positions), { path, kind: "barred" });
  else if (kind === "link") await follow(at, path, reached);
  else {
    const ends = patternsOf(positions.filter(isEnd));
    tell(at, ends, kind === "file" ? { path, kind, real, link: false } : { path, kind });
    if (kind === "folder") queue(at, at.own, { path, real, positions });
  }
}

/** Names that patterns give literally, and where a system does not tell capitals apart, by what it takes for equal. */
function namedIn({ positions }: Node, windows: boolean): Map<string, string> {
  const names = positions.flatMap(({ pattern, place }) => {
    const step = pattern.steps[place];
    return step?.kind === "name" ? [step.name] : [];
  });
  return new Map(names.map((name) => [windows ? name.toLowerCase() : name, name]));
}

/** Looks into a folder, or only for the names in it that are given. */
async function look(at: Walk, node: Node): Promise<void> {
  const { windows, pace } = at;
  const reading = { windows, dots: false };
  const missing = namedIn(node, windows);
  if (node.positions.some(({ pattern, place }) => pattern.steps[place]?.kind !== "name")) {
    const { entries, code } = await at.folders(node.real);
    if (code !== "") tell(at, patternsOf(node.positions), { path: node.path, kind: "closed", code });
    for (const entry of entries) {
      const pause = pace.step(node.positions.length);
      if (pause !== undefined) await pause;
      const reached = reach(node.positions, entry.name, reading);
      missing.delete(windows ? entry.name.toLowerCase() : entry.name);
      if (reached.through.length + reached.entered.length > 0) await arrive(at, { node, entry }, reached);
    }
  }
  for (const name of missing.values()) {
    await pace.step();
    const there = await lookup(join(node.path, name));
    const entry: Entry = { name, kind: "link" };
    if (there.kind !== "missing") await arrive(at, { node, entry }, reach(node.positions, name, reading));
  }
}

/**
 * Follows patterns through folders, and tells what they lead to. Each folder is looked into once for each position of a
 * pattern, however many links lead to it, so the work is bounded by folders times steps. Out of the workspace leads
 * only a link that the literal start of a pattern names.
 */
export async function walk(patterns: readonly Pattern[], ground: Ground): Promise<Finding[]> {
  const at: Walk = { ...ground, found: [], own: [], linked: [], roots: new Map(), been: new Map() };
  const starts = new Map<string, Pattern[]>();
  for (const pattern of patterns) {
    const same = starts.get(pattern.dir) ?? [];
    same.push(pattern);
    starts.set(pattern.dir, same);
  }
  for (const [dir, own] of starts) {
    await at.pace.step();
    await start(at, dir, own);
  }
  for (let node = at.own.pop(); node !== undefined; node = at.own.pop() ?? at.linked.pop()) {
    await at.pace.step();
    await look(at, node);
  }
  return at.found;
}
