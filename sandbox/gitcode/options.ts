import { REAL_CLOCK, type Clock } from "../kernel/clock";
import { createContentStore } from "../kernel/content";
import type { SandboxServer } from "../kernel/server";
import { habitsOf, type Habits } from "./habits";
import { createRate } from "./rate";
import { API_PATH, type Limits, type World } from "./world";

export interface GitCodeOptions extends Partial<Habits> {
  /** Default: 50 requests a minute and 4000 an hour for each user (3); `upload` 5 GiB, the store's own largest PUT. */
  readonly limits?: Partial<Limits>;
  /** Milliseconds for which lists and `latest` do not know a new release. */
  readonly listLag?: number;
  /** Milliseconds for which no answer shows a new attachment (5). */
  readonly attachLag?: number;
  /** Answers with the release that do not show a new attachment yet, for tests with a clock of their own (5). */
  readonly attachAfterReads?: number;
  /** Milliseconds until a signed url runs out (5). Default: 15 minutes. */
  readonly urlLife?: number;
  /** Milliseconds before each request is looked at. */
  readonly latency?: number;
  /** Default: the real one. */
  readonly clock?: Clock;
  /** Keep no uploaded bytes, only size and sha256. */
  readonly discard?: boolean;
  /** Default: any free ones. */
  readonly port?: number;
}

const DEFAULT_LIMITS: Limits = { perMinute: 50, perHour: 4000, upload: 5 * 1024 ** 3 };

/** Large, as on a busy site. */
function idCounter(): () => number {
  let last = 5_000_000_000;
  return () => {
    last += 1;
    return last;
  };
}

/** A world without repositories, at the addresses of this server. */
export function createWorld(options: GitCodeOptions, server: SandboxServer): World {
  const { web = "", api = "", storage = "" } = server.urls;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  return {
    clock: options.clock ?? REAL_CLOCK,
    habits: habitsOf(options),
    bases: { web, apiOrigin: api, api: `${api}${API_PATH}`, storage },
    store: createContentStore(options.discard ?? false),
    lags: {
      list: options.listLag ?? 0,
      attach: options.attachLag ?? 0,
      attachReads: options.attachAfterReads ?? 0,
      urlLife: options.urlLife ?? 15 * 60_000,
    },
    limits,
    requests: server.requests,
    violations: server.violations,
    repositories: new Map(),
    tokens: new Map(),
    grants: new Map(),
    watchers: new Set(),
    admit: createRate(limits, options.clock ?? REAL_CLOCK),
    nextId: idCounter(),
  };
}
