import type { Clock } from "../kernel/clock";
import type { ContentStore } from "../kernel/content";
import type { Answer, Exchange, RecordedRequest } from "../kernel/exchange";
import type { Params } from "../kernel/router";
import type { Grant } from "./grants";
import type { Habits } from "./habits";
import type { RepositoryState } from "./state";
import type { Token } from "./token-store";

export interface Bases {
  readonly web: string;
  /** Without the path: what ATOMGIT_API_URL holds (1). */
  readonly apiOrigin: string;
  readonly api: string;
  readonly storage: string;
}

export const API_PATH = "/api/v5";

export interface Limits {
  /** Requests of one user to the API (3). */
  readonly perMinute: number;
  readonly perHour: number;
  /** Largest attachment in bytes. */
  readonly upload: number;
}

/** Hears of every request just before and just after it is carried out. */
export type Watcher = (request: RecordedRequest, moment: "before" | "after") => void;

/** Lags in milliseconds, but for the one that counts answers. */
export interface Lags {
  readonly list: number;
  readonly attach: number;
  readonly attachReads: number;
  readonly urlLife: number;
}

/** Everything one sandbox GitCode knows. */
export interface World {
  readonly clock: Clock;
  readonly habits: Habits;
  readonly bases: Bases;
  readonly store: ContentStore;
  readonly lags: Lags;
  readonly limits: Limits;
  readonly requests: readonly RecordedRequest[];
  readonly violations: string[];
  /** By full name in lower case. */
  readonly repositories: Map<string, RepositoryState>;
  readonly tokens: Map<string, Token>;
  /** By signature. */
  readonly grants: Map<string, Grant>;
  readonly watchers: Set<Watcher>;
  /** Admits one more request of a user, or throws 429. */
  readonly admit: (user: string) => void;
  nextId(): number;
}

export type Given = Readonly<Record<string, unknown>>;

export interface Call extends Exchange {
  readonly world: World;
  readonly params: Params;
  readonly token: Token | undefined;
  readonly repo: RepositoryState;
  /** Parameters of the body. */
  readonly given: Given;
}

export interface Route {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Below `/repos/{owner}/{repo}`. */
  readonly path: string;
  /** Who may ask: anybody who sees the repository, with a token or (spec page) without one, or who may write. */
  readonly needs: "nothing" | "token" | "write";
  /** Left out = every server has it. */
  readonly exists?: (habits: Habits) => boolean;
  readonly handler: (call: Call) => Answer | Promise<Answer>;
}

export function violate(world: World, exchange: Pick<Exchange, "method" | "path">, what: string): void {
  world.violations.push(`${exchange.method} ${exchange.path}: ${what}`);
}
