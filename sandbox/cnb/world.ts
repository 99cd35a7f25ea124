import type { Clock } from "../kernel/clock";
import type { ContentStore } from "../kernel/content";
import type { Answer, Exchange, RecordedRequest } from "../kernel/exchange";
import type { Params } from "../kernel/router";
import type { Choices } from "./choices";
import type { RepositoryState } from "./state";
import type { Token } from "./tokens";

export interface Bases {
  readonly web: string;
  /** With the path of a private installation. */
  readonly api: string;
  /** That path alone, mostly "". */
  readonly apiPath: string;
  readonly storage: string;
}

/** Hears of every request, just before and just after it is carried out. */
export type Watcher = (request: RecordedRequest, moment: "before" | "after") => void;

/** Everything one sandbox CNB knows. */
export interface World {
  readonly clock: Clock;
  readonly bases: Bases;
  readonly choices: Choices;
  readonly store: ContentStore;
  readonly listLag: number;
  readonly violations: string[];
  /** By slug in lower case. */
  readonly repositories: Map<string, RepositoryState>;
  readonly tokens: Map<string, Token>;
  readonly watchers: Set<Watcher>;
  nextId(): string;
}

/** A request to a route below `/{slug}/-`. */
export interface Call extends Exchange {
  readonly world: World;
  readonly params: Params;
  readonly token: Token;
  readonly repository: RepositoryState;
}

export interface ApiRoute {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  readonly path: string;
  readonly handler: (call: Call) => Answer | Promise<Answer>;
}

export function violate(world: World, exchange: Pick<Exchange, "origin" | "method" | "path">, what: string): void {
  world.violations.push(`${exchange.method} ${exchange.path} (${exchange.origin}): ${what}`);
}

/** Nineteen digits as text, since ids are texts and no number could hold these; or numbers above 2^32 (2). */
export function idCounter(ids: Choices["ids"]): () => string {
  let last = ids === "text" ? 1_980_000_000_000_000_000n : 5_000_000_000n;
  return () => {
    last += 1n;
    return String(last);
  };
}
