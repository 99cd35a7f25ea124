import { readdir, stat } from "node:fs/promises";
import { join, resolve, sep } from "node:path";
import { setImmediate } from "node:timers/promises";

import { identityOf, isWithin, really } from "../../disk/paths";

/** What a search may reach. All paths are absolute. */
export interface Fence {
  /** Whether what lies at a path (`real` with its links followed) is never uploaded. */
  readonly barred: (absolute: string, real: string) => boolean;
  /** Whether a file is one of those by its identity: a second name of it is no way around. */
  readonly barredAs: (identity: string) => Promise<boolean>;
  /** Whether a real path lies in the workspace. */
  readonly inside: (real: string) => boolean;
  /** Whether a path is written as one in the workspace, wherever it leads. */
  readonly written: (absolute: string) => boolean;
  /** Where the base really lies, if that is outside of the workspace that it is written in. */
  readonly strayed: string | undefined;
}

/** Files that the kernel makes up as they are read: environments of processes, memory, settings. */
const isMadeUp = (real: string): boolean => sep === "/" && /^\/(?:proc|sys)(?:\/|$)/.test(real);

/** A checkout may itself lie below a `.git` (a submodule's): only what is below the base counts. */
function inGit(path: string, base: string): boolean {
  const below = isWithin(path, base) ? path.slice(base.length) : path;
  return below.toLowerCase().split(sep).includes(".git");
}

async function identities(paths: readonly string[]): Promise<Set<string>> {
  const found = await Promise.all(paths.map((path) => stat(path, { bigint: true }).catch(() => undefined)));
  return new Set(found.flatMap((there) => (there?.isFile() === true ? [identityOf(there)] : [])));
}

/** The fence around `base`, the folder of patterns, and the folders that a run works in. */
export async function fenceOf(at: {
  readonly base: string;
  /** Folders of the run; those that `base` lies in count. */
  readonly workspaces: readonly string[];
  /** Paths that are never uploaded. */
  readonly never: readonly string[];
}): Promise<Fence> {
  const { base } = at;
  const never = at.never.map((path) => resolve(path));
  const barred = new Set([...never, ...(await Promise.all(never.map(really)))]);
  const realBase = await really(base);
  const around = at.workspaces.map((folder) => resolve(folder)).filter((folder) => isWithin(base, folder));
  const real = await Promise.all(around.map(really));
  // A base that is itself a link out of the workspace was named by an input, and is a workspace of its own.
  const folders = [realBase, ...real.filter((folder) => isWithin(realBase, folder))];
  let hardLinked: Promise<ReadonlySet<string>> | undefined;
  async function findHardLinked(): Promise<ReadonlySet<string>> {
    const git = join(base, ".git");
    const names = await readdir(git).catch((): string[] => []);
    return identities([...never, ...names.map((name) => join(git, name))]);
  }
  return {
    strayed: around.length > 0 && folders.length === 1 ? realBase : undefined,
    barred: (absolute, target) =>
      barred.has(absolute) ||
      barred.has(target) ||
      inGit(absolute, base) ||
      inGit(target, realBase) ||
      isMadeUp(target),
    barredAs: async (identity) => (await (hardLinked ??= findHardLinked())).has(identity),
    inside: (target) => folders.some((folder) => isWithin(target, folder)),
    written: (absolute) => [base, realBase, ...around, ...real].some((folder) => isWithin(absolute, folder)),
  };
}

/** Keeps long work from holding everything else up, such as the signal that ends it. */
export interface Pace {
  /** Call it once for each piece of work, with what it cost. @throws the signal's reason once the run is to stop. */
  readonly step: (cost?: number) => Promise<void> | undefined;
  /** What all work has cost so far. */
  readonly spent: () => number;
}

/** Steps between two looks at the rest of the world: a few milliseconds' worth of comparing names. */
const AT_A_TIME = 20_000;

/** A pace that ends with `signal`. */
export function paceOf(signal: AbortSignal): Pace {
  let [spent, next] = [0, AT_A_TIME];
  async function pause(): Promise<void> {
    await setImmediate();
    signal.throwIfAborted();
  }
  return {
    spent: () => spent,
    step: (cost = 1) => {
      spent += cost;
      signal.throwIfAborted();
      if (spent < next) return undefined;
      next = spent + AT_A_TIME;
      return pause();
    },
  };
}
