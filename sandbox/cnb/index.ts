import {
  areas,
  createRoutes,
  json,
  milliseconds,
  openSandbox,
  Refusal,
  resolveRef,
  violate,
  withDefaults,
} from "../kernel";
import type { Answer, Dialect, Exchange } from "../kernel";
import { authenticate, notFound, problem, requireAccess } from "./access";
import { pipelineEnvironment } from "./environment";
import { assetRoutes, releaseRoutes } from "./releases";
import { newAsset, newRelease, STRICT, type CnbKinds, type CnbOptions, type CnbSandbox } from "./state";
import type { Repo, World } from "./state";
import { tagRoutes } from "./tags";
import { uploadRoutes } from "./uploads";
import { answerStorage, answerWeb, placeOf } from "./web";

/** Starts a CNB on 127.0.0.1: web, API and storage host each with an address of its own. The caller closes it. */
export const startCnb = (options: CnbOptions = {}): Promise<CnbSandbox> =>
  openSandbox<CnbKinds, World>(options, {
    origins: ["web", "api", "storage"],
    api: { origin: "api", path: options.apiPath ?? "" },
    firstId: 0,
    stamp: milliseconds,
    world: (kernel) => ({ ...kernel, choices: withDefaults(STRICT, options) }),
    dialect: dialectOf,
  });

const MEDIA_TYPE = "application/vnd.cnb.api+json";

/** Documented as required on every route (1); what happens without it is an option. */
function checkAccept(world: World, exchange: Exchange): void {
  if (exchange.headers.accept?.includes(MEDIA_TYPE)) return;
  if (world.choices.accept === "required") throw new Refusal(problem(406, `Accept: ${MEDIA_TYPE} is required`));
  violate(world, exchange, `no Accept: ${MEDIA_TYPE}`);
}

/** What follows `/{slug}/-` as it was sent; undefined outside of every repository. */
const restOf = (path: string): string | undefined => {
  const mark = path.indexOf("/-/");
  return mark < 0 ? undefined : path.slice(mark + 2);
};

/** What a repository says of itself; only what a client may want to know of a release's place (1). */
function describeRepository(world: World, exchange: Exchange, repo: Repo): Answer {
  checkAccept(world, exchange);
  requireAccess(authenticate(world, exchange), repo, "read");
  const id = String(repo.id);
  return json(200, { id, path: repo.path, visibility_level: repo.private ? "Private" : "Public" });
}

/** Answers the API. */
function createDispatch(world: World): (exchange: Exchange) => Answer | Promise<Answer> {
  const all = [...assetRoutes, ...releaseRoutes(world.choices.tagRoute), ...uploadRoutes, ...tagRoutes];
  const routes = createRoutes(all, "");
  return (exchange) => {
    if (!exchange.path.startsWith(`${world.bases.prefix}/`)) return notFound();
    const path = exchange.path.slice(world.bases.prefix.length);
    const itself = exchange.method === "GET" && !path.includes("/-/") ? placeOf(world, path)?.repo : undefined;
    if (itself) return describeRepository(world, exchange, itself);
    // A download may be asked for with HEAD, as any GET.
    const found = routes.find(exchange.method === "HEAD" ? "GET" : exchange.method, restOf(path) ?? "");
    if (!found) return notFound();
    checkAccept(world, exchange);
    const token = authenticate(world, exchange);
    const repo = placeOf(world, path)?.repo;
    if (!repo) return notFound("repository not found");
    requireAccess(token, repo, found.route.method === "GET" ? "read" : "write");
    return found.route.handler({ ...exchange, world, token, repo, params: found.params });
  };
}

const dialectOf = (world: World): Dialect<CnbKinds> => ({
  forge: "cnb",
  title: "CNB",
  ci: "CNB",
  secrets: [/q-signature/, /asset-upload-confirmation\/[0-9a-f]/, /upload_token/],
  wrongToken: "sandboxcnbwrong0000000000000000",
  reads: { access: "read" },
  user: "octavia",
  token: ({ access = "write" }, nth) => ({ value: `sandboxcnb${String(nth).padStart(22, "0")}`, access }),
  answer: areas(world, { api: createDispatch(world), web: answerWeb, storage: answerStorage }),
  place: ({ origin, path }) => {
    const [, slug = ""] = origin === "storage" ? (/^\/release-assets\/(.+)\/[0-9a-f]+$/.exec(path) ?? []) : [];
    if (origin === "storage") return world.repositories.get(slug.toLowerCase());
    return placeOf(world, origin === "api" ? path.slice(world.bases.prefix.length) : path)?.repo;
  },
  counts: ({ origin }) => origin === "api",
  bytes: { method: "PUT", path: /^\/release-assets\//, origin: "storage" },
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
  blank: (_, { tag, author }) => newRelease(world, tag, author),
  put: ({ assets }, file) => void assets.push(newAsset(world, { ...file, ttl: 0, uploader: "octavia" })),
  seeded: (release, seed, repo) => {
    release.latest = seed.latest ?? !(release.draft || release.prerelease);
    if (release.latest) for (const other of repo.releases) other.latest = false;
    if (!release.draft) release.publishedAt = release.createdAt;
  },
  environment: (repo, at) => pipelineEnvironment(world, repo, at),
  actions: {
    create: { origin: "api", method: "POST", path: /\/releases$/ },
    update: { method: "PATCH", path: /\/releases\/\d+$/ },
    // The request that makes the file exist.
    upload: { method: "POST", path: /\/releases\/\d+\/asset-upload-confirmation(\/|$)/ },
    delete: { method: "DELETE", path: /\/releases\/\d+\/assets\/\d+$/ },
    "read-back": { method: "GET", path: /\/releases\/download\// },
  },
});

export * as limits from "./limits";
export type { CnbKinds, CnbOptions } from "./state";
