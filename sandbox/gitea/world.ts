import type { Clock } from "../kernel/clock";
import type { ContentStore } from "../kernel/content";
import type { Answer, Exchange, RecordedRequest } from "../kernel/exchange";
import type { Params } from "../kernel/router";
import type { Push } from "./pushes";
import type { RepositoryState } from "./state";
import type { Token } from "./token-store";
import type { Dialect } from "./versions";

export interface Bases {
  /** Where the server is reached: scheme, host and sub-path. */
  readonly web: string;
  /** ROOT_URL as it is configured: what all addresses in answers are made of (1). */
  readonly root: string;
  /** The sub-path alone: "" or "/git". */
  readonly path: string;
  readonly storage: string;
}

export interface Limits {
  /** Bytes of one attachment; asked for from Gitea 1.25 on only (6). */
  readonly attachment: number;
  /** Bytes of a request that a proxy in front lets through; its 413 is a page. Undefined = no proxy. */
  readonly proxy: number | undefined;
  /** DEFAULT_PAGING_NUM and MAX_RESPONSE_ITEMS (3). */
  readonly page: number;
  readonly maxPage: number;
}

/** Hears of every request, just before and just after it is carried out. */
export type Watcher = (request: RecordedRequest, moment: "before" | "after") => void;

/** Everything one sandbox Gitea or Forgejo knows. */
export interface World {
  readonly clock: Clock;
  readonly dialect: Dialect;
  readonly bases: Bases;
  readonly store: ContentStore;
  readonly listLag: number;
  /** Milliseconds until the queue gets to a push, or `held` until the test says so. */
  readonly pushDelay: number | "held";
  /** What waits there. */
  readonly pushes: Push[];
  readonly limits: Limits;
  /** `[attachment] ENABLED` */
  readonly attachments: boolean;
  /** `[repository.release] ALLOWED_TYPES` */
  readonly allowedTypes: readonly string[];
  readonly requireSignIn: boolean;
  /** Downloads lead to signed addresses of an object store. */
  readonly serveDirect: boolean;
  /** A proxy in front decodes %2F (5). */
  readonly decodingProxy: boolean;
  readonly violations: string[];
  /** By path in lower case. */
  readonly repositories: Map<string, RepositoryState>;
  /** Former path, lower case -> repository. */
  readonly moved: Map<string, RepositoryState>;
  readonly tokens: Map<string, Token>;
  readonly watchers: Set<Watcher>;
  nextId(): number;
}

export interface Call extends Exchange {
  readonly world: World;
  readonly params: Params;
  readonly token: Token | undefined;
  /** A urlencoded body: nobody else gets to see it (6). */
  readonly form: URLSearchParams | undefined;
}

export interface RepositoryCall extends Call {
  readonly repo: RepositoryState;
}

export type Method = "GET" | "POST" | "PATCH" | "DELETE";

export interface PlainRoute {
  readonly method: Method;
  readonly path: string;
  /** Asks for no scope and no repository. */
  readonly handler: (call: Call) => Answer | Promise<Answer>;
  readonly exists?: (dialect: Dialect) => boolean;
}

/** Below `/repos/OWNER/NAME`. Every method but GET needs the right to write. */
export interface RepositoryRoute {
  readonly method: Method;
  readonly path: string;
  readonly unit: "releases" | "code";
  readonly handler: (call: RepositoryCall) => Answer | Promise<Answer>;
  readonly admin?: boolean;
  readonly exists?: (dialect: Dialect) => boolean;
  /** Measure that Forgejo asks for first (5.2, 6). */
  readonly quota?: "repositories" | "attachments";
}

export function violate(world: World, exchange: Pick<Exchange, "method" | "path">, what: string): void {
  world.violations.push(`${exchange.method} ${exchange.path}: ${what}`);
}

/** Ids are above 2^31: they are int64 in Gitea. */
export function idCounter(): () => number {
  let last = 5_000_000_000;
  return () => {
    last += 1;
    return last;
  };
}
