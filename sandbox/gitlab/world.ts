import type { Clock } from "../kernel/clock";
import type { ContentStore } from "../kernel/content";
import type { Answer, Exchange, RecordedRequest } from "../kernel/exchange";
import type { Params } from "../kernel/router";
import type { ProjectState } from "./state";
import type { Token } from "./token-store";
import type { Dialect } from "./versions";

export interface Bases {
  /** Scheme, host and sub-path. */
  readonly web: string;
  readonly api: string;
  /** The sub-path alone: "" or "/gitlab". */
  readonly root: string;
}

export interface Limits {
  /** Largest package file in bytes, 0 = none (6). */
  readonly packageFile: number;
  /** Largest project upload in bytes; undefined = none (7). */
  readonly upload: number | undefined;
  /** Who says that a body is too large: the application, or a proxy in front of it with an HTML page. */
  readonly by: "application" | "proxy";
}

/** Hears of every request to the API or the web site, just before and just after it is carried out. */
export type Watcher = (request: RecordedRequest, moment: "before" | "after") => void;

/** Everything one sandbox GitLab knows. */
export interface World {
  readonly clock: Clock;
  readonly dialect: Dialect;
  readonly bases: Bases;
  readonly store: ContentStore;
  readonly listLag: number;
  readonly limits: Limits;
  /** full_path of an upload starts with the sub-path; not certain, so an option (7, 11). */
  readonly rootedUploads: boolean;
  readonly violations: string[];
  /** By full path in lower case. */
  readonly projects: Map<string, ProjectState>;
  /** Former full path, lower case -> project. */
  readonly moved: Map<string, ProjectState>;
  readonly tokens: Map<string, Token>;
  readonly watchers: Set<Watcher>;
  /** Answers of release lists, by token and address (option `listLag`). */
  readonly lists: Map<string, { readonly until: number; readonly answer: Answer }>;
  nextId(): number;
}

export type Given = Readonly<Record<string, unknown>>;

export interface Call extends Exchange {
  readonly world: World;
  readonly params: Params;
  readonly token: Token | undefined;
  /** Parameters of query and body together, nested; no names of tokens. */
  readonly given: Given;
}

export interface ProjectCall extends Call {
  readonly project: ProjectState;
}

export type Permission = "READ_RELEASES" | "ADMIN_RELEASES" | "READ_PACKAGES" | "ADMIN_PACKAGES";

export interface RouteRights {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: string;
  /** Job tokens that reach it (2.1); left out = none does. */
  readonly job?: (dialect: Dialect) => boolean;
  readonly permission?: Permission;
  /** Takes deploy tokens and basic authentication (2). */
  readonly registry?: boolean;
  /** Asks for a token with 401 before it says that there is nothing (6). */
  readonly challenges?: boolean;
  /** The body is a file and holds no parameters. */
  readonly raw?: boolean;
  /** Left out = every version has it. */
  readonly exists?: (dialect: Dialect) => boolean;
}

/** Below `/projects/:id`. */
export interface ProjectRoute extends RouteRights {
  readonly handler: (call: ProjectCall) => Answer | Promise<Answer>;
}

export interface PlainRoute extends RouteRights {
  readonly handler: (call: Call) => Answer | Promise<Answer>;
}

export const always = (): boolean => true;

export function violate(world: World, exchange: Pick<Exchange, "method" | "path">, what: string): void {
  world.violations.push(`${exchange.method} ${exchange.path}: ${what}`);
}

export function idCounter(): () => number {
  let last = 5_000_000_000;
  return () => {
    last += 1;
    return last;
  };
}
