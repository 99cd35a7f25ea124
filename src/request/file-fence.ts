import { readdir, realpath, stat } from "node:fs/promises";
import { join, resolve, sep } from "node:path";

import { isWithin } from "./file-list";
import { identityOf } from "./file-lookup";

/** What a search may reach. All paths are absolute. */
export interface Fence {
  /** Whether what lies at a path (`real` with its links followed) is never uploaded. */
  readonly barred: (absolute: string, real: string) => boolean;
  /** The same for an entry of a folder that is not barred, which costs less. */
  readonly barredEntry: (name: string, paths: { readonly absolute: string; readonly real: string }) => boolean;
  /** Whether a file is one of those by its identity: a second name of it is no way around. */
  readonly barredAs: (identity: string) => Promise<boolean>;
  /** Whether a real path lies in the workspace. */
  readonly inside: (real: string) => boolean;
  /** Whether a path is written as one in the workspace, wherever it leads. */
  readonly written: (absolute: string) => boolean;
  /** Where the base really lies, if that is outside of the workspace that it is written in. */
  readonly strayed: string | undefined;
}

const really = (path: string): Promise<string> => realpath(path).catch(() => path);

/** Files that the kernel makes up as they are read: environments of processes, memory, settings. */
const MADE_UP = /^\/(?:proc|sys)(?:\/|$)/;

function inGit(path: string, from: string): boolean {
  const below = isWithin(path, from) ? path.slice(from.length) : path;
  return below.toLowerCase().split(sep).includes(".git");
}

async function identities(paths: readonly string[]): Promise<string[]> {
  const found = paths.map((path) =>
    stat(path, { bigint: true }).then(
      (there) => (there.isFile() ? [identityOf(there)] : []),
      () => [],
    ),
  );
  return (await Promise.all(found)).flat();
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
  const madeUp = sep === "/" ? MADE_UP : undefined;
  let twins: Promise<ReadonlySet<string>> | undefined;
  async function findTwins(): Promise<ReadonlySet<string>> {
    const git = join(base, ".git");
    const names = await readdir(git).catch((): string[] => []);
    return new Set(await identities([...never, ...names.map((name) => join(git, name))]));
  }
  return {
    strayed: around.length > 0 && folders.length === 1 ? realBase : undefined,
    // A checkout may itself lie below a `.git` (a submodule's): only what is below the base counts.
    barred: (absolute, target) =>
      barred.has(absolute) ||
      barred.has(target) ||
      inGit(absolute, base) ||
      inGit(target, realBase) ||
      madeUp?.test(target) === true,
    barredEntry: (name, paths) =>
      barred.has(paths.absolute) ||
      barred.has(paths.real) ||
      (name.length === 4 && name.toLowerCase() === ".git") ||
      madeUp?.test(paths.real) === true,
    barredAs: async (identity) => (await (twins ??= findTwins())).has(identity),
    inside: (target) => folders.some((folder) => isWithin(target, folder)),
    written: (absolute) => [base, realBase, ...around, ...real].some((folder) => isWithin(absolute, folder)),
  };
}
