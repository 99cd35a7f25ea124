import { addCommit, peel, type CommitOptions } from "./git";
import { seedRelease, seedTag, type ReleaseSeed } from "./seed";
import { now, type Commit, type Release, type RepositoryState, type Rules } from "./state";
import type { World } from "./world";

export interface RepositoryOptions extends Partial<Rules> {
  readonly private?: boolean;
  readonly defaultBranch?: string;
  /** No commits and no branches: git routes answer 409, publishing 422. */
  readonly empty?: boolean;
  readonly discussionCategories?: readonly string[];
  readonly burnedTags?: readonly string[];
}

/** A repository to seed and to assert on; its state members are live. */
export interface SandboxRepository extends RepositoryState {
  commit(message: string, options?: CommitOptions): string;
  branch(name: string, sha?: string): void;
  /** Returns the sha the ref points at: the commit, or the tag object when annotated. */
  tag(name: string, sha?: string, options?: { readonly annotated?: string }): string;
  release(seed: ReleaseSeed): Release;
  /** Commit of a branch; default: the default branch. */
  head(branch?: string): string;
  /** Commit behind a tag, annotated or not. */
  tagCommit(name: string): string | undefined;
  /** Old addresses answer 301 and 307 from now on (reference 1.5). */
  rename(fullName: string): void;
}

function split(name: string): { owner: string; name: string } {
  const [owner, repo, ...rest] = name.split("/");
  if (!owner || !repo || rest.length > 0) throw new Error(`"${name}" is not owner/name`);
  return { owner, name: repo };
}

function newState(world: World, name: string, options: RepositoryOptions): RepositoryState {
  return {
    clock: world.clock,
    id: world.nextId(),
    ...split(name),
    private: options.private ?? false,
    archived: false,
    defaultBranch: options.defaultBranch ?? "main",
    createdAt: now(world),
    commits: new Map<string, Commit>(),
    tagObjects: new Map(),
    branches: new Map(),
    tags: new Map(),
    releases: [],
    latestId: undefined,
    rules: {
      restrictTagCreation: options.restrictTagCreation ?? false,
      immutableReleases: options.immutableReleases ?? false,
      workflowRefusal: options.workflowRefusal ?? 404,
    },
    burnedTags: new Set(options.burnedTags),
    discussionCategories: new Set(options.discussionCategories ?? ["Announcements", "General"]),
  };
}

function handle(world: World, state: RepositoryState): SandboxRepository {
  const head = (branch = state.defaultBranch): string => {
    const sha = state.branches.get(branch);
    if (sha === undefined) throw new Error(`no branch ${branch}`);
    return sha;
  };
  const repo: SandboxRepository = Object.assign(state, {
    head,
    commit: (message: string, options?: CommitOptions) => addCommit(state, message, options),
    branch: (name: string, sha = head()) => {
      state.branches.set(name, sha);
    },
    tag: (name: string, sha = head(), options: { readonly annotated?: string } = {}) =>
      seedTag(repo, name, { sha, annotated: options.annotated }),
    release: (seed: ReleaseSeed) => seedRelease(world, state, seed),
    tagCommit: (name: string) => peel(state, state.tags.get(name) ?? "")?.sha,
    rename: (name: string) => {
      const former = `${state.owner}/${state.name}`.toLowerCase();
      world.repositories.delete(former);
      world.renamed.set(former, state);
      Object.assign(state, split(name));
      world.repositories.set(name.toLowerCase(), state);
    },
  });
  return repo;
}

/** New repository with three commits on its default branch, unless `empty`. */
export function createRepository(world: World, name: string, options: RepositoryOptions): SandboxRepository {
  const key = name.toLowerCase();
  if (world.repositories.has(key)) throw new Error(`${name} exists already`);
  const repo = handle(world, newState(world, name, options));
  if (!options.empty) for (const message of ["Initial commit", "Add feature", "Fix bug"]) repo.commit(message);
  world.repositories.set(key, repo);
  world.renamed.delete(key);
  return repo;
}
