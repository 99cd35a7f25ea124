import { stat, statfs } from "node:fs/promises";
import { dirname, join, parse, sep } from "node:path";
import { isWithin, realOf } from "../../disk/paths";
import { shown } from "../files/disk";

/** Where a path really leads; `real` is unknown for what has no path, such as a pipe that the shell opened. */
export type Place = { readonly real: string | undefined } | { readonly refused: string };

/** Pipes and files that whoever started the program opened for it. */
const OPENED = /^\/(dev\/fd|proc\/(self|\d+)\/fd)\/\d+$/;

/**
 * Where a file may lie that is read for its text: inside of the workspaces, or where the path itself is written to
 * lead. No link leads out of them, and nothing of a git folder is read, whatever its name. All paths are absolute.
 */
export async function placeOf(absolute: string, workspaces: readonly string[]): Promise<Place> {
  const homes = await Promise.all(workspaces.map(async (folder) => (await realOf(folder)) ?? folder));
  const real = await realOf(absolute);
  if (await leavesBy(absolute, { homes, real }))
    return { refused: "is, or lies behind, a link that leads out of the workspace" };
  if (real === undefined) return OPENED.test(absolute) ? { real } : { refused: "is not there (ENOENT)" };
  if (await isOfKernel(real)) return { refused: "is not a file but a view into the system, which may show secrets" };
  return (await isOfGit(absolute, workspaces)) || (await isOfGit(real, homes))
    ? { refused: "belongs to git (.git), where credentials are kept" }
    : { real };
}

/** Whether the path comes by a workspace and ends outside of all. */
async function leavesBy(
  absolute: string,
  { homes, real }: { readonly homes: readonly string[]; readonly real: string | undefined },
): Promise<boolean> {
  const isInside = (path: string): boolean => homes.some((home) => isWithin(path, home));
  if (real !== undefined && isInside(real)) return false;
  const { root } = parse(absolute);
  let path = root;
  for (const part of absolute.slice(root.length).split(sep)) {
    const here = await realOf(path);
    // What is not there at all leads nowhere.
    if (here === undefined) return false;
    if (isInside(here)) return real !== undefined || (await isThere(absolute));
    path = join(path, part);
  }
  return false;
}

function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** Numbers of proc and sysfs in linux/magic.h: environments and command lines of processes are read there as files. */
const KERNEL = [0x9fa0, 0x62656572];

async function isOfKernel(real: string): Promise<boolean> {
  const system = await statfs(real).catch(() => undefined);
  return system !== undefined && KERNEL.includes(system.type);
}

/**
 * A checkout may itself lie below a `.git` (a submodule's): only what is below a workspace counts, and all of a path
 * that leads elsewhere. A folder without that name is one of git by what is in it.
 */
async function isOfGit(path: string, workspaces: readonly string[]): Promise<boolean> {
  const home = workspaces.find((folder) => isWithin(path, folder)) ?? parse(path).root;
  if (shown(path, home).split("/").some(isGitName)) return true;
  for (let folder = dirname(path); folder !== home && folder !== dirname(folder); folder = dirname(folder)) {
    const marks = await Promise.all(["HEAD", "objects", "refs"].map((name) => isThere(join(folder, name))));
    if (marks.every(Boolean)) return true;
  }
  return false;
}

/** Names that some file system takes for `.git`: in other case, with dots or invisible characters, or its short form. */
function isGitName(part: string): boolean {
  const name = part.replace(/[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g, "").replace(/[. ]+$/, "");
  return /^(\.git|git~1)$/i.test(name);
}
