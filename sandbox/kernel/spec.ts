import type { RecordedRequest } from "./exchange";
import type { Action, ActionRule, AssetSeedOf, EnvironmentAt, Kinds, Repository, RepositoryOptions } from "./kinds";
import type { SeededFile, SeedOf, TagOptions, TokenOptions } from "./kinds";
import type { SandboxServer } from "./server";
import type { Commit, RepositoryState, SeenRelease, Tag, World } from "./state";

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

/** What a repository is made of. */
export interface Making<K extends Kinds> {
  readonly world: World<Repository<K>, K["token"]>;
  readonly spec: RepositorySpec<K>;
  readonly requests: SandboxServer;
  readonly addToken: (options: TokenOptions<K>) => string;
}
