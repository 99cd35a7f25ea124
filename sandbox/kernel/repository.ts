import type { StoredContent } from "./content";
import type { RecordedRequest } from "./exchange";
import type { Fault, FaultHandle, FaultRule } from "./faults";
import { withDefaults } from "./fields";
import { addCommit, addTag, tagCommit, type CommitOptions } from "./git";
import { createHistory, rememberSeed } from "./history";
import type { SandboxServer } from "./server";
import type { Commit, Release, RepositoryState, SeenRelease, Tag, Token, World } from "./state";

/** The types that a dialect puts beside the kernel's own. */
export interface Kinds {
  readonly release: Release;
  /** State of a repository that only this forge has. */
  readonly own: object;
  /** What a test may do with a repository beside the verbs of all. */
  readonly verbs: object;
  readonly token: Token;
  readonly tokenOptions: object;
  readonly repositoryOptions: object;
  readonly tagOptions: object;
  readonly seed: object;
  readonly environment: object;
}

/** A repository to seed and to assert on; its state members are live. */
export type Repository<K extends Kinds = Kinds> = RepositoryState<K["release"]> & Verbs<K> & K["own"] & K["verbs"];

export interface RepositoryOptions {
  /** Default: public. */
  readonly private?: boolean;
  readonly defaultBranch?: string;
  /** No commits and no branches. */
  readonly empty?: boolean;
}

export interface TagOptions {
  /** Default: the default branch's. */
  readonly commit?: string | undefined;
  /** Message of an annotated tag. */
  readonly annotated?: string | undefined;
  /** Of the tag object, where git has made one. */
  readonly sha?: string | undefined;
}

export interface Seed {
  readonly tag: string;
  /** Where a tag that is not there yet comes to be; default: the default branch. */
  readonly target?: string;
  readonly title?: string;
  readonly notes?: string;
  readonly draft?: boolean;
  readonly prerelease?: boolean;
  readonly author?: string;
  readonly assets?: readonly AssetSeed[];
}

/** A file of a seed, and its bytes as they are kept. */
export interface SeededFile {
  readonly name: string;
  readonly content: StoredContent;
  readonly contentType: string;
}

/** What a dialect adds wins over what the kernel has of the same name. */
export type SeedOf<K extends Kinds> = Omit<Seed, keyof K["seed"]> & K["seed"];

/** What a file of a seed may say. */
export type AssetSeedOf<K extends Kinds> = K["seed"] extends { readonly assets?: readonly (infer A)[] } ? A : AssetSeed;

export interface AssetSeed {
  /** Kept as it is; the same name may come twice. */
  readonly name: string;
  /** Default: its name. */
  readonly content?: string | Buffer;
  readonly contentType?: string;
}

/** Kinds of requests that tests count and spoil. */
export type Action = "create" | "update" | "upload" | "rename" | "delete" | "read-back";

/** A request of some kind to one repository. */
export interface ActionRule {
  readonly method: string;
  readonly path: RegExp;
  readonly origin?: string;
  readonly operation?: string;
}

interface Verbs<K extends Kinds> {
  commit(message: string, options?: CommitOptions): string;
  branch(name: string, sha?: string): void;
  tag(name: string, options?: TagOptions & K["tagOptions"]): Tag;
  /** Commit of a branch; default: the default branch. */
  head(branch?: string): string;
  /** Commit behind a tag, annotated or not. */
  tagCommit(name: string): string | undefined;
  /** Makes a commit known and the default branch's head, as `git push` does. */
  push(sha: string): void;
  /** Puts a release there without asking the rules; a published one brings its tag along. */
  release(seed: SeedOf<K>): K["release"];
  /** Old addresses are redirected from now on, where the forge does that. */
  rename(path: string): void;
  /** Somebody else makes this tag, or its release, while the next release is being created. */
  raceFor(tag: string, what?: "tag" | "release"): void;
  /** Its releases as a person sees them. */
  seen(): SeenRelease[];
  /** What a runner of this server sets, but for files and folders, which the caller knows. */
  environment(at?: EnvironmentAt & K["environment"]): Record<string, string>;
  /** The same, and what the step that checks out adds to it. */
  checkedOut(at?: EnvironmentAt & K["environment"]): Record<string, string>;
  /** Inputs for what that environment leaves to be said. */
  inputs(at?: EnvironmentAt): Record<string, string>;
  /** Requests to this repository so far, without those to signed addresses. */
  requests(): RecordedRequest[];
  /** Those that change something. */
  writes(): RecordedRequest[];
  isAction(action: Action, request: RecordedRequest): boolean;
  spoil(action: Action, fault: Fault, rule?: Pick<FaultRule, "nth" | "times">): FaultHandle;
  /** Called as each request to this repository comes in, before it is carried out. */
  watch(look: (request: RecordedRequest) => void): void;
}

/** A run that a tag or a branch started; neither = the default branch. */
export interface EnvironmentAt {
  readonly tag?: string | undefined;
  readonly branch?: string | undefined;
}

