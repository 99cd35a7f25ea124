import { REAL_CLOCK, type Clock } from "../kernel/clock";
import { createContentStore, type StoredContent } from "../kernel/content";
import type { Handler } from "../kernel/exchange";
import { startServer, type SandboxServer } from "../kernel/server";
import { createDispatch } from "./dispatch";
import { runnerEnvironment, type EnvironmentOptions } from "./environment";
import { remember } from "./history";
import { createRepository, type RepositoryOptions, type SandboxRepository } from "./repository";
import { answerStorage, storedAttachment } from "./storage";
import { addToken, type TokenOptions } from "./tokens";
import { STRICT, type Uncertain } from "./uncertain";
import { answerElsewhere, answerWeb, storedAt } from "./web";
import { idCounter, type Limits, type Watcher, type World } from "./world";

export interface GiteeOptions extends Partial<Uncertain> {
  /** Where the API lives on its host; default "/api/v5". */
  readonly apiPath?: string;
  /** Milliseconds before each request is looked at. */
  readonly latency?: number;
  /** Default: the real one. */
  readonly clock?: Clock;
  /** Milliseconds for which the list of releases does not know a new one. */
  readonly listLag?: number;
  /** Milliseconds for which download addresses do not know of uploads and deletions (reference 5). */
  readonly downloadLag?: number;
  /** Keep no uploaded bytes, only size and sha256. */
  readonly discard?: boolean;
  /** Default: less than 100 MiB each, 1 GiB a repository, any number, refused by the application. */
  readonly limits?: Partial<Limits>;
  /** Default: any free one. */
  readonly port?: number;
}

export interface GiteeSandbox extends Omit<SandboxServer, "urls"> {
  readonly serverUrl: string;
  readonly apiUrl: string;
  /** Only to assert on. */
  readonly storageUrl: string;
  /** Another host, for redirects that lead away; a token that arrives there is a violation. */
  readonly elsewhereUrl: string;
  /** Token of a writer of every repository, with the scope `projects`. */
  readonly token: string;
  addToken(options?: TokenOptions): string;
  expire(token: string): void;
  /** Creates a repository, or returns the one of that path when no options are given. */
  repository(path: string, options?: RepositoryOptions): SandboxRepository;
  environment(options: EnvironmentOptions): Record<string, string>;
  /** What a link leads to at this moment, if it is stored here: download address, API download, signed address. */
  content(url: string): StoredContent | undefined;
  /** Content of an attachment by id. */
  asset(id: number): StoredContent | undefined;
  /** Called with each request just before and just after it is carried out. @returns stops it */
  watch(look: Watcher): () => void;
}

const MEBIBYTE = 1024 * 1024;
const LIMITS: Limits = { attachment: 100 * MEBIBYTE, quota: 1024 * MEBIBYTE, count: Infinity, by: "application" };

function answerer(world: World): Handler {
  const api = createDispatch(world);
  return async (exchange) => {
    if (exchange.origin === "elsewhere") return answerElsewhere(world, exchange);
    if (exchange.origin === "storage") return answerStorage(world, exchange);
    for (const look of world.watchers) look(exchange.record, "before");
    try {
      return await (exchange.path.startsWith(`${world.bases.prefix}/`) ? api(exchange) : answerWeb(world, exchange));
    } finally {
      for (const repository of world.repositories.values()) remember(repository, exchange.record);
      for (const look of world.watchers) look(exchange.record, "after");
    }
  };
}

/** Starts a Gitee on 127.0.0.1. The caller closes it. */
export async function startGitee(options: GiteeOptions = {}): Promise<GiteeSandbox> {
  const { apiPath, clock = REAL_CLOCK, latency, listLag, downloadLag, discard, limits, port, ...uncertain } = options;
  const late: { answer?: Handler } = {};
  const { urls, ...server } = await startServer({
    origins: ["web", "storage", "elsewhere"],
    port: port ?? 0,
    latency: latency ?? 0,
    clock,
    answer: (exchange) => late.answer?.(exchange) ?? { status: 503 },
  });
  const web = urls.web ?? "";
  const prefix = apiPath ?? "/api/v5";
  const world: World = {
    clock,
    bases: { web, api: web + prefix, storage: urls.storage ?? "", prefix },
    store: createContentStore(discard ?? false),
    uncertain: { ...STRICT, ...uncertain },
    limits: { ...LIMITS, ...limits },
    listLag: listLag ?? 0,
    downloadLag: downloadLag ?? 0,
    violations: server.violations,
    requests: server.requests,
    repositories: new Map(),
    tokens: new Map(),
    refusedHeaders: new Set(),
    subjects: new WeakMap(),
    watchers: new Set(),
    nextId: idCounter(),
  };
  late.answer = answerer(world);
  return sandbox(world, server, urls.elsewhere ?? "");
}

function sandbox(world: World, server: Omit<SandboxServer, "urls">, elsewhereUrl: string): GiteeSandbox {
  const handles = new Map<string, SandboxRepository>();
  return {
    ...server,
    serverUrl: world.bases.web,
    apiUrl: world.bases.api,
    storageUrl: world.bases.storage,
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
    environment: (options) => runnerEnvironment(world, options),
    content: (url) => storedAt(world, url),
    asset: (id) => storedAttachment(world, String(id))?.content,
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

export * as limits from "./limits";
export type { StoredContent } from "../kernel/content";
export type { RecordedRequest } from "../kernel/exchange";
export type { Fault, FaultHandle, FaultRule, Faults } from "../kernel/faults";
export type { EnvironmentOptions } from "./environment";
export type { RepositoryOptions, SandboxRepository } from "./repository";
export type { AssetSeed, ReleaseSeed } from "./seed";
export type { Attachment, Moment, Release } from "./state";
export type { Token, TokenOptions } from "./tokens";
export type { Uncertain } from "./uncertain";
export type { Limits, Watcher } from "./world";
