import { type GitSide, createGitSide, gitPath } from "./git-http";
import { createContentStore, type StoredContent } from "./content";
import type { Answer, Exchange, Handler, RecordedRequest } from "./exchange";
import { remember, writeDownSeeds } from "./history";
import {
  createRepository,
  type Kinds,
  type Repository,
  type RepositoryOptions,
  type RepositorySpec,
  type TokenOptions,
} from "./repository";
import { answerElsewhere, noteSecretsInQuery } from "./secrets";
import { startServer, type ListenOptions, type SandboxServer } from "./server";
import type { Bases, Token, World } from "./state";

/** How every sandbox is started; a dialect adds its versions, its limits and its uncertainties. */
export interface StartOptions extends ListenOptions {
  /** Milliseconds for which lists do not know a new release. */
  readonly listLag?: number;
  /** Keep no uploaded bytes, only size and sha256. */
  readonly discard?: boolean;
}

/** A running forge: the same for all of them. */
export interface Sandbox<K extends Kinds = Kinds> extends Omit<SandboxServer, "urls"> {
  /** As the input `forge` names it. */
  readonly forge: string;
  /** Name for people. */
  readonly title: string;
  /** The CI whose pipelines `repository().environment` plays. */
  readonly ci: string;
  /** Web root as it is reached, with the sub-path. */
  readonly serverUrl: string;
  readonly apiUrl: string;
  /** Of the object store, where there is one: only to be asserted on. */
  readonly storageUrl: string;
  /** Another host, to redirect to: a token that arrives there is a violation. */
  readonly elsewhereUrl: string;
  /** Of a person who may publish everywhere. */
  readonly token: string;
  /** One that may publish, one that nobody knows, and one that may only read. */
  readonly tokens: { readonly good: string; readonly wrong: string; readonly reads: string };
  /** What must not be in any log besides the tokens: marks of signed addresses. */
  readonly secrets: readonly RegExp[];
  addToken(options?: TokenOptions<K>): string;
  /** A job ends and its token with it; any other token expires. */
  expire(token: string): void;
  /** Creates a repository, or returns the one of that path when no options are given. Without a path: a new one. */
  repository(path?: string, options?: RepositoryOptions & K["repositoryOptions"]): Repository<K>;
  /** Real git behind a repository from now on, which is empty first; it ends with the sandbox. */
  git(repo: Repository<K>): Promise<GitSide>;
  /** Content of an asset by its id; undefined for an unknown or half-made one. */
  asset(id: number | string): StoredContent | undefined;
  /** What the forge's own description has against a request; empty where there is none. */
  complaints(request: RecordedRequest): readonly string[];
}

/** What makes a forge of the kernel. */
export interface Dialect<K extends Kinds> extends RepositorySpec<K> {
  readonly forge: string;
  readonly title: string;
  readonly ci: string;
  readonly secrets?: readonly RegExp[];
  readonly wrongToken: string;
  /** Options of a token that may only read. */
  readonly reads: TokenOptions<K>;
  /** Where repositories without a path of their own lie; default: octo. */
  readonly folder?: string;
  /** Text of the n-th token, and what is the dialect's own about it. */
  token(
    options: TokenOptions<K>,
    nth: number,
  ): Omit<K["token"], "user" | "repositories" | "state"> & {
    readonly user?: string;
  };
  answer: Handler;
  /** User that has to go with a token over git; default: any. */
  readonly gitUser?: RegExp;
  /** The repository that a request is about: what `requests()` of a repository counts, and what rules strike. */
  place(request: { readonly origin: string; readonly path: string }): { readonly path: string } | undefined;
  /** The same, and what is asked for, by how the body begins; only with `readsHeads`. */
  readHead?(head: string): Pick<RecordedRequest, "repository" | "operation" | "onlyReads"> | undefined;
  complaints?(request: RecordedRequest): readonly string[];
}

interface Opening<K extends Kinds, W> {
  /** Without "elsewhere", which every sandbox has. */
  readonly origins: readonly string[];
  /** Where the API lies below the sub-path, and on which origin; default: the web site's. */
  readonly api: { readonly path: string; readonly origin?: string };
  /** Where the instance lives on its host, such as "/git". */
  readonly subPath?: string | undefined;
  /** Ids count from here on. */
  readonly firstId: number;
  /** The dialect tells requests apart by their bodies. */
  readonly readsHeads?: true;
  /** How the forge prints a time. */
  readonly stamp: (time: number) => string;
  /** What the dialect knows beside the kernel. */
  world(kernel: World<Repository<K>, K["token"]>): W;
  dialect(world: W): Dialect<K>;
}

function basesOf(urls: Readonly<Record<string, string>>, at: Pick<Opening<Kinds, unknown>, "api" | "subPath">): Bases {
  const root = (at.subPath ?? "").replace(/\/+$/, "");
  const prefix = root + at.api.path.replace(/\/+$/, "");
  const { web = "", storage = "" } = urls;
  return { web: web + root, api: (urls[at.api.origin ?? "web"] ?? "") + prefix, storage, root, prefix };
}

