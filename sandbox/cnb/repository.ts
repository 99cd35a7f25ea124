import { addCommit, addTag, tagCommit, type CommitOptions } from "./git";
import { seedRelease, type ReleaseSeed } from "./seed";
import type { Release, RepositoryState } from "./state";
import type { World } from "./world";

export interface RepositoryOptions {
  /** Default: public. */
  readonly visibility?: "public" | "private";
  readonly defaultBranch?: string;
  /** No commits and no branches: it takes no release (2). */
  readonly empty?: boolean;
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
  /** Somebody else creates the release of this tag just before the next one who tries. */
  raceFor(tag: string): void;
}

function newState(slug: string, options: RepositoryOptions): RepositoryState {
  if (!/^[^/]+(\/[^/]+)+$/.test(slug)) throw new Error(`"${slug}" is not group/name`);
  return {
    slug,
    visibility: options.visibility ?? "public",
    defaultBranch: options.defaultBranch ?? "main",
    commits: new Map(),
    branches: new Map(),
    tags: new Map(),
    releases: [],
    latest: undefined,
    tickets: new Map(),
    races: new Set(),
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
    tagCommit: (name: string) => tagCommit(state, name)?.sha,
    commit: (message: string, options?: CommitOptions) => addCommit(state, message, options),
    branch: (name: string, sha = head()) => {
      state.branches.set(name, sha);
    },
    tag: (name: string, sha = head(), options: { readonly annotated?: string } = {}) => {
      if (!state.commits.has(sha)) throw new Error(`no commit ${sha}`);
      addTag(state, name, sha, options.annotated);
    },
    release: (seed: ReleaseSeed) => seedRelease(world, state, seed),
    raceFor: (tag: string) => {
      state.races.add(tag);
    },
  });
}

const FIRST_COMMITS = ["Initial commit", "Add feature", "Fix bug"];

/** New repository with three commits on its default branch, unless `empty`. */
export function createRepository(world: World, slug: string, options: RepositoryOptions): SandboxRepository {
  if (world.repositories.has(slug.toLowerCase())) throw new Error(`${slug} exists already`);
  const repository = handle(world, newState(slug, options));
  if (!options.empty) for (const message of FIRST_COMMITS) repository.commit(message);
  world.repositories.set(slug.toLowerCase(), repository);
  return repository;
}
