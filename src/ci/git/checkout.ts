import { join } from "node:path";
import { type Remotes, remotesIn } from "./config";
import { type Repository, findRepository } from "./find";
import { peel } from "./objects";
import { UnreadableError, readWhole } from "./read";
import { type Head, looseRefs, packedRefs, reachOf, readHead, resolveRef } from "./refs";

/** What the checkout tells that a folder lies in. It is read from its files: nothing of it is run. */
export interface Checkout extends Head {
  /** Real path of its top folder; `undefined` where there is none. */
  readonly top: string | undefined;
  readonly remotes: Remotes;
  /** Why something of it could not be read; what that would have told is not known then. */
  readonly trouble: string | undefined;
  /** Tags that are on its commit. */
  readonly tags: () => Promise<readonly string[]>;
  /** What a ref of this full name holds; `undefined` where there is none, or it cannot be read. */
  readonly ref: (name: string) => Promise<string | undefined>;
  /** Where its files lie; `undefined` where there is none. */
  readonly repository: Repository | undefined;
  /** The commit of an id that may be an annotated tag's; `undefined` where its objects do not tell. */
  readonly peel: (id: string) => Promise<string | undefined>;
}

const CONFIG = 1024 * 1024;
/** Loose refs that are looked through for tags of HEAD. */
const MOST_TAGS = 2000;

/** No checkout at all. */
export const NO_CHECKOUT: Checkout = {
  top: undefined,
  commit: undefined,
  branch: undefined,
  remotes: new Map(),
  trouble: undefined,
  tags: () => Promise.resolve([]),
  ref: () => Promise.resolve(undefined),
  repository: undefined,
  peel: () => Promise.resolve(undefined),
};

/** Reads the checkout that a folder lies in; `workspace` is the CI's. Never throws for what is on the disk. */
export async function readCheckout(folder: string, workspace?: string): Promise<Checkout> {
  const found = await attempt(() => findRepository(folder, workspace));
  if ("trouble" in found) return { ...NO_CHECKOUT, trouble: found.trouble };
  const repository = found.value;
  if (repository === undefined) return NO_CHECKOUT;
  const [head, remotes] = await Promise.all([
    attempt(() => readHead(repository)),
    attempt(() => readRemotes(repository)),
  ]);
  const { commit, branch } = "trouble" in head ? NO_CHECKOUT : head.value;
  const troubles = [head, remotes].flatMap((read) => ("trouble" in read ? [read.trouble] : []));
  return {
    top: repository.top,
    commit,
    branch,
    remotes: "trouble" in remotes ? new Map() : remotes.value,
    trouble: troubles.length === 0 ? undefined : troubles.join("; "),
    tags: async () => (commit === undefined ? [] : tagsOf(repository, commit).catch(() => [])),
    ref: (name) => resolveRef(repository, name).catch(() => undefined),
    repository,
    peel: (id) => peel(repository, id),
  };
}

async function readRemotes(repository: Repository): Promise<Remotes> {
  const config = await readWhole(join(repository.shared, "config"), { most: CONFIG, inside: reachOf(repository) });
  return remotesIn(config?.toString("utf8") ?? "");
}

/** Loose tags win over packed ones of their name. */
async function tagsOf(repository: Repository, commit: string): Promise<string[]> {
  const loose = await looseRefs(repository, "refs/tags", MOST_TAGS);
  if (loose === undefined) return [];
  const found: string[] = [];
  for (const [name, id] of loose) if (id === commit || (await peel(repository, id)) === commit) found.push(name);
  const packed = (await packedTags(repository, commit)).filter((name) => !loose.has(name));
  return [...found, ...packed].map((name) => name.slice("refs/tags/".length)).sort();
}

async function packedTags(repository: Repository, commit: string): Promise<string[]> {
  const packed = await packedRefs(repository);
  const found: string[] = [];
  for (let at = packed.indexOf(commit); at >= 0; at = packed.indexOf(commit, at + 1)) {
    const start = packed.lastIndexOf("\n", at) + 1;
    // The commit of an annotated tag stands below its line.
    const line = packed[start] === 0x5e ? packed.lastIndexOf("\n", start - 2) + 1 : start;
    const [, name] = /^[0-9a-f]+ (refs\/tags\/\S+)\n/.exec(packed.toString("utf8", line, line + 4096)) ?? [];
    if (name !== undefined) found.push(name);
  }
  return found;
}

async function attempt<T>(work: () => Promise<T>): Promise<{ readonly value: T } | { readonly trouble: string }> {
  try {
    return { value: await work() };
  } catch (error) {
    if (error instanceof UnreadableError) return { trouble: error.message };
    throw error;
  }
}
