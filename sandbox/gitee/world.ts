import type { Clock } from "../kernel/clock";
import type { ContentStore } from "../kernel/content";
import type { Answer, Exchange, RecordedRequest } from "../kernel/exchange";
import type { Params } from "../kernel/router";
import type { RepositoryState } from "./state";
import type { Token } from "./tokens";
import type { Uncertain } from "./uncertain";

export interface Bases {
  readonly web: string;
  readonly api: string;
  readonly storage: string;
  /** Path of the API root, "/api/v5" unless the host was told otherwise (1). */
  readonly prefix: string;
}

export interface Limits {
  /** Bytes of one attachment; this many are refused too, as exactly 100 MiB is undecided (5, 10). */
  readonly attachment: number;
  /** Bytes of all attachments of a repository (5). */
  readonly quota: number;
  /** Attachments of one release (5: mentioned, unverified). */
  readonly count: number;
  /** Who says that a body is too large: the application, or a proxy in front of it with an HTML page (5). */
  readonly by: "application" | "proxy";
}

/** Hears of every request to the API or the web site, just before and just after it is carried out. */
export type Watcher = (request: RecordedRequest, moment: "before" | "after") => void;

/** Everything one sandbox Gitee knows. */
export interface World {
  readonly clock: Clock;
  readonly bases: Bases;
  readonly store: ContentStore;
  readonly uncertain: Uncertain;
  readonly limits: Limits;
  readonly listLag: number;
  readonly downloadLag: number;
  readonly violations: string[];
  readonly requests: readonly RecordedRequest[];
  /** By path, as it was written. */
  readonly repositories: Map<string, RepositoryState>;
  readonly tokens: Map<string, Token>;
  /** Values that were answered with 401 in a header: these may be tried once more in a body (8). */
  readonly refusedHeaders: Set<string>;
  /** Tag or file name that a POST was about. */
  readonly subjects: WeakMap<RecordedRequest, string>;
  readonly watchers: Set<Watcher>;
  nextId(): number;
}

export type Given = Readonly<Record<string, unknown>>;

export interface Call extends Exchange {
  readonly world: World;
  readonly params: Params;
  /** Members of the JSON or form body. */
  readonly given: Given;
}

export interface RepositoryCall extends Call {
  readonly repository: RepositoryState;
  readonly token: Token | undefined;
}

interface Address {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  readonly path: string;
}

/** Below `/repos/:owner/:repo`. */
export interface RepositoryRoute extends Address {
  readonly handler: (call: RepositoryCall) => Answer | Promise<Answer>;
}

/** Below the API root; looks after its own rights. */
export interface PlainRoute extends Address {
  /** The body is left to the handler. */
  readonly raw?: boolean;
  readonly handler: (call: Call) => Answer | Promise<Answer>;
}

export function violate(world: World, exchange: Pick<Exchange, "method" | "path">, what: string): void {
  world.violations.push(`${exchange.method} ${exchange.path}: ${what}`);
}

export function idCounter(): () => number {
  let last = 431_069;
  return () => {
    last += 1;
    return last;
  };
}