/** What a token is made of; what else there is to choose is the dialect's own. */
export type TokenOptions<K extends Kinds> = K["tokenOptions"] & {
  readonly user?: string;
  /** Paths; default: all. */
  readonly repositories?: readonly string[];
  readonly state?: "valid" | "expired";
};

/** What a dialect says of its repositories. */
export interface RepositorySpec<K extends Kinds> {
  /** Repositories may lie deeper than `owner/name`. */
  readonly groups: boolean;
  /** Of the n-th repository; default: the next id of all. */
  repositoryId?(nth: number): number;
  readonly branchName?: string;
  /** A draft brings its tag along. */
  readonly draftsMakeTags?: true;
  /** Message of a tag that is pushed without one, where only annotated tags count. */
  readonly tagMessage?: string;
  readonly firstCommits?: readonly string[];
  own?(base: RepositoryState<K["release"]>, options: RepositoryOptions & K["repositoryOptions"]): K["own"];
  /** @param addToken makes a token for a job of the repository */
  verbs?(repo: Repository<K>, addToken: (options: TokenOptions<K>) => string): K["verbs"];
  /** The server's own table learns of a tag that git has. */
  tagged?(repo: Repository<K>, tag: Tag, options: TagOptions & K["tagOptions"]): void;
  /** What the forge takes for the name of a commit. */
  resolve(repo: Repository<K>, ref: string): Commit | undefined;
  /** User of a token and of a seed that name none. */
  readonly user: string;
  /** Releases have no title that could be chosen. */
  readonly untitled?: true;
  /** A release without anything on it: the kernel has seen to its tag, and adds what all seeds may say. */
  blank(
    repo: Repository<K>,
    of: { readonly tag: string; readonly author: string; readonly notes?: string },
  ): K["release"];
  put(release: K["release"], file: SeededFile, seed: AssetSeedOf<K>, repo: Repository<K>): void;
  /** What a seed of this forge says beyond that. */
  seeded?(release: K["release"], seed: SeedOf<K>, repo: Repository<K>): void;
  /** Where a person sees something else than the release's own members. */
  see?(repo: Repository<K>, release: K["release"]): Partial<SeenRelease>;
  environment(repo: Repository<K>, at: EnvironmentAt & K["environment"]): Record<string, string>;
  /** What the step that checks out adds to the environment. */
  checkout?(repo: Repository<K>): Record<string, string>;
  inputs?(repo: Repository<K>, at: EnvironmentAt): Record<string, string>;
  readonly actions: Readonly<Record<Action, ActionRule>>;
  /** Where the bytes of an upload go, if by another request: a connection can be cut there only. */
  readonly bytes?: ActionRule;
  /** Which requests about a repository its `requests()` tell; default: all. */
  counts?(request: RecordedRequest): boolean;
  /** A POST that saves nothing. */
  harmless?(request: RecordedRequest): boolean;
}

interface Making<K extends Kinds> {
  readonly world: World<Repository<K>, K["token"]>;
  readonly spec: RepositorySpec<K>;
  readonly requests: SandboxServer;
  readonly addToken: (options: TokenOptions<K>) => string;
}

export function seenAs(release: Release): SeenRelease {
  return {
    id: String(release.id),
    tag: release.tagName,
    title: release.name ?? "",
    notes: release.body ?? "",
    draft: release.draft ?? false,
    prerelease: release.prerelease ?? false,
    assets: (release.assets ?? []).map(({ id, name, label, content }) => ({
      id: String(id ?? name),
      name,
      label: label ?? "",
      size: content?.size ?? 0,
      sha256: content?.sha256 ?? "",
      complete: content !== undefined,
    })),
  };
}

/** New repository with three commits on its default branch, unless `empty`. */
export function createRepository<K extends Kinds>(
  making: Making<K>,
  path: string,
  options: RepositoryOptions & K["repositoryOptions"],
): Repository<K> {
  const { world, spec } = making;
  if (!(spec.groups ? /^[^/]+(\/[^/]+)+$/ : /^[^/]+\/[^/]+$/).test(path))
    throw new Error(`"${path}" is not owner/name`);
  if (world.repositories.has(path.toLowerCase())) throw new Error(`${path} exists already`);
  const history = createHistory<K["release"]>(() => state);
  const state: RepositoryState<K["release"]> = {
    id: spec.repositoryId?.(world.repositories.size + 1) ?? world.nextId(),
    path,
    private: options.private ?? false,
    defaultBranch: options.defaultBranch ?? spec.branchName ?? "main",
    commits: new Map(),
    branches: new Map(),
    tags: new Map(),
    releases: [],
    races: new Map(),
    get history() {
      return history();
    },
    now: () => world.now(),
    stamp: (time) => world.stamp(time),
  };
  const own = spec.own?.(state, options) ?? {};
  // Descriptors, so that a getter stays one.
  Object.defineProperties(state, Object.getOwnPropertyDescriptors(own));
  const repo = state as Repository<K>;
  Object.assign(repo, verbsOf(making, repo), spec.verbs?.(repo, making.addToken));
  const messages = spec.firstCommits ?? ["Initial commit", "Add feature", "Fix bug"];
  if (!options.empty) for (const message of messages) repo.commit(message);
  world.repositories.set(path.toLowerCase(), repo);
  world.moved.delete(path.toLowerCase());
  return repo;
}

