import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { exists } from "../../disk/paths";
import type { Repository } from "./find";
import { UnreadableError, readWhole } from "./read";

/** What HEAD stands on. */
export interface Head {
  /** `undefined` before the first commit. */
  readonly commit: string | undefined;
  /** `undefined` where a commit or a tag is checked out. */
  readonly branch: string | undefined;
}

/** Bytes of one ref. */
const REF = 4096;
/** Bytes of all refs in one file: about a million. */
const PACKED = 64 * 1024 * 1024;
/** Bytes of the list of commits at which a history ends early. */
const SHALLOW = 16 * 1024 * 1024;
/** A ref may name another; git itself follows five. */
const DEEPEST = 5;

const ID = /^([0-9a-f]{64}|[0-9a-f]{40})\s*$/;

/** @throws UnreadableError where HEAD or its branch is there and cannot be read, reftables among them. */
export async function readHead(repository: Repository): Promise<Head> {
  const head = await readWhole(join(repository.gitFolder, "HEAD"), { most: REF, inside: reachOf(repository) });
  const told = head?.toString("utf8") ?? "";
  if (ID.test(told)) return { commit: told.trim(), branch: undefined };
  const name = refIn(told);
  if (name === undefined) throw new UnreadableError(`${repository.gitFolder}/HEAD holds neither a commit nor a ref`);
  if (name === "refs/heads/.invalid" || (await exists(join(repository.shared, "reftable"))))
    throw new UnreadableError(`the refs of ${repository.shared} are in a reftable, which this program does not read`);
  checkName(name, repository);
  const branch = /^refs\/heads\/(.+)/.exec(name)?.[1];
  return { commit: await resolveRef(repository, name, 1), branch };
}

/** What a ref holds, through refs that it names: the id of a commit, or of an annotated tag. */
export async function resolveRef(repository: Repository, name: string, depth = 0): Promise<string | undefined> {
  if (depth > DEEPEST) throw new UnreadableError(`the ref ${name} goes round in circles`);
  checkName(name, repository);
  const folder = /^refs\/(bisect|worktree|rewritten)\//.test(name) ? repository.gitFolder : repository.shared;
  const loose = await readWhole(join(folder, name), { most: REF, inside: reachOf(repository) });
  if (loose === undefined) return packedRef(repository, name);
  const told = loose.toString("utf8");
  if (ID.test(told)) return told.trim();
  const next = refIn(told);
  if (next === undefined) throw new UnreadableError(`${join(folder, name)} holds neither a commit nor a ref`);
  return resolveRef(repository, next, depth + 1);
}

/** Loose refs by name below a folder of them, with what they hold; `undefined` where there are too many to go through. */
export async function looseRefs(
  repository: Repository,
  below: string,
  most: number,
): Promise<ReadonlyMap<string, string> | undefined> {
  const found = new Map<string, string>();
  const folders = [below];
  let seen = 0;
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of await readdir(join(repository.shared, folder), { withFileTypes: true }).catch(() => [])) {
      seen += 1;
      if (seen > most) return undefined;
      const name = `${folder}/${entry.name}`;
      if (entry.isDirectory()) folders.push(name);
      else if (entry.isFile() && isRefName(name)) {
        const told = await readWhole(join(repository.shared, name), { most: REF, inside: reachOf(repository) });
        const id = told?.toString("utf8") ?? "";
        if (ID.test(id)) found.set(name, id.trim());
      }
    }
  }
  return found;
}

/** All refs that git has packed into one file, as it is. Lines: `id name`, below an annotated tag `^commit`. */
export async function packedRefs(repository: Repository): Promise<Buffer> {
  const path = join(repository.shared, "packed-refs");
  return (await readWhole(path, { most: PACKED, inside: reachOf(repository) })) ?? Buffer.alloc(0);
}

async function packedRef(repository: Repository, name: string): Promise<string | undefined> {
  const packed = await packedRefs(repository);
  const end = Buffer.from(` ${name}\n`);
  for (let at = packed.indexOf(end); at >= 0; at = packed.indexOf(end, at + 1)) {
    const id = packed.toString("latin1", packed.lastIndexOf("\n", at) + 1, at);
    if (ID.test(id)) return id;
  }
  return undefined;
}

export function reachOf({ gitFolder, shared }: Repository): readonly string[] {
  return [gitFolder, shared];
}

function refIn(text: string): string | undefined {
  return /^ref:\s*(\S[^\r\n]*?)\s*$/.exec(text)?.[1];
}

/** A name is a path here, so it is held to git's rules. */
export function isRefName(name: string): boolean {
  // eslint-disable-next-line no-control-regex -- control characters are what the rule is about
  return /^refs\/./.test(name) && !/[\x00-\x20\x7f~^:?*[\\]|\.\.|@\{|\/\/|\/\.|\/$|\.$|\.lock(\/|$)/.test(name);
}

function checkName(name: string, { gitFolder }: Repository): void {
  if (!isRefName(name)) throw new UnreadableError(`a ref in ${gitFolder} names something that is not a ref`);
}

/** Commits at which a shallow history ends, a line each. https://git-scm.com/docs/gitformat-shallow */
export function readShallow(repository: Repository): Promise<Buffer | undefined> {
  return readWhole(join(repository.shared, "shallow"), { most: SHALLOW, inside: reachOf(repository) });
}
