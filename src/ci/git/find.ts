import type { Stats } from "node:fs";
import { realpath, stat } from "node:fs/promises";
import { userInfo } from "node:os";
import { dirname, join, resolve } from "node:path";
import { errorCode, exists, isWithin, realOf } from "../../disk/paths";
import { UnreadableError, isAbsent, readWhole } from "./read";

/** Where the files of a checkout's repository lie; all paths are real. */
export interface Repository {
  /** Top folder of the checkout. */
  readonly top: string;
  /** What belongs to this checkout alone (HEAD). */
  readonly gitFolder: string;
  /** What all checkouts of the repository share (refs, objects, config). */
  readonly shared: string;
}

/** Bytes of a `.git` file and of `commondir`: a path each. */
const POINTER = 8192;

/**
 * The repository that a folder is checked out from: that of the nearest folder above with a `.git`, be it a folder, a
 * link, or a file that leads to one (worktrees, submodules). A folder that only looks like a bare repository is none:
 * it may have come with the files. Variables (`GIT_DIR` and its like) are not looked at. A repository of somebody else
 * above counts only as far as the CI's workspace reaches.
 *
 * @throws UnreadableError where there is one that cannot be read.
 */
export async function findRepository(folder: string, workspace: string | undefined): Promise<Repository | undefined> {
  const start = await realOf(folder);
  if (start === undefined) return undefined;
  const home = workspace === undefined ? undefined : await realOf(workspace);
  for (let top = start; ; top = dirname(top)) {
    const found = await repositoryAt(top);
    if (found !== undefined) {
      if (top !== start && (home === undefined || !isWithin(top, home))) await refuseForeign(top, start);
      return found;
    }
    if (top === dirname(top)) return undefined;
  }
}

async function repositoryAt(top: string): Promise<Repository | undefined> {
  const mark = join(top, ".git");
  const found = await about(mark);
  if (found?.isDirectory() === true) return repositoryIn(top, await realpath(mark));
  if (found?.isFile() !== true) return undefined;
  const real = await realpath(mark);
  const pointer = (await readWhole(real, { most: POINTER }))?.toString("utf8") ?? "";
  const [, path] = /^gitdir: ([^\0\n]+?)[\r\n]*$/.exec(pointer) ?? [];
  if (path === undefined) throw new UnreadableError(`${mark} does not say where its repository is`);
  const gitFolder = await realOf(resolve(top, path));
  const repository = gitFolder === undefined ? undefined : await repositoryIn(top, gitFolder);
  if (repository === undefined) throw new UnreadableError(`${mark} leads to a place where no repository is`);
  return repository;
}

/** What git takes for a repository: HEAD, refs and objects. */
async function repositoryIn(top: string, gitFolder: string): Promise<Repository | undefined> {
  const pointer = await readWhole(join(gitFolder, "commondir"), { most: POINTER, inside: [gitFolder] });
  const path = pointer?.toString("utf8").replace(/[\r\n]+$/, "");
  const shared = path === undefined ? gitFolder : await realOf(resolve(gitFolder, path));
  if (shared === undefined) throw new UnreadableError(`${gitFolder}/commondir leads to a place where nothing is`);
  const [head, refs, objects] = await Promise.all([
    exists(join(gitFolder, "HEAD")),
    about(join(shared, "refs")),
    about(join(shared, "objects")),
  ]);
  return head && refs?.isDirectory() === true && objects?.isDirectory() === true
    ? { top, gitFolder, shared }
    : undefined;
}

/** In a folder that others may write to, a repository above is whose it is, not ours: its remote would be the target. */
async function refuseForeign(top: string, start: string): Promise<void> {
  const [owner, own] = await Promise.all([stat(join(top, ".git")), stat(start)]);
  if (![0, own.uid, myself()].includes(owner.uid))
    throw new UnreadableError(`${join(top, ".git")} belongs to another user than ${start}`);
}

/** A container may run under a number that has no name. */
function myself(): number | undefined {
  try {
    return userInfo().uid;
  } catch {
    return undefined;
  }
}

async function about(path: string): Promise<Stats | undefined> {
  try {
    return await stat(path);
  } catch (error) {
    if (isAbsent(error) || errorCode(error) === "ELOOP") return undefined;
    throw new UnreadableError(`${path} cannot be read (${errorCode(error)})`);
  }
}
