import { REAL_CLOCK, type Clock } from "../kernel/clock";
import { createContentStore, type StoredContent } from "../kernel/content";
import type { Handler } from "../kernel/exchange";
import type { SandboxServer } from "../kernel/server";
import { startServer } from "../kernel/server";
import { runnerEnvironment, type EnvironmentOptions } from "./environment";
import { createRepository, type RepositoryOptions, type SandboxRepository } from "./repository";
import { dialectOf, type ShapeName } from "./shape";
import type { Token } from "./state";
import { answerer, basesOf, originsOf } from "./origins";
import { idCounter, type World } from "./world";

export interface GitHubOptions {
  readonly shape?: ShapeName;
  /** GHES only, such as "3.7" (default "3.17"). */
  readonly version?: string;
  /** Milliseconds before each request is looked at. */
  readonly latency?: number;
  /** Default: the real one. */
  readonly clock?: Clock;
  /** Milliseconds during which list and tag lookup do not know a new release (reference 7.2). */
  readonly listLag?: number;
  /** Keep no uploaded bytes, only size and sha256. */
  readonly discard?: boolean;
  /** Asset bytes through the API: 302 to storage (default), or 200. */
  readonly downloads?: "redirect" | "direct";
  /** Port of the first origin, the others follow; default: any free ones. */
  readonly port?: number;
}

export type TokenOptions = Partial<Omit<Token, "value" | "used">>;

export interface GitHubSandbox extends Omit<SandboxServer, "urls"> {
  readonly shape: ShapeName;
  readonly serverUrl: string;
  readonly apiUrl: string;
  /** Only to assert on: a client takes uploads from `upload_url`. */
  readonly uploadUrl: string;
  readonly storageUrl: string;
  /** Like a GITHUB_TOKEN with `contents: write` on every repository. */
  readonly token: string;
  /** Creates a repository, or returns the one of that name when no options are given. */
  repository(fullName: string, options?: RepositoryOptions): SandboxRepository;
  addToken(options?: TokenOptions): string;
  environment(options: EnvironmentOptions): Record<string, string>;
  /** Stored content of an asset; undefined for an unknown or half-made one. */
  asset(id: number): StoredContent | undefined;
}

const TOKEN_PREFIX = { integration: "ghs_", "fine-grained": "github_pat_", classic: "ghp_" } as const;

function addToken(world: World, options: TokenOptions): string {
  const kind = options.kind ?? "integration";
  const value = `${TOKEN_PREFIX[kind]}sandbox${String(world.tokens.size + 1).padStart(29, "0")}`;
  world.tokens.set(value, {
    value,
    kind,
    contents: options.contents ?? "write",
    workflows: options.workflows ?? false,
    administration: options.administration ?? false,
    repositories: options.repositories?.map((name) => name.toLowerCase()),
    used: 0,
  });
  return value;
}

function findContent(world: World, id: number): StoredContent | undefined {
  const releases = [...world.repositories.values()].flatMap((repo) => repo.releases);
  return releases.flatMap((release) => release.assets).find((asset) => asset.id === id)?.content;
}

/** Starts a GitHub of the given shape on 127.0.0.1. The caller closes it. */
export async function startGitHub(options: GitHubOptions = {}): Promise<GitHubSandbox> {
  const dialect = dialectOf(options.shape ?? "github.com", options.version ?? "3.17");
  const store = createContentStore(options.discard ?? false);
  const late: { answer?: Handler } = {};
  const { urls, ...server } = await startServer({
    origins: originsOf(dialect),
    port: options.port ?? 0,
    latency: options.latency ?? 0,
    clock: options.clock ?? REAL_CLOCK,
    answer: (exchange) => late.answer?.(exchange) ?? { status: 503 },
  });
  const world: World = {
    clock: options.clock ?? REAL_CLOCK,
    dialect,
    bases: basesOf(dialect, urls),
    store,
    listLag: options.listLag ?? 0,
    downloads: options.downloads ?? "redirect",
    violations: server.violations,
    repositories: new Map(),
    renamed: new Map(),
    tokens: new Map(),
    nextId: idCounter(),
  };
  late.answer = answerer(world);
  return sandbox(world, server);
}

function sandbox(world: World, server: Omit<SandboxServer, "urls">): GitHubSandbox {
  const handles = new Map<number, SandboxRepository>();
  const repository = (name: string, options?: RepositoryOptions): SandboxRepository => {
    const known = options ? undefined : handles.get(world.repositories.get(name.toLowerCase())?.id ?? 0);
    const repo = known ?? createRepository(world, name, options ?? {});
    handles.set(repo.id, repo);
    return repo;
  };
  return {
    ...server,
    shape: world.dialect.shape,
    serverUrl: world.bases.web,
    apiUrl: world.bases.api,
    uploadUrl: world.bases.uploads,
    storageUrl: world.bases.storage,
    token: addToken(world, {}),
    repository,
    addToken: (options = {}) => addToken(world, options),
    environment: (options) => runnerEnvironment(world, options),
    asset: (id) => findContent(world, id),
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
export type { ShapeName } from "./shape";
export type { Asset, Commit, Release, Token, TokenKind } from "./state";
