import { REAL_CLOCK } from "../kernel/clock";
import type { StoredContent } from "../kernel/content";
import type { Handler } from "../kernel/exchange";
import { startServer, type SandboxServer } from "../kernel/server";
import { createDispatch } from "./dispatch";
import { runnerEnvironment, type EnvironmentOptions } from "./environment";
import { createWorld, type GitCodeOptions } from "./options";
import { createRepository, type RepositoryOptions, type SandboxRepository } from "./repository";
import { fullName } from "./state";
import { answerElsewhere, answerStorage } from "./storage";
import { addToken, type TokenOptions } from "./token-store";
import { answerWeb, storedAt } from "./web";
import { API_PATH, type Watcher, type World } from "./world";

export interface GitCodeSandbox extends Omit<SandboxServer, "urls"> {
  /** Web root. `/api/v5` is answered here too, as some pages show it (1). */
  readonly serverUrl: string;
  /** With `/api/v5`. */
  readonly apiUrl: string;
  /** Origin of signed urls. */
  readonly storageUrl: string;
  /** Another host, for redirects that lead away; a token or an upload that arrives there is a violation. */
  readonly elsewhereUrl: string;
  /** Personal token of a user who may write everywhere. */
  readonly token: string;
  addToken(options?: TokenOptions): string;
  expire(token: string): void;
  /** Creates a repository, or returns the one of that name when no options are given. */
  repository(name: string, options?: RepositoryOptions): SandboxRepository;
  environment(options: EnvironmentOptions): Record<string, string>;
  /** What a link leads to, if it is stored here. */
  content(url: string): StoredContent | undefined;
  /** Called with each request just before and just after it is carried out. @returns stops it */
  watch(look: Watcher): () => void;
}

function answerer(world: World): Handler {
  const api = createDispatch(world);
  const byOrigin: Handler = (exchange) => {
    if (exchange.origin === "storage") return answerStorage(world, exchange);
    if (exchange.origin === "elsewhere") return answerElsewhere(world, exchange);
    const isApi = exchange.origin === "api" || exchange.path.startsWith(`${API_PATH}/`);
    return isApi ? api(exchange) : answerWeb(world, exchange);
  };
  return async (exchange) => {
    for (const look of world.watchers) look(exchange.record, "before");
    try {
      return await byOrigin(exchange);
    } finally {
      for (const look of world.watchers) look(exchange.record, "after");
    }
  };
}

/** Starts a GitCode (the same platform as AtomGit) on 127.0.0.1. The caller closes it. */
export async function startGitCode(options: GitCodeOptions = {}): Promise<GitCodeSandbox> {
  const late: { answer?: Handler } = {};
  const server = await startServer({
    origins: ["web", "api", "storage", "elsewhere"],
    port: options.port ?? 0,
    latency: options.latency ?? 0,
    clock: options.clock ?? REAL_CLOCK,
    answer: (exchange) => late.answer?.(exchange) ?? { status: 503 },
  });
  const world = createWorld(options, server);
  late.answer = answerer(world);
  return sandbox(world, server);
}

function pipelineToken(world: World, { repository, fork }: EnvironmentOptions): string {
  const access = fork ? "read" : "write";
  return addToken(world, { kind: "pipeline", access, repositories: [fullName(repository)] });
}

function sandbox(world: World, { urls, ...server }: SandboxServer): GitCodeSandbox {
  const handles = new Map<string, SandboxRepository>();
  const repository = (name: string, options?: RepositoryOptions): SandboxRepository => {
    const known = options ? undefined : handles.get(name.toLowerCase());
    const found = known ?? createRepository(world, name, options ?? {});
    handles.set(name.toLowerCase(), found);
    return found;
  };
  return {
    ...server,
    serverUrl: world.bases.web,
    apiUrl: world.bases.api,
    storageUrl: world.bases.storage,
    elsewhereUrl: urls.elsewhere ?? "",
    token: addToken(world, {}),
    addToken: (options = {}) => addToken(world, options),
    expire: (value) => {
      const token = world.tokens.get(value);
      if (token) token.state = "expired";
    },
    repository,
    environment: (options) => runnerEnvironment(world, options, options.token ?? pipelineToken(world, options)),
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
export type { Habits } from "./habits";
export type { GitCodeOptions } from "./options";
export type { RepositoryOptions, SandboxRepository } from "./repository";
export type { AssetSeed, ReleaseSeed } from "./seed";
export type { Asset, Moment, Release, ReleaseStatus, RepositoryState, Tag } from "./state";
export type { Token, TokenOptions } from "./token-store";
export type { Limits, Watcher } from "./world";
