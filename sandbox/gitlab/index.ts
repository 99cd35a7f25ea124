import { REAL_CLOCK, type Clock } from "../kernel/clock";
import { createContentStore, type StoredContent } from "../kernel/content";
import type { Handler } from "../kernel/exchange";
import { startServer, type SandboxServer } from "../kernel/server";
import { createDispatch } from "./dispatch";
import { runnerEnvironment, type EnvironmentOptions } from "./environment";
import { createProject, type ProjectOptions, type SandboxProject } from "./project";
import { addToken, type JobTokenOptions, type TokenOptions } from "./token-store";
import { dialectOf } from "./versions";
import { answerElsewhere, answerWeb, storedAt } from "./web";
import { idCounter, type Limits, type Watcher, type World } from "./world";

export interface GitLabOptions {
  /** Such as "17.5" (default), "11.7" or anything in between. */
  readonly version?: string;
  /** Where the instance lives on its host, such as "/gitlab". */
  readonly subPath?: string;
  /** A package file of the same name again: of every project that does not say otherwise (default "allowed"). */
  readonly duplicates?: "allowed" | "forbidden";
  readonly duplicateException?: RegExp;
  /** Milliseconds before each request is looked at. */
  readonly latency?: number;
  /** Default: the real one. */
  readonly clock?: Clock;
  /** Milliseconds for which release lists are cached and do not know a new release (reference 4: five minutes). */
  readonly listLag?: number;
  /** Keep no uploaded bytes, only size and sha256. */
  readonly discard?: boolean;
  /** Bytes; default 5 GiB for package files, 100 MiB (from 15.10 on) for project uploads, by the application. */
  readonly limits?: Partial<Limits>;
  /** `full_path` of uploads starts with the sub-path (reference 11: not certain; default no). */
  readonly rootedUploads?: boolean;
  /** Default: any free one. */
  readonly port?: number;
}

export interface GitLabSandbox extends Omit<SandboxServer, "urls"> {
  /** Three numbers. */
  readonly version: string;
  /** Web root, with the sub-path. */
  readonly serverUrl: string;
  readonly apiUrl: string;
  /** Another host, for links that lead away; a token that arrives there is a violation. */
  readonly elsewhereUrl: string;
  /** Personal access token of a maintainer of every project, scope `api`. */
  readonly token: string;
  addToken(options?: TokenOptions): string;
  /** CI_JOB_TOKEN of a running job of this project; by default a developer started the pipeline. */
  jobToken(project: SandboxProject, options?: JobTokenOptions): string;
  /** The job ends and its token with it; any other token expires. */
  expire(token: string): void;
  /** Creates a project, or returns the one of that path when no options are given. */
  project(path: string, options?: ProjectOptions): SandboxProject;
  environment(options: EnvironmentOptions): Record<string, string>;
  /** What a link leads to, if it is stored here. */
  content(url: string): StoredContent | undefined;
  /** Called with each request just before and just after it is carried out. @returns stops it */
  watch(look: Watcher): () => void;
}

const PACKAGE_LIMIT = 5 * 1024 ** 3;

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

/** Starts a GitLab of the given version on 127.0.0.1. The caller closes it. */
export async function startGitLab(options: GitLabOptions = {}): Promise<GitLabSandbox> {
  const dialect = dialectOf(options.version ?? "17.5");
  const store = createContentStore(options.discard ?? false);
  const late: { answer?: Handler } = {};
  const { urls, ...server } = await startServer({
    origins: ["web", "elsewhere"],
    port: options.port ?? 0,
    latency: options.latency ?? 0,
    clock: options.clock ?? REAL_CLOCK,
    answer: (exchange) => late.answer?.(exchange) ?? { status: 503 },
  });
  const root = (options.subPath ?? "").replace(/\/+$/, "");
  const web = `${urls.web ?? ""}${root}`;
  const world: World = {
    clock: options.clock ?? REAL_CLOCK,
    dialect,
    bases: { web, api: `${web}/api/v4`, root },
    store,
    listLag: options.listLag ?? 0,
    limits: { packageFile: PACKAGE_LIMIT, upload: dialect.uploadLimit, by: "application", ...options.limits },
    rootedUploads: options.rootedUploads ?? false,
    violations: server.violations,
    projects: new Map(),
    moved: new Map(),
    tokens: new Map(),
    watchers: new Set(),
    lists: new Map(),
    nextId: idCounter(),
  };
  late.answer = answerer(world);
  return sandbox(world, server, { options, elsewhereUrl: urls.elsewhere ?? "" });
}

interface Setting {
  readonly options: GitLabOptions;
  readonly elsewhereUrl: string;
}

function sandbox(world: World, server: Omit<SandboxServer, "urls">, setting: Setting): GitLabSandbox {
  const handles = new Map<number, SandboxProject>();
  const { duplicates = "allowed", duplicateException } = setting.options;
  const shared: ProjectOptions = { duplicates, ...(duplicateException && { duplicateException }) };
  const project = (path: string, options?: ProjectOptions): SandboxProject => {
    const known = options ? undefined : handles.get(world.projects.get(path.toLowerCase())?.id ?? 0);
    const found = known ?? createProject(world, path, { ...shared, ...options });
    handles.set(found.id, found);
    return found;
  };
  const jobToken = (of: SandboxProject, options: JobTokenOptions = {}): string =>
    addToken(world, { role: "developer", ...options, kind: "job", job: of });
  return {
    ...server,
    version: world.dialect.version,
    serverUrl: world.bases.web,
    apiUrl: world.bases.api,
    elsewhereUrl: setting.elsewhereUrl,
    token: addToken(world, {}),
    addToken: (options = {}) => addToken(world, options),
    jobToken,
    expire: (value) => {
      const token = world.tokens.get(value);
      if (token) token.state = "expired";
    },
    project,
    environment: (options) => runnerEnvironment(world, options, options.jobToken ?? jobToken(options.project)),
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
export type { ProjectOptions, SandboxProject } from "./project";
export type { FileSeed, LinkSeed, ReleaseSeed } from "./seed";
export type { Link, Moment, Package, PackageFile, Release, Upload } from "./state";
export type { JobTokenOptions, Token, TokenKind, TokenOptions } from "./token-store";