/** Opens the listeners on 127.0.0.1, since a dialect has to know its addresses. The caller closes the sandbox. */
export async function openSandbox<K extends Kinds, W extends World<Repository<K>, K["token"]>>(
  options: StartOptions,
  at: Opening<K, W>,
): Promise<Sandbox<K> & { readonly world: W }> {
  const late: { dialect?: Dialect<K> } = {};
  const answer = (exchange: Exchange): Promise<Answer> | Answer => carryOut(exchange);
  const server = await startServer({
    ...options,
    origins: [...at.origins, "elsewhere"],
    answer,
    ...(at.readsHeads && { readHead: (head: string) => late.dialect?.readHead?.(head) }),
    repositoryOf: (request) => late.dialect?.place(request)?.path,
  });
  const { clock, urls, requests, violations, faults } = server;
  let last = at.firstId;
  const world: World<Repository<K>, K["token"]> = {
    clock,
    urls,
    bases: basesOf(urls, at),
    store: createContentStore(options.discard ?? false),
    listLag: options.listLag ?? 0,
    requests,
    violations,
    faults,
    repositories: new Map(),
    gits: new Map(),
    moved: new Map(),
    tokens: new Map(),
    now: () => at.stamp(clock.now()),
    stamp: at.stamp,
    nextId: () => ++last,
  };
  async function carryOut(exchange: Exchange): Promise<Answer> {
    if (exchange.origin === "elsewhere") return answerElsewhere(world, exchange);
    const git = world.gits.get(gitPath(exchange.path) ?? "");
    if (git !== undefined) return git.answer(exchange);
    noteSecretsInQuery(world, exchange);
    const changes = !["GET", "HEAD"].includes(exchange.method);
    const asked = world.repositories.get(exchange.record.repository?.toLowerCase() ?? "");
    // What was seeded comes before what this request changes.
    if (changes && asked) writeDownSeeds(asked);
    try {
      return (await late.dialect?.answer(exchange)) ?? { status: 503 };
    } finally {
      const repo = world.repositories.get(exchange.record.repository?.toLowerCase() ?? "");
      if (repo && changes) remember(repo, exchange.record);
    }
  }
  const extended = at.world(world);
  late.dialect = at.dialect(extended);
  return { ...sandboxOf(server, extended, late.dialect), world: extended };
}

function sandboxOf<K extends Kinds>(
  server: SandboxServer,
  world: World<Repository<K>, K["token"]>,
  dialect: Dialect<K>,
): Sandbox<K> {
  const { urls, ...listening } = server;
  const addToken = (options: TokenOptions<K> = {}): string => {
    const own = dialect.token(options, world.tokens.size + 1);
    const token = {
      user: options.user ?? dialect.user,
      ...own,
      repositories: options.repositories?.map((path) => path.toLowerCase()),
      state: options.state ?? "valid",
    } as Token as K["token"];
    world.tokens.set(token.value, token);
    return token.value;
  };
  let made = 0;
  const repository: Sandbox<K>["repository"] = (path, options) => {
    if (path === undefined) return repository(`${dialect.folder ?? "octo"}/app-${++made}`, options);
    const known = options ? undefined : world.repositories.get(path.toLowerCase());
    return known ?? createRepository({ world, spec: dialect, requests: server, addToken }, path, options ?? {});
  };
  const token = addToken();
  const reads = addToken(dialect.reads);
  return {
    ...listening,
    forge: dialect.forge,
    title: dialect.title,
    ci: dialect.ci,
    serverUrl: world.bases.web,
    apiUrl: world.bases.api,
    storageUrl: world.bases.storage,
    elsewhereUrl: urls.elsewhere ?? "",
    token,
    tokens: { good: token, wrong: dialect.wrongToken, reads },
    secrets: dialect.secrets ?? [],
    addToken,
    expire: (value) => {
      const known = world.tokens.get(value);
      if (known) known.state = "expired";
    },
    repository,
    async git(repo) {
      const known = world.gits.get(repo.path.toLowerCase());
      if (known !== undefined) return known;
      const side = await createGitSide(repo, {
        tokenOf: (password) => world.tokens.get(password),
        user: dialect.gitUser ?? /./,
        mayPush: ({ value }) => value !== reads,
        tagged: (name, tag) => void repo.tag(name, tag),
      });
      world.gits.set(repo.path.toLowerCase(), side);
      return side;
    },
    asset: (id) => {
      const releases = [...world.repositories.values()].flatMap((repo) => repo.releases);
      return releases.flatMap(({ assets = [] }) => assets).find((one) => one.id === id)?.content;
    },
    complaints: (request) => dialect.complaints?.(request) ?? [],
    close: async () => {
      await server.close();
      await Promise.all([...world.gits.values()].map((side) => side.close()));
      await world.store.close();
    },
  };
}
