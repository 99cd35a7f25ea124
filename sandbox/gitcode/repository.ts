import { addCommit, addTag, type CommitOptions } from "./git";
import { seedAsset, seedRelease, type AssetSeed, type ReleaseSeed } from "./seed";
import { fullName, type Asset, type Release, type RepositoryState } from "./state";
import type { World } from "./world";

export interface RepositoryOptions {
  /** Default: public. */
  readonly visibility?: "public" | "private";
  readonly defaultBranch?: string;
  /** No commits and no branches. */
  readonly empty?: boolean;
}

/** A repository to seed and to assert on; its state members are live. */
export interface SandboxRepository extends RepositoryState {
  commit(message: string, options?: CommitOptions): string;
  branch(name: string, sha?: string): void;
  tag(name: string, sha?: string, options?: { readonly annotated?: string }): void;
  release(seed: ReleaseSeed): Release;
  /** One more attachment of a release, as if somebody had uploaded it meanwhile. */
  attach(tag: string, seed: AssetSeed): Asset;
  /** Commit of a branch; default: the default branch. */
  head(branch?: string): string;
  tagCommit(name: string): string | undefined;
  /** Somebody else creates the release of this tag while a client does (reference 4: exists already). */
  raceFor(tag: string): void;
}

function newState(world: World, path: string, options: RepositoryOptions): RepositoryState {
  const at = path.lastIndexOf("/");
  if (!/^[^/]+(\/[^/]+)+$/.test(path)) throw new Error(`"${path}" is not owner/name`);
  return {
    id: world.nextId(),
    owner: path.slice(0, at),
    name: path.slice(at + 1),
    visibility: options.visibility ?? "public",
    defaultBranch: options.defaultBranch ?? "main",
    commits: new Map(),
    branches: new Map(),
    tags: new Map(),
    releases: [],
    racing: new Set(),
    history: [],
  };
}

function handle(world: World, state: RepositoryState): SandboxRepository {
  const head = (branch = state.defaultBranch): string => {
    const sha = state.branches.get(branch);
    if (sha === undefined) throw new Error(`no branch ${branch}`);
    return sha;
  };
  return Object.assign(state, {
    head,
    tagCommit: (name: string) => state.tags.get(name)?.commit,
    commit: (message: string, options?: CommitOptions) => addCommit(state, message, options),
    branch: (name: string, sha = head()) => {
      state.branches.set(name, sha);
    },
    tag: (name: string, sha = head(), options: { readonly annotated?: string } = {}) => {
      if (!state.commits.has(sha)) throw new Error(`no commit ${sha}`);
      addTag(state, name, sha, options.annotated);
    },
    release: (seed: ReleaseSeed) => seedRelease(world, state, seed),
    attach: (tag: string, seed: AssetSeed) => seedAsset(world, state, tag, seed),
    raceFor: (tag: string) => {
      state.racing.add(tag);
    },
  });
}

const FIRST_COMMITS = ["Initial commit", "Add feature", "Fix bug"];

/** New repository with three commits on its default branch, unless `empty`. */
export function createRepository(world: World, path: string, options: RepositoryOptions): SandboxRepository {
  if (world.repositories.has(path.toLowerCase())) throw new Error(`${path} exists already`);
  const repo = handle(world, newState(world, path, options));
  if (!options.empty) for (const message of FIRST_COMMITS) repo.commit(message);
  world.repositories.set(fullName(repo).toLowerCase(), repo);
  return repo;
}
