import { REAL_CLOCK } from "../kernel/clock";
import { createContentStore } from "../kernel/content";
import type { Answer, Exchange, Handler } from "../kernel/exchange";
import { startServer, type SandboxServer } from "../kernel/server";
import { Refusal } from "./answers";
import { createDispatch, outside } from "./dispatch";
import { runnerEnvironment } from "./environment";
import { handlePushes } from "./pushes";
import type { GiteaOptions, GiteaSandbox } from "./options";
import { createRepository, type RepositoryOptions, type SandboxRepository } from "./repository";
import { addToken, type JobTokenOptions } from "./token-store";
import { dialectOf } from "./versions";
import { answerElsewhere, answerStorage, answerWeb, storedAt } from "./web";
import { idCounter, violate, type World } from "./world";

const MIB = 1024 * 1024;

function answerer(world: World): Handler {
  const api = createDispatch(world);
  const { path } = world.bases;
  const answerSite = async (exchange: Exchange): Promise<Answer> => {
    if (exchange.origin === "public" && exchange.headers.authorization !== undefined) {
      violate(world, exchange, "authorization sent to the host of ROOT_URL instead of the one that was given");
    }
    if (!exchange.path.startsWith(`${path}/`)) return outside();
    return exchange.path.startsWith(`${path}/api/`) ? api(exchange) : answerWeb(world, exchange);
  };
  return async (exchange) => {
    if (exchange.origin === "elsewhere") return answerElsewhere(world, exchange);
    handlePushes(world);
    for (const look of world.watchers) look(exchange.record, "before");
    try {
      return await (exchange.origin === "storage" ? answerStorage(world, exchange) : answerSite(exchange));
    } catch (error) {
      if (error instanceof Refusal) return error.answer;
      throw error;
    } finally {
      for (const look of world.watchers) look(exchange.record, "after");
    }
  };
}

/** Starts a Gitea or Forgejo of the given version on 127.0.0.1. The caller closes it. */
export async function startGitea(options: GiteaOptions = {}): Promise<GiteaSandbox> {
  const software = options.software ?? "gitea";
  const dialect = dialectOf(software, options.version ?? (software === "gitea" ? "1.25" : "12"));
  const late: { answer?: Handler } = {};
  const { urls, ...server } = await startServer({
    origins: ["web", "public", "storage", "elsewhere"],
    port: options.port ?? 0,
    latency: options.latency ?? 0,
    clock: options.clock ?? REAL_CLOCK,
    answer: (exchange) => late.answer?.(exchange) ?? { status: 503 },
  });
  const path = (options.subPath ?? "").replace(/\/+$/, "");
  const web = `${urls.web ?? ""}${path}`;
  const root = options.otherRootUrl ? `${urls.public ?? ""}${path}` : web;
  const world: World = {
    clock: options.clock ?? REAL_CLOCK,
    dialect,
    bases: { web, root, path, storage: urls.storage ?? "" },
    store: createContentStore(options.discard ?? false),
    listLag: options.listLag ?? 0,
    pushDelay: options.pushDelay ?? 0,
    pushes: [],
    limits: { attachment: 2048 * MIB, proxy: undefined, page: 30, maxPage: 50, ...options.limits },
    attachments: options.attachments ?? true,
    allowedTypes: options.allowedTypes ?? [],
    requireSignIn: options.requireSignIn ?? false,
    serveDirect: options.serveDirect ?? false,
    decodingProxy: options.decodingProxy ?? false,
    violations: server.violations,
    repositories: new Map(),
    moved: new Map(),
    tokens: new Map(),
    watchers: new Set(),
    nextId: idCounter(),
  };
  late.answer = answerer(world);
  return sandbox(world, server, urls.elsewhere ?? "");
}

function sandbox(world: World, server: Omit<SandboxServer, "urls">, elsewhereUrl: string): GiteaSandbox {
  const handles = new Map<number, SandboxRepository>();
  const repository = (path: string, options?: RepositoryOptions): SandboxRepository => {
    const known = options ? undefined : handles.get(world.repositories.get(path.toLowerCase())?.id ?? 0);
    const found = known ?? createRepository(world, path, options ?? {});
    handles.set(found.id, found);
    return found;
  };
  const jobToken = (of: SandboxRepository, options: JobTokenOptions = {}): string =>
    addToken(world, { ...options, job: of });
  return {
    ...server,
    software: world.dialect.software,
    version: world.dialect.version,
    serverUrl: world.bases.web,
    apiUrl: `${world.bases.web}/api/v1`,
    publicUrl: world.bases.root,
    storageUrl: world.bases.storage,
    elsewhereUrl,
    token: addToken(world, {}),
    addToken: (options = {}) => addToken(world, options),
    jobToken,
    expire: (value) => {
      const token = world.tokens.get(value);
      if (token) token.state = "expired";
    },
    repository,
    environment: (options) => runnerEnvironment(world, options, options.jobToken ?? jobToken(options.repository)),
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
export type { EnvironmentOptions } from "./environment";
export type { GiteaOptions, GiteaSandbox } from "./options";
export type { RepositoryOptions, SandboxRepository, TagOptions } from "./repository";
export type { AssetSeed, ReleaseSeed } from "./seed";
export type { Asset, Moment, Release, Tag } from "./state";
export type { JobTokenOptions, TokenOptions } from "./token-store";
export type { Software } from "./versions";
export type { Limits, Watcher } from "./world";
