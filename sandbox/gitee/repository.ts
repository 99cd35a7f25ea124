import { addCommit, addTag, type CommitOptions } from "./git";
import { seedRelease, type ReleaseSeed } from "./seed";
import type { Release, RepositoryState } from "./state";
import type { World } from "./world";

export interface RepositoryOptions {
  readonly private?: boolean;
  /** No commits and no branches. */
  readonly empty?: boolean;
  /** Default: main. Never to be guessed (4). */
  readonly defaultBranch?: string;
  /** What people see, `owner/name`; the API wants the path (1). */
  readonly displayName?: string;
}

/** A repository to seed and to assert on; its state members are live. */
export interface SandboxRepository extends RepositoryState {
  commit(message: string, options?: CommitOptions): string;
  branch(name: string, sha?: string): void;
  tag(name: string, sha?: string, options?: { readonly annotated?: string }): void;
  release(seed: ReleaseSeed): Release;
  /** Commit of a branch; default: the default branch. */
  head(branch?: string): string;
  tagCommit(name: string): string | undefined;
}

function newState(world: World, path: string, options: RepositoryOptions): RepositoryState {
  if (!/^[^/]+\/[^/]+$/.test(path)) throw new Error(`"${path}" is not owner/name`);
  return {
    id: world.nextId(),
    path,
    displayName: options.displayName ?? path.replace(/^([^/]+)/, "$1 公司"),
    private: options.private ?? false,
    defaultBranch: options.defaultBranch ?? "main",
    commits: new Map(),
    branches: new Map(),
    tags: new Map(),
    releases: [],
    withdrawn: new Set(),
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
  });
}

const FIRST_COMMITS = ["Initial commit", "Add feature", "Fix bug"];

/** New repository with three commits on its default branch, unless `empty`. */
export function createRepository(world: World, path: string, options: RepositoryOptions): SandboxRepository {
  if (world.repositories.has(path)) throw new Error(`${path} exists already`);
  const repository = handle(world, newState(world, path, options));
  if (!options.empty) for (const message of FIRST_COMMITS) repository.commit(message);
  world.repositories.set(path, repository);
  return repository;
}
