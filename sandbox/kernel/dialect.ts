import type { StoredContent } from "./content";
import type { Handler, RecordedRequest } from "./exchange";
import type { GitSide } from "./git-http";
import type { Kinds, Repository, RepositoryOptions, TokenOptions } from "./kinds";
import type { ListenOptions, SandboxServer } from "./server";
import type { RepositorySpec } from "./spec";
import type { World } from "./state";

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
export interface Dialect<K extends Kinds> extends RepositorySpec<K> {
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
  token(
    options: TokenOptions<K>,
    nth: number,
  ): Omit<K["token"], "user" | "repositories" | "state"> & {
    readonly user?: string;
  };
  answer: Handler;
  /** User that has to go with a token over git; default: any. */
  readonly gitUser?: RegExp;
  /** The repository that a request is about: what `requests()` of a repository counts, and what rules strike. */
  place(request: { readonly origin: string; readonly path: string }): { readonly path: string } | undefined;
  /** The same, and what is asked for, by how the body begins; only with `readsHeads`. */
  readHead?(head: string): Pick<RecordedRequest, "repository" | "operation" | "onlyReads"> | undefined;
  complaints?(request: RecordedRequest): readonly string[];
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
  /** The dialect tells requests apart by their bodies. */
  readonly readsHeads?: true;
  /** How the forge prints a time. */
  readonly stamp: (time: number) => string;
  /** What the dialect knows beside the kernel. */
  world(kernel: World<Repository<K>, K["token"]>): W;
  dialect(world: W): Dialect<K>;
}
