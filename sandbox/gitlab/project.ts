import { addCommit, addTag, tagCommit, type CommitOptions } from "./git";
import { seedFile, seedRelease, seedUpload, type FileSeed, type ReleaseSeed } from "./seed";
import { now, type PackageFile, type ProjectState, type Release, type Rules, type Upload } from "./state";
import { fullPathOf } from "./uploads";
import type { World } from "./world";

export interface ProjectOptions extends Partial<Omit<Rules, "racingTags">> {
  /** Default: public. */
  readonly visibility?: "public" | "private";
  readonly defaultBranch?: string;
  /** No commits and no branches. */
  readonly empty?: boolean;
  readonly milestones?: readonly string[];
}

/** A project to seed and to assert on; its state members are live. */
export interface SandboxProject extends ProjectState {
  commit(message: string, options?: CommitOptions): string;
  branch(name: string, sha?: string): void;
  tag(name: string, sha?: string, options?: { readonly annotated?: string }): void;
  release(seed: ReleaseSeed): Release;
  packageFile(seed: FileSeed): PackageFile;
  /** @returns the upload, and its url on the web site */
  upload(filename: string, content: string | Buffer): Upload & { readonly webUrl: string };
  /** Commit of a branch; default: the default branch. */
  head(branch?: string): string;
  tagCommit(name: string): string | undefined;
  /** The old path answers 301 and 405 from now on (reference 1). */
  move(path: string): void;
  /** Somebody else pushes this tag while the next release is being created (reference 4.1). */
  raceFor(tag: string): void;
}

function rulesOf(world: World, options: ProjectOptions): Rules {
  return {
    releases: options.releases ?? "on",
    packages: options.packages ?? true,
    changelog: options.changelog ?? "on",
    duplicates: options.duplicates ?? "allowed",
    duplicateException: options.duplicateException,
    protectedPackages: options.protectedPackages ?? [],
    protectedTags: options.protectedTags ?? [],
    jobTokenAllowlist: options.jobTokenAllowlist ?? (world.dialect.jobTokenRestricted ? [] : "all"),
    tagHook: options.tagHook,
    racingTags: new Set(),
  };
}

/** Small, as the first numbers of a young instance are: a fixed width must not be relied on. */
const newId = (world: World): number => world.projects.size + 24;

function newState(world: World, path: string, options: ProjectOptions): ProjectState {
  if (!/^[^/]+(\/[^/]+)+$/.test(path)) throw new Error(`"${path}" is not group/name`);
  return {
    clock: world.clock,
    id: newId(world),
    path,
    visibility: options.visibility ?? "public",
    defaultBranch: options.defaultBranch ?? "main",
    createdAt: now(world),
    commits: new Map(),
    branches: new Map(),
    tags: new Map(),
    releases: [],
    packages: [],
    uploads: [],
    milestones: [...(options.milestones ?? [])],
    rules: rulesOf(world, options),
    history: [],
  };
}

function handle(world: World, state: ProjectState): SandboxProject {
  const head = (branch = state.defaultBranch): string => {
    const sha = state.branches.get(branch);
    if (sha === undefined) throw new Error(`no branch ${branch}`);
    return sha;
  };
  const commitOf = (name: string): string | undefined => tagCommit(state, name)?.sha;
  return Object.assign(state, {
    head,
    tagCommit: commitOf,
    commit: (message: string, options?: CommitOptions) => addCommit(state, message, options),
    branch: (name: string, sha = head()) => {
      state.branches.set(name, sha);
    },
    tag: (name: string, sha = head(), options: { readonly annotated?: string } = {}) => {
      if (!state.commits.has(sha)) throw new Error(`no commit ${sha}`);
      addTag(state, name, sha, options.annotated);
    },
    release: (seed: ReleaseSeed) => seedRelease(world, state, seed),
    packageFile: (seed: FileSeed) => seedFile(world, state, seed),
    upload: (filename: string, content: string | Buffer) => {
      const upload = seedUpload(world, state, filename, content);
      const path = fullPathOf({ ...world, rootedUploads: false }, state, upload);
      const webUrl = world.bases.web + (path ?? `/${state.path}/uploads/${upload.secret}/${upload.name}`);
      return { ...upload, webUrl };
    },
    move: (path: string) => {
      world.projects.delete(state.path.toLowerCase());
      world.moved.set(state.path.toLowerCase(), state);
      state.path = path;
      world.projects.set(path.toLowerCase(), state);
    },
    raceFor: (tag: string) => {
      state.rules.racingTags.add(tag);
    },
  });
}

/** With trailers, so that the changelog API has something to say. */
const FIRST_COMMITS = ["Initial commit", "Add feature\n\nChangelog: added", "Fix bug\n\nChangelog: fixed"];

/** New project with three commits on its default branch, unless `empty`. */
export function createProject(world: World, path: string, options: ProjectOptions): SandboxProject {
  if (world.projects.has(path.toLowerCase())) throw new Error(`${path} exists already`);
  const project = handle(world, newState(world, path, options));
  if (!options.empty) for (const message of FIRST_COMMITS) project.commit(message);
  world.projects.set(path.toLowerCase(), project);
  world.moved.delete(path.toLowerCase());
  return project;
}
