import { REAL_CLOCK, type Clock } from "../kernel/clock";
import { createContentStore, type StoredContent } from "../kernel/content";
import type { Handler } from "../kernel/exchange";
import { startServer, type SandboxServer } from "../kernel/server";
import { createDispatch } from "./dispatch";
import { runnerEnvironment, type EnvironmentOptions } from "./environment";
import { filterName } from "./names";
import { createRepository, type RepositoryOptions, type SandboxRepository } from "./repository";
import { addToken, type TokenOptions } from "./token-store";
import { answerElsewhere, answerWeb, storedAt } from "./web";
import { idCounter, type Unverified, type Watcher, type World } from "./world";

export interface TGitOptions extends Partial<Unverified> {
  /** Where the instance lives on its host, such as "/code". */
  readonly subPath?: string;
  /** Milliseconds before each request is looked at. */
  readonly latency?: number;
  /** Default: the real one. */
  readonly clock?: Clock;
  /** Milliseconds for which lists do not know a new tag or release. */
  readonly listLag?: number;
  /** Keep no uploaded bytes, only size and sha256. */
  readonly discard?: boolean;
  /** Bytes of the largest attachment; default 200 MiB. */
  readonly attachmentLimit?: number;
  /** Default: any free one. */
  readonly port?: number;
}

export interface TGitSandbox extends Omit<SandboxServer, "urls"> {
  /** Web root, with the sub-path. */
  readonly serverUrl: string;
  readonly apiUrl: string;
  /** Another host, for redirects that lead away; a token that arrives there is a violation. */
  readonly elsewhereUrl: string;
  /** Private token of a developer of every repository: it may publish, and may not delete a release. */
  readonly token: string;
  addToken(options?: TokenOptions): string;
  expire(token: string): void;
  /** Creates a repository, or returns the one of that path when no options are given. */
  repository(path: string, options?: RepositoryOptions): SandboxRepository;
  environment(options: EnvironmentOptions): Record<string, string>;
  /** What the API path of an attachment leads to. */
  content(url: string): StoredContent | undefined;
  /** Called with each request just before and just after it is carried out. @returns stops it */
  watch(look: Watcher): () => void;
}

const DEFAULTS: Unverified = {
  plainTag: "put",
  sameName: "twin",
  conflict: 409,
  tooLarge: 413,
  created: 201,
  filterName,
};

function answerer(world: World): Handler {
  const api = createDispatch(world);
  const prefix = `${world.bases.root}/api/`;
  return async (exchange) => {
    if (exchange.origin === "elsewhere") return answerElsewhere(world, exchange);
    for (const look of world.watchers) look(exchange.record, "before");
    try {
      return await (exchange.path.startsWith(prefix) ? api(exchange) : answerWeb(world, exchange));
    } finally {
      for (const look of world.watchers) look(exchange.record, "after");
    }
  };
}

function sandbox(world: World, server: Omit<SandboxServer, "urls">, elsewhereUrl: string): TGitSandbox {
  const handles = new Map<string, SandboxRepository>();
  return {
    ...server,
    serverUrl: world.bases.web,
    apiUrl: world.bases.api,
    elsewhereUrl,
    token: addToken(world, {}),
    addToken: (options = {}) => addToken(world, options),
    expire: (value) => {
      const token = world.tokens.get(value);
      if (token) token.state = "expired";
    },
    repository: (path, options) => {
      const known = options ? undefined : handles.get(path);
      const found = known ?? createRepository(world, path, options ?? {});
      handles.set(path, found);
      return found;
    },
    environment: runnerEnvironment,
    content: (url) => storedAt(world, url),
    watch: (look) => {
      world.watchers.add(look);
      return () => void world.watchers.delete(look);
    },
    close: async () => {
      await server.close();
      await world.store.close();
    },
  };
}

/** Starts a TGit on 127.0.0.1. The caller closes it. */
export async function startTGit(options: TGitOptions = {}): Promise<TGitSandbox> {
  const {
    subPath = "",
    latency = 0,
    listLag = 0,
    discard = false,
    port = 0,
    clock = REAL_CLOCK,
    attachmentLimit,
    ...open
  } = options;
  const late: { answer?: Handler } = {};
  const { urls, ...server } = await startServer({
    origins: ["web", "elsewhere"],
    port,
    latency,
    clock,
    answer: (exchange) => late.answer?.(exchange) ?? { status: 503 },
  });
  const root = subPath.replace(/\/+$/, "");
  const web = `${urls.web ?? ""}${root}`;
  const world: World = {
    clock,
    bases: { web, api: `${web}/api/v3`, root },
    store: createContentStore(discard),
    listLag,
    attachmentLimit: attachmentLimit ?? 200 * 1024 * 1024,
    unverified: { ...DEFAULTS, ...open },
    violations: server.violations,
    repositories: new Map(),
    tokens: new Map(),
    watchers: new Set(),
    nextId: idCounter(),
  };
  late.answer = answerer(world);
  return sandbox(world, server, urls.elsewhere ?? "");
}

export * as limits from "./limits";
export { filterLetters } from "./names";
export type { StoredContent } from "../kernel/content";
export type { RecordedRequest } from "../kernel/exchange";
export type { Fault, FaultHandle, FaultRule, Faults } from "../kernel/faults";
export type { EnvironmentOptions } from "./environment";
export type { RepositoryOptions, SandboxRepository } from "./repository";
export type { AttachmentSeed, ReleaseSeed } from "./seed";
export type { Attachment, Moment, Release } from "./state";
export type { Token, TokenOptions } from "./token-store";
export type { Unverified, Watcher } from "./world";
