import { addCommit, addTag, tagCommit, type CommitOptions } from "./git";
import { repositoryUrl } from "./release-json";
import { seedRelease, type ReleaseSeed } from "./seed";
import type { Release, RepositoryState } from "./state";
import type { World } from "./world";

export interface RepositoryOptions {
  /** Default: public. */
  readonly visibility?: "public" | "private";
  readonly defaultBranch?: string;
  /** No commits and no branches. */
  readonly empty?: boolean;
  /** Tags that nobody may create. */
  readonly protectedTags?: readonly string[];
}

/** A repository to seed and to assert on; its state members are live. */
export interface SandboxRepository extends RepositoryState {
  readonly webUrl: string;
  /** Ends in .git: what a checkout has as its remote. */
  readonly cloneUrl: string;
  commit(message: string, options?: CommitOptions): string;
  branch(name: string, sha?: string): void;
  tag(name: string, sha?: string, options?: { readonly annotated?: string }): void;
  release(seed: ReleaseSeed): Release;
  /** Commit of a branch; default: the default branch. */
  head(branch?: string): string;
  tagCommit(name: string): string | undefined;
  /** Somebody else makes this tag, or its release, while the next release is being created. */
  raceFor(tag: string, what?: "tag" | "release"): void;
}

function newState(world: World, path: string, options: RepositoryOptions): RepositoryState {
  if (!/^[^/]+(\/[^/]+)+$/.test(path)) throw new Error(`"${path}" is not group/name`);
  const tags = new Map<string, Release>();
  return {
    clock: world.clock,
    id: world.repositories.size + 85_436,
    path,
    visibility: options.visibility ?? "public",
    defaultBranch: options.defaultBranch ?? "master",
    commits: new Map(),
    branches: new Map(),
    tags,
    get releases() {
      return [...tags.values()].filter(({ type }) => type === "release");
    },
    rules: { races: new Map(), protectedTags: options.protectedTags ?? [] },
    history: [],
  };
}

function handle(world: World, state: RepositoryState): SandboxRepository {
  const head = (branch = state.defaultBranch): string => {
    const sha = state.branches.get(branch);
    if (sha === undefined) throw new Error(`no branch ${branch}`);
    return sha;
  };
  const webUrl = repositoryUrl(world, state);
  return Object.assign(state, {
    webUrl,
    cloneUrl: `${webUrl}.git`,
    head,
    tagCommit: (name: string) => tagCommit(state, name)?.sha,
    commit: (message: string, options?: CommitOptions) => addCommit(state, message, options),
    branch: (name: string, sha = head()) => {
      state.branches.set(name, sha);
    },
    tag: (name: string, sha = head(), options: { readonly annotated?: string } = {}) => {
      if (!state.commits.has(sha)) throw new Error(`no commit ${sha}`);
      addTag(state, { tag: name, commit: sha, message: options.annotated });
    },
    release: (seed: ReleaseSeed) => seedRelease(world, state, seed),
    raceFor: (tag: string, what: "tag" | "release" = "release") => {
      state.rules.races.set(tag, what);
    },
  });
}

/** New repository with three commits on its default branch, unless `empty`. */
export function createRepository(world: World, path: string, options: RepositoryOptions): SandboxRepository {
  if (world.repositories.has(path)) throw new Error(`${path} exists already`);
  const repository = handle(world, newState(world, path, options));
  if (!options.empty) for (const message of ["Initial commit", "Add feature", "Fix bug"]) repository.commit(message);
  world.repositories.set(path, repository);
  return repository;
}
