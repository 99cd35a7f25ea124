import { addCommit, addTag, tagCommit, type CommitOptions } from "./git";
import { enqueue, handlePushes } from "./pushes";
import { syncTag } from "./rows";
import { seedRelease, type ReleaseSeed } from "./seed";
import type { Commit, Release, RepositoryState, Rules } from "./state";
import type { World } from "./world";

export interface RepositoryOptions extends Partial<Omit<Rules, "racingTags">> {
  readonly private?: boolean;
  readonly defaultBranch?: string;
  /** No commits and no branches. */
  readonly empty?: boolean;
}

export interface TagOptions {
  /** Message of an annotated tag. */
  readonly annotated?: string;
  /** False: pushed a moment ago, the server's table does not know it yet (5.2). */
  readonly synced?: boolean;
}

/** A repository to seed and to assert on; its state members are live. */
export interface SandboxRepository extends RepositoryState {
  commit(message: string, options?: CommitOptions): string;
  branch(name: string, sha?: string): void;
  tag(name: string, sha?: string, options?: TagOptions): void;
  release(seed: ReleaseSeed): Release;
  /** Commit of a branch; default: the default branch. */
  head(branch?: string): string;
  tagCommit(name: string): string | undefined;
  /** The old path is redirected from now on (reference 10). */
  rename(path: string): void;
  /** `git push origin TAG`, also to another commit: git has it at once, the table when the queue gets to it. */
  pushTag(name: string, sha?: string, options?: Pick<TagOptions, "annotated">): void;
  /** `git push --delete`: the tag's published release becomes a draft (reference 5.2), when the queue gets to it. */
  pushTagDeletion(name: string): void;
  /** The queue handles what was pushed and still waits. */
  handlePushes(): void;
  /** Somebody else makes a release of this tag while the next one is being created (reference 5.2). */
  raceFor(tag: string): void;
}

function newState(world: World, path: string, options: RepositoryOptions): RepositoryState {
  if (!/^[^/]+\/[^/]+$/.test(path)) throw new Error(`"${path}" is not owner/name`);
  return {
    clock: world.clock,
    id: world.repositories.size + 24,
    path,
    private: options.private ?? false,
    defaultBranch: options.defaultBranch ?? "main",
    commits: new Map(),
    branches: new Map(),
    tags: new Map(),
    releases: [],
    tagRows: [],
    rules: {
      archived: options.archived ?? false,
      releases: options.releases ?? true,
      protectedTags: options.protectedTags ?? [],
      quotaExceeded: options.quotaExceeded ?? [],
      racingTags: new Set(),
    },
    history: [],
    updatedAt: "2026-01-01T00:00:00Z",
  };
}

function handle(world: World, state: RepositoryState): SandboxRepository {
  const head = (branch = state.defaultBranch): string => {
    const sha = state.branches.get(branch);
    if (sha === undefined) throw new Error(`no branch ${branch}`);
    return sha;
  };
  const known = (sha: string): Commit => {
    const commit = state.commits.get(sha);
    if (!commit) throw new Error(`no commit ${sha}`);
    return commit;
  };
  return Object.assign(state, {
    head,
    tagCommit: (name: string) => tagCommit(state, name)?.sha,
    commit: (message: string, options?: CommitOptions) => addCommit(state, message, options),
    branch: (name: string, sha = head()) => {
      state.branches.set(name, sha);
    },
    tag: (name: string, sha = head(), { annotated, synced = true }: TagOptions = {}) => {
      addTag(state, name, known(sha), annotated);
      if (synced) syncTag(world, state, name, "octavia");
    },
    pushTag: (name: string, sha = head(), { annotated }: Pick<TagOptions, "annotated"> = {}) => {
      addTag(state, name, known(sha), annotated);
      enqueue(world, { repo: state, tag: name, what: "made" });
    },
    release: (seed: ReleaseSeed) => seedRelease(world, state, seed),
    rename: (path: string) => {
      world.repositories.delete(state.path.toLowerCase());
      world.moved.set(state.path.toLowerCase(), state);
      state.path = path;
      world.repositories.set(path.toLowerCase(), state);
    },
    pushTagDeletion: (name: string) => {
      state.tags.delete(name);
      enqueue(world, { repo: state, tag: name, what: "deleted" });
    },
    handlePushes: () => {
      handlePushes(world, state);
    },
    raceFor: (tag: string) => {
      state.rules.racingTags.add(tag);
    },
  });
}

/** New repository with three commits on its default branch, unless `empty`. */
export function createRepository(world: World, path: string, options: RepositoryOptions): SandboxRepository {
  if (world.repositories.has(path.toLowerCase())) throw new Error(`${path} exists already`);
  const repo = handle(world, newState(world, path, options));
  if (!options.empty) for (const message of ["Initial commit", "Add feature", "Fix bug"]) repo.commit(message);
  world.repositories.set(path.toLowerCase(), repo);
  world.moved.delete(path.toLowerCase());
  return repo;
}
