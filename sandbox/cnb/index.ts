import { REAL_CLOCK, type Clock } from "../kernel/clock";
import { createContentStore, type StoredContent } from "../kernel/content";
import type { Handler } from "../kernel/exchange";
import { startServer, type SandboxServer } from "../kernel/server";
import { STRICT, type Choices } from "./choices";
import { createDispatch } from "./dispatch";
import { eventOf, pipelineEnvironment, type EnvironmentOptions } from "./environment";
import { checkHeaders, checkQuery } from "./manners";
import { createRepository, type RepositoryOptions, type SandboxRepository } from "./repository";
import { answerStorage } from "./storage";
import { addToken, type TokenOptions } from "./tokens";
import { answerWeb, storedAt } from "./web";
import { idCounter, type Watcher, type World } from "./world";

/** See choices.ts for what the reference leaves open. */
export interface CnbOptions extends Partial<Choices> {
  /** Path of the API on its host, such as "/api": private installations have addresses of their own (1). */
  readonly apiPath?: string;
  /** Milliseconds before each request is looked at. */
  readonly latency?: number;
  /** Default: the real one. */
  readonly clock?: Clock;
  /** Milliseconds for which a new release is missing from the list. */
  readonly listLag?: number;
  /** Keep no uploaded bytes, only size and sha256. */
  readonly discard?: boolean;
  /** Of the web host, the API and the storage host follow. Default: any free ones. */
  readonly port?: number;
}

export interface CnbSandbox extends Omit<SandboxServer, "urls"> {
  readonly serverUrl: string;
  readonly apiUrl: string;
  /** Only to assert on. */
  readonly storageUrl: string;
  /** May write to every repository. */
  readonly token: string;
  addToken(options?: TokenOptions): string;
  /** CNB_TOKEN of a pipeline: this repository only, and read-only on pull_request events. */
  pipelineToken(repository: SandboxRepository, options?: { readonly event?: string }): string;
  expire(token: string): void;
  /** Creates a repository, or returns the one of that slug when no options are given. */
  repository(slug: string, options?: RepositoryOptions): SandboxRepository;
  environment(options: EnvironmentOptions): Record<string, string>;
  /** Content of an asset, by its id. */
  asset(id: string): StoredContent | undefined;
  /** What a link leads to, if it is stored here. */
  content(url: string): StoredContent | undefined;
  /** Called with each request just before and just after it is carried out. @returns stops it */
  watch(look: Watcher): () => void;
}

function answerer(world: World): Handler {
  const api = createDispatch(world);
  return async (exchange) => {
    for (const look of world.watchers) look(exchange.record, "before");
    try {
      checkQuery(world, exchange);
      if (exchange.origin === "api") return await api(exchange);
      checkHeaders(world, exchange);
      return await (exchange.origin === "storage" ? answerStorage(world, exchange) : answerWeb(world, exchange));
    } finally {
      for (const look of world.watchers) look(exchange.record, "after");
    }
  };
}

/** Starts a CNB on 127.0.0.1: web, API and storage host each with an address of its own. The caller closes it. */
export async function startCnb(options: CnbOptions = {}): Promise<CnbSandbox> {
  const choices: Choices = { ...STRICT, ...options };
  const late: { answer?: Handler } = {};
  const { urls, ...server } = await startServer({
    origins: ["web", "api", "storage"],
    port: options.port ?? 0,
    latency: options.latency ?? 0,
    clock: options.clock ?? REAL_CLOCK,
    answer: (exchange) => late.answer?.(exchange) ?? { status: 503 },
  });
  const apiPath = (options.apiPath ?? "").replace(/\/+$/, "");
  const world: World = {
    clock: options.clock ?? REAL_CLOCK,
    bases: { web: urls.web ?? "", api: `${urls.api ?? ""}${apiPath}`, apiPath, storage: urls.storage ?? "" },
    choices,
    store: createContentStore(options.discard ?? false),
    listLag: options.listLag ?? 0,
    violations: server.violations,
    repositories: new Map(),
    tokens: new Map(),
    watchers: new Set(),
    nextId: idCounter(choices.ids),
  };
  late.answer = answerer(world);
  return sandbox(world, server);
}

function sandbox(world: World, server: Omit<SandboxServer, "urls">): CnbSandbox {
  const handles = new Map<string, SandboxRepository>();
  const repository = (slug: string, options?: RepositoryOptions): SandboxRepository => {
    const known = options ? undefined : handles.get(slug.toLowerCase());
    const found = known ?? createRepository(world, slug, options ?? {});
    handles.set(slug.toLowerCase(), found);
    return found;
  };
  const pipelineToken: CnbSandbox["pipelineToken"] = ({ slug }, { event = "push" } = {}) =>
    addToken(world, { user: "cnb", access: event.startsWith("pull_request") ? "read" : "write", repositories: [slug] });
  const assets = () =>
    [...world.repositories.values()].flatMap(({ releases }) => releases.flatMap((one) => one.assets));
  return {
    ...server,
    serverUrl: world.bases.web,
    apiUrl: world.bases.api,
    storageUrl: world.bases.storage,
    token: addToken(world),
    addToken: (options) => addToken(world, options),
    pipelineToken,
    expire: (value) => {
      const token = world.tokens.get(value);
      if (token) token.state = "expired";
    },
    repository,
    environment: (options) => {
      const token = options.token ?? pipelineToken(options.repository, { event: eventOf(options) });
      return pipelineEnvironment(world, options, token);
    },
    asset: (id) => assets().find((one) => one.id === id)?.content,
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

export * as limits from "./limits";
export type { StoredContent } from "../kernel/content";
export type { RecordedRequest } from "../kernel/exchange";
export type { Fault, FaultHandle, FaultRule, Faults } from "../kernel/faults";
export type { Choices } from "./choices";
export type { EnvironmentOptions } from "./environment";
export type { RepositoryOptions, SandboxRepository } from "./repository";
export type { AssetSeed, ReleaseSeed } from "./seed";
export type { Asset, Moment, Release, Ticket } from "./state";
export type { TokenOptions } from "./tokens";
