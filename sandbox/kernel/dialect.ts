import type { StoredContent } from "./content";
import type { Handler, RecordedRequest } from "./exchange";
import type { GitSide } from "./git-http";
import type { Action, ActionRule, AssetSeedOf, EnvironmentAt, Kinds, Repository, RepositoryOptions } from "./kinds";
import type { SeededFile, SeedOf, TagOptions, TokenOptions } from "./kinds";
import type { ListenOptions, ReadHead, SandboxServer } from "./server";
import type { Commit, RepositoryState, SeenRelease, Tag, Token, World } from "./state";

/** How every sandbox is started; a dialect adds its versions, its limits and its uncertainties. */
export interface StartOptions extends ListenOptions {
  /** Milliseconds for which lists do not know a new release. */
  readonly listLag?: number;
  /** Keep no uploaded bytes, only size and sha256. */
  readonly discard?: boolean;
}

/** A running forge: the same for all of them. */
export interface Sandbox<K extends Kinds = Kinds> extends Omit<SandboxServer, "urls"> {
  /** As the input `forge` names it. */
  readonly forge: string;
  /** Name for people. */
  readonly title: string;
  /** The CI whose pipelines `repository().environment` plays. */
  readonly ci: string;
  /** Web root as it is reached, with the sub-path. */
  readonly serverUrl: string;
  readonly apiUrl: string;
  /** Of the object store, where there is one: only to be asserted on. */
  readonly storageUrl: string;
  /** Another host, to redirect to: a token that arrives there is a violation. */
  readonly elsewhereUrl: string;
  /** Of a person who may publish everywhere. */
  readonly token: string;
  /** One that may publish, one that nobody knows, and one that may only read. */
  readonly tokens: { readonly good: string; readonly wrong: string; readonly reads: string };
  /** What must not be in any log besides the tokens: marks of signed addresses. */
  readonly secrets: readonly RegExp[];
  addToken(options?: TokenOptions<K>): string;
  /** A job ends and its token with it; any other token expires. */
  expire(token: string): void;
  /** Creates a repository, or returns the one of that path when no options are given. Without a path: a new one. */
  repository(path?: string, options?: RepositoryOptions & K["repositoryOptions"]): Repository<K>;
  /** Real git behind a repository from now on, which is empty first; it ends with the sandbox. */
  git(repo: Repository<K>): Promise<GitSide>;
  /** Content of an asset by its id; undefined for an unknown or half-made one. */
  asset(id: number | string): StoredContent | undefined;
  /** What the forge's own description has against a request; empty where there is none. */
  complaints(request: RecordedRequest): readonly string[];
}

/** What makes a forge of the kernel. */
export interface Dialect<K extends Kinds> {
  readonly forge: string;
  readonly title: string;
  readonly ci: string;
  readonly secrets?: readonly RegExp[];
  readonly wrongToken: string;
  /** Options of a token that may only read. */
  readonly reads: TokenOptions<K>;
  /** Where repositories without a path of their own lie; default: octo. */
  readonly folder?: string;
  /** Text of the n-th token, and what is the dialect's own about it. */
  token(options: TokenOptions<K>, nth: number): Omit<K["token"], keyof Token> & Pick<Token, "value"> & Partial<Token>;
  answer: Handler;
  /** The repository that a request is about: what `requests()` of a repository counts, and what rules strike. */
  place(request: { readonly origin: string; readonly path: string }): { readonly path: string } | undefined;
  /** The same, and what is asked for, by how the body begins. */
  readonly readHead?: ReadHead;
  complaints?(request: RecordedRequest): readonly string[];
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
  /** What only this forge has of a repository. */
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
  /** Left out = no such request here. */
  readonly actions: Readonly<Partial<Record<Action, ActionRule>>>;
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
  readonly dialect: Dialect<K>;
  readonly addToken: (options: TokenOptions<K>) => string;
}

/** How a dialect opens its sandbox. */
export interface Opening<K extends Kinds, W> {
  /** Without "elsewhere", which every sandbox has. */
  readonly origins: readonly string[];
  /** Where the API lies below the sub-path, and on which origin; default: the web site's. */
  readonly api: { readonly path: string; readonly origin?: string };
  /** Where the instance lives on its host, such as "/git". */
  readonly subPath?: string | undefined;
  /** Ids count from here on. */
  readonly firstId: number;
  /** How the forge prints a time. */
  readonly stamp: (time: number) => string;
  /** What the dialect knows beside the kernel. */
  world(kernel: World<Repository<K>, K["token"]>): W;
  dialect(world: W): Dialect<K>;
}
