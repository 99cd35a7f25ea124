import type { Clock } from "../kernel/clock";
import type { ContentStore } from "../kernel/content";
import type { Answer, Exchange, RecordedRequest } from "../kernel/exchange";
import type { Params } from "../kernel/router";
import type { RepositoryState } from "./state";
import type { Token } from "./token-store";

export interface Bases {
  /** Scheme, host and sub-path. */
  readonly web: string;
  readonly api: string;
  /** The sub-path alone: "" or "/code". */
  readonly root: string;
}

/** What the reference leaves open (8): a client has to live with every choice. */
export interface Unverified {
  /**
   * How a pushed tag becomes a release (4, 9). Default "put": POST is refused, PUT does it. "post": POST does it, a PUT
   * is answered with 200 and leaves `type` as it is. "either": both do.
   */
  readonly plainTag: "put" | "post" | "either";
  /** Another attachment of a name that is there (5). Default "twin": two remain. */
  readonly sameName: "twin" | "refused" | "replaced";
  /** Status for what is there already (7). Default 409. */
  readonly conflict: 400 | 409 | 422;
  /** Who says that an attachment is too large (5): the application, or a proxy with an HTML page. Default 413. */
  readonly tooLarge: 400 | 413 | "proxy";
  /** Status of a POST that created something (3: "accept 200 too"). Default 201. */
  readonly created: 200 | 201;
  /** What becomes of a file name (5). Default: all but `[A-Za-z0-9._-]` is dropped. */
  readonly filterName: (name: string) => string;
}

/** Hears of every request to the API or the web site, just before and just after it is carried out. */
export type Watcher = (request: RecordedRequest, moment: "before" | "after") => void;

/** Everything one sandbox TGit knows. */
export interface World {
  readonly clock: Clock;
  readonly bases: Bases;
  readonly store: ContentStore;
  readonly listLag: number;
  /** Bytes of the largest attachment (5). */
  readonly attachmentLimit: number;
  readonly unverified: Unverified;
  readonly violations: string[];
  /** By full path. */
  readonly repositories: Map<string, RepositoryState>;
  readonly tokens: Map<string, Token>;
  readonly watchers: Set<Watcher>;
  nextId(): number;
}

export type Given = Readonly<Record<string, unknown>>;

export interface Call extends Exchange {
  readonly world: World;
  readonly params: Params;
  readonly token: Token | undefined;
  /** Parameters of query and body together; no names of tokens. */
  readonly given: Given;
}

export interface RepositoryCall extends Call {
  readonly repository: RepositoryState;
}

/** Below `/projects/:id`. */
export interface Route {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: string;
  /** The body is a file and holds no parameters. */
  readonly raw?: boolean;
  /** Public projects answer without a token (5: downloads). */
  readonly open?: boolean;
  readonly handler: (call: RepositoryCall) => Answer | Promise<Answer>;
}

export function violate(world: World, exchange: Pick<Exchange, "method" | "path">, what: string): void {
  world.violations.push(`${exchange.method} ${exchange.path}: ${what}`);
}

export function idCounter(): () => number {
  let last = 2760;
  return () => {
    last += 1;
    return last;
  };
}
