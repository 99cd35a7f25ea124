import { areas, beijing, createRoutes, existing, openSandbox, rememberSeed, resolveRef } from "../kernel";
import { seenAs, tagged, violate } from "../kernel";
import type { Answer, Dialect, Exchange, RecordedRequest, SeededFile } from "../kernel";
import { authenticate, checkAccess, countRequest, readGiven } from "./access";
import { failure, unauthorized, unknownRoute, wrongMethod } from "./answers";
import { runnerEnvironment } from "./environment";
import { attach } from "./files";
import { releaseRoutes } from "./releases";
import { API_PATH, newRelease, worldOf, type Asset, type GitCodeKinds, type GitCodeOptions } from "./state";
import type { GitCodeSandbox, Release, Repo, Route, World } from "./state";
import { attachmentRoutes, tagRoutes } from "./tags";
import { answerStorage, answerWeb } from "./web";

/** Starts a GitCode (the same platform as AtomGit) on 127.0.0.1. The caller closes it. */
export const startGitCode = (options: GitCodeOptions = {}): Promise<GitCodeSandbox> =>
  openSandbox<GitCodeKinds, World>(options, {
    origins: ["web", "api", "storage"],
    api: { origin: "api", path: API_PATH },
    // Large, as on a busy site.
    firstId: 5_000_000_000,
    stamp: beijing,
    world: (kernel) => worldOf(kernel, options),
    dialect: dialectOf,
  });

const contentOf = ({ method, path, query, json }: RecordedRequest): string =>
  JSON.stringify([method, path, query, json]);

/** 418 says that the request looks suspicious: asking the same again makes it worse (reference 3). */
function checkStubbornness(world: World, exchange: Exchange): void {
  const refused = world.requests.filter(({ status }) => status === 418);
  if (refused.some((one) => contentOf(one) === contentOf(exchange.record))) {
    violate(world, exchange, "sent again after 418");
  }
}

type Found = NonNullable<ReturnType<ReturnType<typeof createRoutes<Route>>["find"]>>;

async function carryOut(world: World, exchange: Exchange, { route, params }: Found): Promise<Answer> {
  const given = await readGiven(exchange, world);
  const token = authenticate(world, exchange, given);
  countRequest(world, token?.user ?? "");
  const name = `${params.owner ?? ""}/${params.repo ?? ""}`.toLowerCase();
  const repo = checkAccess(world, token, world.repositories.get(name), route.needs);
  return route.handler({ ...exchange, world, params, token, repo, given });
}

/** HEAD is no method here; of a download it says 404, or 401 without a token (reference 4). */
function answerHead(world: World, exchange: Exchange, found: Found): Answer {
  if (!found.route.path.endsWith("/download")) return wrongMethod();
  return authenticate(world, exchange, {}) ? unknownRoute() : unauthorized();
}

/** Answers below `/api/v5`; the paths of the API of 2023, without it, are gone (reference 1). */
function createDispatch(world: World): (exchange: Exchange) => Promise<Answer> {
  const all = [...releaseRoutes, ...attachmentRoutes, ...tagRoutes];
  const routes = createRoutes(existing(all, world.habits), `${API_PATH}/repos/:owner/:repo`);
  const { encodedSlash } = world.habits;
  return async (exchange) => {
    const { method, path } = exchange;
    checkStubbornness(world, exchange);
    if (encodedSlash !== "taken" && /%2f/i.test(path)) return failure(world, encodedSlash, "Bad Path");
    const found = routes.find(method === "HEAD" ? "GET" : method, path);
    if (found) return method === "HEAD" ? answerHead(world, exchange, found) : carryOut(world, exchange, found);
    return routes.knows(path) ? wrongMethod() : unknownRoute();
  };
}

const put = (world: World, release: Release, file: SeededFile): Asset =>
  attach({ ...world, lags: { ...world.lags, attach: 0, attachReads: 0 } }, release, file);

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
  secrets: [/Signature=/, /SANDBOXKEY/],
  wrongToken: "sandbox-wrong-0000000000",
  reads: { access: "read" },
  user: "fenglonghui",
  token: ({ kind = "personal", access = "write" }, nth) => ({
    value: `sandbox${String(nth).padStart(17, "0")}`,
    kind,
    access,
  }),
  // `/api/v5` is answered on the web host too, as some pages show it (1).
  answer: areas(world, { api: createDispatch(world), below: `${API_PATH}/`, web: answerWeb, storage: answerStorage }),
  place: (request) => placeOf(world, request),
  // Uploads count, although they go to a signed address; what reads lead to does not.
  counts: ({ origin, method }) => origin !== "storage" || method === "PUT",
  groups: true,
  verbs: (repo, addToken) => ({
    attach: (tag, { name, content = name }) => {
      const release = tagged(repo.releases, tag);
      if (!release) throw new Error(`no release ${tag}`);
      const file = { name, contentType: "application/octet-stream", content: world.store.keep(Buffer.from(content)) };
      const asset = put(world, release, file);
      rememberSeed(repo);
      return asset;
    },
    jobToken: ({ fork = false } = {}) =>
      addToken({ kind: "pipeline", access: fork ? "read" : "write", repositories: [repo.path] }),
  }),
  // A branch or a whole sha, as the parameters of both writing routes are described (4); nothing shorter.
  resolve: resolveRef,
  blank: (_, { tag, author }) => newRelease(world, tag, author),
  put: (release, file) => void put(world, release, file),
  seeded: (release, { status, prerelease }) => {
    release.status = status ?? (prerelease ? "pre" : undefined);
  },
  see: (_, release) => ({
    prerelease: release.status === "pre",
    ...(!world.habits.assetIds && { assets: seenAs(release).assets.map((one) => ({ ...one, id: one.name })) }),
  }),
  environment: (repo, at) => runnerEnvironment(world, repo, at),
  actions: {
    create: { origin: "api", method: "POST", path: /\/releases$/ },
    update: { origin: "api", method: "PATCH", path: /\/releases\/[^/]+$/ },
    upload: { origin: "storage", method: "PUT", path: /\/rg-\d+\// },
    delete: { origin: "api", method: "DELETE", path: /\/attach_files\/\d+$/ },
    "read-back": { origin: "api", method: "GET", path: /\/attach_files\/[^/]+\/download$/ },
  },
});

export * as limits from "./limits";
export type { GitCodeKinds, GitCodeOptions, GitCodeSandbox } from "./state";
