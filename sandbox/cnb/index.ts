import { milliseconds, noteSecrets, openSandbox, resolveRef } from "../kernel";
import type { AssetSeed, Dialect, Handler, SeedOf } from "../kernel";
import { STRICT } from "./choices";
import { pipelineEnvironment } from "./environment";
import { blankRelease } from "./release-write";
import { newId } from "./state";
import type { Asset, CnbKinds, CnbOptions, CnbSandbox, Release, Repo, World } from "./state";
import { createDispatch } from "./tags";
import { answerStorage, answerWeb, placeOf, storedAt } from "./web";

/** Starts a CNB on 127.0.0.1: web, API and storage host each with an address of its own. The caller closes it. */
export async function startCnb(options: CnbOptions = {}): Promise<CnbSandbox> {
  const opened = await openSandbox<CnbKinds>(options, {
    origins: ["web", "api", "storage"],
    firstId: 0,
    stamp: milliseconds,
  });
  const { web = "", api = "", storage = "" } = opened.world.urls;
  const apiPath = (options.apiPath ?? "").replace(/\/+$/, "");
  const world: World = {
    ...opened.world,
    bases: { web, api: `${api}${apiPath}`, apiPath, storage },
    choices: { ...STRICT, ...options },
  };
  return opened.play(world, dialectOf(world));
}

function answerer(world: World): Handler {
  const api = createDispatch(world);
  return (exchange) => {
    if (exchange.origin === "api") return api(exchange);
    // The token belongs to the API (3, step 2).
    noteSecrets(world, exchange, `the ${exchange.origin} host`);
    return exchange.origin === "storage" ? answerStorage(world, exchange) : answerWeb(world, exchange);
  };
}

const seedAsset = (world: World, { name, content = name, contentType }: AssetSeed): Asset => ({
  id: newId(world),
  name,
  content: world.store.keep(Buffer.from(content)),
  contentType: contentType ?? "application/octet-stream",
  ttl: 0,
  uploader: "octavia",
  createdAt: world.now(),
  downloads: 0,
});

function seedRelease(world: World, repo: Repo, seed: SeedOf<CnbKinds>): Release {
  const blank = blankRelease(world, seed.tag, "octavia");
  const { draft = false, prerelease = false } = seed;
  const latest = seed.latest ?? (!draft && !prerelease);
  if (latest) for (const other of repo.releases) other.latest = false;
  return {
    ...blank,
    name: seed.title ?? "",
    body: seed.notes ?? "",
    draft,
    prerelease,
    latest,
    publishedAt: draft ? undefined : blank.createdAt,
    assets: (seed.assets ?? []).map((asset) => seedAsset(world, asset)),
    visibleFrom: 0,
  };
}

const dialectOf = (world: World): Dialect<CnbKinds> => ({
  forge: "cnb",
  title: "CNB",
  ci: "CNB",
  serverUrl: world.bases.web,
  apiUrl: world.bases.api,
  secrets: [/q-signature/, /asset-upload-confirmation\/[0-9a-f]/, /upload_token/],
  wrongToken: "sandboxcnbwrong0000000000000000",
  reads: { access: "read" },
  user: "octavia",
  token: ({ access = "write" }, nth) => ({ value: `sandboxcnb${String(nth).padStart(22, "0")}`, access }),
  answer: answerer(world),
  place: ({ origin, path }) => {
    const [, slug = ""] = origin === "storage" ? (/^\/release-assets\/(.+)\/[0-9a-f]+$/.exec(path) ?? []) : [];
    if (origin === "storage") return world.repositories.get(slug.toLowerCase());
    return placeOf(world, origin === "api" ? path.slice(world.bases.apiPath.length) : path)?.repo;
  },
  counts: ({ origin }) => origin === "api",
  bytes: { method: "PUT", path: /^\/release-assets\//, origin: "storage" },
  content: (url) => storedAt(world, url),
  groups: true,
  folder: "octo/tools",
  draftsMakeTags: true,
  own: () => ({ tickets: new Map() }),
  verbs: (repo, addToken) => ({
    jobToken: ({ event = "push" } = {}) => {
      const access = event.startsWith("pull_request") ? "read" : "write";
      return addToken({ user: "cnb", access, repositories: [repo.path] });
    },
  }),
  // A branch or a full sha; what else the server takes is not in the reference.
  resolve: resolveRef,
  seed: (repo, seed) => seedRelease(world, repo, seed),
  environment: (repo, at) => pipelineEnvironment(world, repo, at),
  actions: {
    create: { origin: "api", method: "POST", path: /\/releases$/ },
    update: { method: "PATCH", path: /\/releases\/\d+$/ },
    // The request that makes the file exist.
    upload: { method: "POST", path: /\/releases\/\d+\/asset-upload-confirmation(\/|$)/ },
    rename: { method: "PATCH", path: /\/releases\/assets\/\d+$/ },
    delete: { method: "DELETE", path: /\/releases\/\d+\/assets\/\d+$/ },
    "read-back": { method: "GET", path: /\/releases\/download\// },
  },
});

export * as limits from "./limits";
export type { Choices } from "./choices";
export type { Asset, CnbKinds, CnbOptions, CnbSandbox, Release, Repo, Ticket } from "./state";
