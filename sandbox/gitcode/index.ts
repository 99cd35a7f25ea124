import { beijing, openSandbox, rememberSeed, resolveRef } from "../kernel";
import type { AssetSeed, Dialect, Handler, SeedOf } from "../kernel";
import { createDispatch } from "./dispatch";
import { runnerEnvironment } from "./environment";
import { attach } from "./files";
import { habitsOf } from "./habits";
import { API_PATH, findRelease } from "./state";
import type { Asset, GitCodeKinds, GitCodeOptions, GitCodeSandbox, Limits, Release, Repo, World } from "./state";
import { answerStorage, answerWeb, storedAt } from "./web";

const LIMITS: Limits = { perMinute: 50, perHour: 4000, upload: 5 * 1024 ** 3 };

/** Starts a GitCode (the same platform as AtomGit) on 127.0.0.1. The caller closes it. */
export async function startGitCode(options: GitCodeOptions = {}): Promise<GitCodeSandbox> {
  const opened = await openSandbox<GitCodeKinds>(options, {
    origins: ["web", "api", "storage"],
    // Large, as on a busy site.
    firstId: 5_000_000_000,
    stamp: beijing,
  });
  const { web = "", api = "", storage = "" } = opened.world.urls;
  const world: World = {
    ...opened.world,
    habits: habitsOf(options),
    bases: { web, apiOrigin: api, api: `${api}${API_PATH}`, storage },
    lags: {
      attach: options.attachLag ?? 0,
      attachReads: options.attachAfterReads ?? 0,
      urlLife: options.urlLife ?? 15 * 60_000,
    },
    limits: { ...LIMITS, ...options.limits },
    grants: new Map(),
    asked: new Map(),
  };
  return opened.play(world, dialectOf(world));
}

function answerer(world: World): Handler {
  const api = createDispatch(world);
  return (exchange) => {
    if (exchange.origin === "storage") return answerStorage(world, exchange);
    // `/api/v5` is answered on the web host too, as some pages show it (1).
    const isApi = exchange.origin === "api" || exchange.path.startsWith(`${API_PATH}/`);
    return isApi ? api(exchange) : answerWeb(world, exchange);
  };
}

function put(world: World, release: Release, seed: AssetSeed): Asset {
  const { name, content = name, contentType = "application/octet-stream" } = seed;
  const atOnce = { ...world, lags: { ...world.lags, attach: 0, attachReads: 0 } };
  return attach(atOnce, { release, name, contentType }, world.store.keep(Buffer.from(content)));
}

function seedRelease(world: World, seed: SeedOf<GitCodeKinds>): Release {
  const release: Release = {
    id: seed.tag,
    tagName: seed.tag,
    name: seed.title ?? seed.tag,
    body: seed.notes ?? seed.tag,
    status: seed.status ?? (seed.prerelease ? "pre" : undefined),
    author: seed.author ?? "fenglonghui",
    createdAt: world.now(),
    changed: world.nextId(),
    assets: [],
    visibleFrom: 0,
  };
  for (const asset of seed.assets ?? []) put(world, release, asset);
  return release;
}

function placeOf(world: World, at: { readonly origin: string; readonly path: string }): Repo | undefined {
  const [, bucket] = /\/rg-(\d+)\//.exec(at.path) ?? [];
  const all = [...world.repositories.values()];
  if (at.origin === "storage") return all.find(({ id }) => String(id) === bucket);
  const [, owner = "", name = ""] = /^\/api\/v5\/repos\/([^/]+)\/([^/]+)(?:\/|$)/.exec(at.path) ?? [];
  return world.repositories.get(`${owner.replace(/%2f/gi, "/")}/${name}`.toLowerCase());
}

const dialectOf = (world: World): Dialect<GitCodeKinds> => ({
  forge: "gitcode",
  title: "GitCode",
  ci: "AtomGit pipelines",
  serverUrl: world.bases.web,
  apiUrl: world.bases.api,
  secrets: [/Signature=/, /SANDBOXKEY/],
  wrongToken: "sandbox-wrong-0000000000",
  reads: { access: "read" },
  user: "fenglonghui",
  token: ({ kind = "personal", access = "write" }, nth) => ({
    value: `sandbox${String(nth).padStart(17, "0")}`,
    kind,
    access,
  }),
  answer: answerer(world),
  place: (request) => placeOf(world, request),
  // Uploads count, although they go to a signed address; what reads lead to does not.
  counts: ({ origin, method }) => origin !== "storage" || method === "PUT",
  content: (url) => storedAt(world, url),
  groups: true,
  own: () => ({}),
  verbs: (repo, addToken) => ({
    attach: (tag, seed) => {
      const release = findRelease(repo, tag);
      if (!release) throw new Error(`no release ${tag}`);
      const asset = put(world, release, seed);
      rememberSeed(repo);
      return asset;
    },
    jobToken: ({ fork = false } = {}) =>
      addToken({ kind: "pipeline", access: fork ? "read" : "write", repositories: [repo.path] }),
  }),
  // A branch or a whole sha, as the parameters of both writing routes are described (4); nothing shorter.
  resolve: resolveRef,
  seed: (_, seed) => seedRelease(world, seed),
  see: (_, { status, assets }) => ({
    prerelease: status === "pre",
    assets: assets.map(({ id, name, content }) => ({
      id: world.habits.assetIds ? String(id) : name,
      name,
      label: "",
      size: content.size,
      sha256: content.sha256,
      complete: true,
    })),
  }),
  environment: (repo, at) => runnerEnvironment(world, repo, at),
  actions: {
    create: { origin: "api", method: "POST", path: /\/releases$/ },
    update: { origin: "api", method: "PATCH", path: /\/releases\/[^/]+$/ },
    upload: { origin: "storage", method: "PUT", path: /\/rg-\d+\// },
    rename: { origin: "api", method: "PATCH", path: /\/attach_files\/\d+$/ },
    delete: { origin: "api", method: "DELETE", path: /\/attach_files\/\d+$/ },
    "read-back": { origin: "api", method: "GET", path: /\/attach_files\/[^/]+\/download$/ },
  },
});

export * as limits from "./limits";
export type { Habits } from "./habits";
export type { Asset, GitCodeKinds, GitCodeOptions, GitCodeSandbox, Limits, Release, Repo } from "./state";
