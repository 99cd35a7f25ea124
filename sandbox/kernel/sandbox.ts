import { createContentStore } from "./content";
import type { Dialect, Opening, Sandbox, StartOptions } from "./dialect";
import type { Answer, Exchange } from "./exchange";
import { createGitSide, gitPath } from "./git-http";
import { remember, writeDownSeeds } from "./history";
import type { Kinds, Repository, TokenOptions } from "./kinds";
import { createRepository } from "./repository";
import { answerElsewhere, noteSecretsInQuery } from "./secrets";
import { startServer, type SandboxServer } from "./server";
import type { Bases, Token, World } from "./state";

export type { Dialect, Sandbox, StartOptions } from "./dialect";

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
    get readHead() {
      return late.dialect?.readHead;
    },
    repositoryOf: (request) => late.dialect?.place(request)?.path,
  });
  let last = at.firstId;
  const world: World<Repository<K>, K["token"]> = {
    ...server,
    bases: basesOf(server.urls, at),
    store: createContentStore(options.discard ?? false),
    listLag: options.listLag ?? 0,
    repositories: new Map(),
    gits: new Map(),
    moved: new Map(),
    tokens: new Map(),
    now: () => at.stamp(server.clock.now()),
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
    return known ?? createRepository({ world, dialect, addToken }, path, options ?? {});
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
      const side = await createGitSide(repo, { tokens: world.tokens, reads });
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
