import { beijing, createRoutes, openSandbox, Refusal, resolveRef } from "../kernel";
import type { Answer, Dialect, Exchange, Handler, SeedOf } from "../kernel";
import { admit, checkEdge, headerToken } from "./access";
import { unknownRoute } from "./answers";
import { addAttachment, attachmentRoutes, uploadRoutes } from "./attachments";
import { runnerEnvironment } from "./environment";
import { readGiven } from "./params";
import { plainRoutes, refRoutes, repositoryRoutes } from "./refs";
import { releaseRoutes } from "./releases";
import type { Call, GiteeKinds, GiteeOptions, GiteeSandbox, Limits, PlainRoute, Release, Repo, World } from "./state";
import { STRICT } from "./uncertain";
import { answerStorage, answerWeb, storedAt } from "./web";

const MEBIBYTE = 1024 * 1024;
const LIMITS: Limits = { attachment: 100 * MEBIBYTE, quota: 1024 * MEBIBYTE, count: Infinity, by: "application" };

/** Starts a Gitee on 127.0.0.1. The caller closes it. */
export async function startGitee(options: GiteeOptions = {}): Promise<GiteeSandbox> {
  const opened = await openSandbox<GiteeKinds>(options, {
    origins: ["web", "storage"],
    firstId: 431_069,
    stamp: beijing,
  });
  const { web = "", storage = "" } = opened.world.urls;
  const prefix = options.apiPath ?? "/api/v5";
  const world: World = {
    ...opened.world,
    bases: { web, api: web + prefix, storage, prefix },
    uncertain: { ...STRICT, ...options },
    limits: { ...LIMITS, ...options.limits },
    downloadLag: options.downloadLag ?? 0,
    refusedHeaders: new Set(),
    subjects: new WeakMap(),
  };
  return opened.play(world, dialectOf(world));
}

/** Answers the REST API. Other methods and other paths are 404, as the reference names no answer to them. */
function createDispatch(world: World): (exchange: Exchange) => Promise<Answer> {
  const below = [...repositoryRoutes, ...releaseRoutes, ...attachmentRoutes, ...refRoutes].map(
    ({ method, path, handler }): PlainRoute => ({
      method,
      path: `/repos/:owner/:repo${path}`,
      handler: (call: Call) => handler(admit(call)),
    }),
  );
  const routes = createRoutes([...plainRoutes, ...uploadRoutes, ...below], world.bases.prefix);
  const answer = async (exchange: Exchange): Promise<Answer> => {
    checkEdge({ world, headers: exchange.headers });
    const found = routes.find(exchange.method === "HEAD" ? "GET" : exchange.method, exchange.path);
    if (!found) return unknownRoute();
    const given = found.route.raw ? {} : await readGiven(exchange);
    return found.route.handler({ ...exchange, world, params: found.params, given });
  };
  return async (exchange) => {
    try {
      return await answer(exchange);
    } catch (error) {
      const value = headerToken(exchange);
      if (error instanceof Refusal && error.answer.status === 401 && value !== undefined)
        world.refusedHeaders.add(value);
      throw error;
    }
  };
}

function answerer(world: World): Handler {
  const api = createDispatch(world);
  return (exchange) => {
    if (exchange.origin === "storage") return answerStorage(world, exchange);
    return exchange.path.startsWith(`${world.bases.prefix}/`) ? api(exchange) : answerWeb(world, exchange);
  };
}

function seedRelease(world: World, repo: Repo, seed: SeedOf<GiteeKinds>): Release {
  const release: Release = {
    id: world.nextId(),
    tagName: seed.tag,
    targetCommitish: seed.target ?? repo.defaultBranch,
    name: seed.title ?? seed.tag,
    body: seed.notes ?? "-",
    prerelease: seed.prerelease ?? false,
    author: seed.author ?? "octavia",
    createdAt: world.now(),
    assets: [],
    departed: [],
    visibleFrom: 0,
  };
  for (const { name, content = name } of seed.assets ?? []) {
    const kept = { ...world, downloadLag: 0, uncertain: { ...world.uncertain, storedName: () => name } };
    const file = { filename: name, content: world.store.keep(Buffer.from(content)), user: release.author };
    addAttachment(kept, release, file);
  }
  return release;
}

const dialectOf = (world: World): Dialect<GiteeKinds> => ({
  forge: "gitee",
  title: "Gitee",
  ci: "Gitee Go",
  serverUrl: world.bases.web,
  apiUrl: world.bases.api,
  secrets: [/Signature=/, /OSSAccessKeyId/],
  wrongToken: "wr0ng000000000000000000000000000",
  reads: { access: "read" },
  user: "octavia",
  token: ({ scopes = ["user_info", "projects"], access = "write" }, nth) => ({
    value: `5andb0x${String(nth).padStart(25, "0")}`,
    scopes,
    access,
  }),
  answer: answerer(world),
  place: ({ path }) => {
    const [, place = ""] = /\/repos\/([^/]+\/[^/]+)(?:\/|$)/.exec(path) ?? [];
    return world.repositories.get(place.toLowerCase());
  },
  content: (url) => storedAt(world, url),
  groups: false,
  own: ({ path }, { displayName }) => ({
    displayName: displayName ?? path.replace(/^([^/]+)/, "$1 公司"),
    withdrawn: new Set(),
  }),
  verbs: () => ({}),
  // A branch or a full sha, nothing else: no short sha and no tag (4, `target_commitish`).
  resolve: resolveRef,
  seed: (repo, seed) => seedRelease(world, repo, seed),
  environment: (repo, at) => runnerEnvironment(world, repo, at),
  checkout: (repo) => ({ GITEE_REPO: `${world.bases.web}/${repo.path}.git` }),
  // There is no tag among what its CI sets.
  inputs: (_, { tag }) => ({ ...(tag !== undefined && { tag_name: tag }), token: [...world.tokens.keys()][0] ?? "" }),
  actions: {
    create: { method: "POST", path: /\/releases$/ },
    update: { method: "PATCH", path: /\/releases\/\d+$/ },
    upload: { method: "POST", path: /\/attach_files$/ },
    rename: { method: "PATCH", path: /\/attach_files\/\d+$/ },
    delete: { method: "DELETE", path: /\/attach_files\/\d+$/ },
    "read-back": { method: "GET", path: /\/attach_files\/\d+\/download$/ },
  },
});

export * as limits from "./limits";
export type { EnvironmentOptions } from "./environment";
export type { Attachment, GiteeKinds, GiteeOptions, GiteeSandbox, Release, Repo } from "./state";
export type { Uncertain } from "./uncertain";
