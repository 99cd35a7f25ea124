import type { Clock } from "../kernel/clock";
import type { ContentStore } from "../kernel/content";
import type { Answer, Exchange } from "../kernel/exchange";
import type { Params } from "../kernel/router";
import type { Dialect } from "./shape";
import type { RepositoryState, Token } from "./state";

export interface Bases {
  readonly web: string;
  /** Base of the REST API and of uploads, path prefix included. */
  readonly api: string;
  readonly uploads: string;
  readonly storage: string;
}

/** Everything one sandbox GitHub knows. */
export interface World {
  readonly clock: Clock;
  readonly dialect: Dialect;
  readonly bases: Bases;
  readonly store: ContentStore;
  readonly listLag: number;
  readonly downloads: "redirect" | "direct";
  readonly violations: string[];
  /** By `owner/name` in lower case. */
  readonly repositories: Map<string, RepositoryState>;
  /** Former `owner/name`, lower case -> repository. */
  readonly renamed: Map<string, RepositoryState>;
  readonly tokens: Map<string, Token>;
  nextId(): number;
}

export interface Call extends Exchange {
  readonly world: World;
  readonly params: Params;
  readonly token: Token | undefined;
}

export interface RepositoryCall extends Call {
  readonly repo: RepositoryState;
}

export type RepositoryHandler = (call: RepositoryCall) => Answer | Promise<Answer>;

export interface RepositoryRoute {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Below `/repos/O/R` and `/repositories/ID`. */
  readonly path: string;
  readonly need: "read" | "write";
  readonly handler: RepositoryHandler;
  /** Left out = every shape has it. */
  readonly exists?: (dialect: Dialect) => boolean;
}

export function violate(world: World, exchange: Exchange, what: string): void {
  world.violations.push(`${exchange.method} ${exchange.path}: ${what}`);
}

/** Ids beyond 2^31, so that nobody keeps them in 32 bits (reference 5.2). */
export function idCounter(): () => number {
  let last = 3_000_000_000;
  return () => {
    last += 1;
    return last;
  };
}