function verbsOf<K extends Kinds>(making: Making<K>, repo: Repository<K>): Verbs<K> {
  const { world, spec } = making;
  const head = (branch = repo.defaultBranch): string => {
    const sha = repo.branches.get(branch);
    if (sha === undefined) throw new Error(`no branch ${branch}`);
    return sha;
  };
  const makeTag = (name: string, options: TagOptions & K["tagOptions"]): Tag => {
    const { commit = head(), annotated = spec.tagMessage, sha } = options;
    if (!repo.commits.has(commit)) throw new Error(`no commit ${commit}`);
    const tag = addTag(repo, name, { commit, message: annotated, sha });
    spec.tagged?.(repo, tag, options);
    return tag;
  };
  return {
    head,
    tagCommit: (name) => tagCommit(repo, name)?.sha,
    commit: (message, options) => addCommit(repo, message, options),
    branch: (name, sha = head()) => {
      repo.branches.set(name, sha);
    },
    tag: (name, options = {}) => makeTag(name, options),
    push: (sha) => {
      repo.commits.set(sha, { sha, message: "Pushed", date: repo.stamp(Date.UTC(2026, 1, 1)), parent: head() });
      repo.branches.set(repo.defaultBranch, sha);
    },
    release: (given) => {
      const seed = given as SeedOf<K> & Seed;
      const commit = spec.resolve(repo, seed.target ?? repo.defaultBranch);
      if ((!seed.draft || spec.draftsMakeTags) && !repo.tags.has(seed.tag) && commit) {
        const tag = addTag(repo, seed.tag, { commit: commit.sha });
        spec.tagged?.(repo, tag, {});
      }
      const release = releaseOf(making, repo, seed);
      repo.releases.push(release);
      rememberSeed(repo);
      return release;
    },
    rename: (path) => {
      const former = repo.path.toLowerCase();
      world.repositories.delete(former);
      world.moved.set(former, repo);
      Object.assign(repo, { path });
      world.repositories.set(path.toLowerCase(), repo);
    },
    raceFor: (tag, what = "release") => {
      repo.races.set(tag, what);
    },
    seen: () => repo.releases.map((release) => ({ ...seenAs(release), ...spec.see?.(repo, release) })),
    environment: (at = {}) => spec.environment(repo, at),
    checkedOut: (at = {}) => ({ ...spec.environment(repo, at), ...spec.checkout?.(repo) }),
    inputs: (at = {}) => spec.inputs?.(repo, at) ?? {},
    ...records(making, repo),
  };
}

function releaseOf<K extends Kinds>({ world, spec }: Making<K>, repo: Repository<K>, seed: SeedOf<K> & Seed) {
  const { tag, title, notes: body, draft, prerelease, target = repo.defaultBranch, assets = [] } = seed;
  const release = spec.blank(repo, { ...seed, tag, author: seed.author ?? spec.user });
  const name = spec.untitled ? undefined : title;
  const told = { name, body, draft, prerelease, target, visibleFrom: 0 };
  Object.assign(release, withDefaults<object>(release, told));
  for (const one of assets) {
    const content = world.store.keep(Buffer.from(one.content ?? one.name));
    const file = { name: one.name, content, contentType: one.contentType ?? "application/octet-stream" };
    spec.put(release, file, one as AssetSeedOf<K>, repo);
  }
  spec.seeded?.(release, seed, repo);
  return release;
}

type Records = Pick<Verbs<Kinds>, "requests" | "writes" | "isAction" | "spoil" | "watch">;

function records<K extends Kinds>({ spec, requests: server }: Making<K>, repo: Repository<K>): Records {
  // A request keeps the path that it was sent to, also after a renaming.
  const isOwn = ({ repository }: RecordedRequest): boolean => repository === repo.path;
  const requests = (): RecordedRequest[] => server.requests.filter((one) => isOwn(one) && (spec.counts?.(one) ?? true));
  return {
    requests,
    writes: () => requests().filter((one) => !["GET", "HEAD"].includes(one.method) && !spec.harmless?.(one)),
    isAction: (action, request) => {
      const { method, path, origin, operation } = spec.actions[action];
      const asked = method === request.method && path.test(request.path) && isOwn(request);
      const right = asked && (operation === undefined || operation === request.operation);
      return right && (origin === undefined || origin === request.origin);
    },
    spoil: (action, fault, rule = {}) => {
      const cut = fault.kind === "cut" && action === "upload" ? spec.bytes : undefined;
      return server.faults.add({ ...(cut ?? spec.actions[action]), repository: repo.path, ...rule, do: fault });
    },
    watch: (look) => {
      server.watch((request, moment) => {
        if (moment === "before" && isOwn(request)) look(request);
      });
    },
  };
}
