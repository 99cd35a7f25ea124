import { areas, beijing, createRoutes, openSandbox, Refusal, resolveRef } from "../kernel";
import type { Answer, Dialect, Exchange } from "../kernel";
import { admit, checkEdge, headerToken } from "./access";
import { attachmentRoutes, uploadRoutes } from "./attachments";
import { runnerEnvironment } from "./environment";
import { readGiven, unknownRoute } from "./params";
import { plainRoutes, refRoutes } from "./refs";
import { newRelease, releaseRoutes } from "./releases";
import { newAttachment, ownOf, worldOf, type Call, type GiteeKinds, type GiteeOptions } from "./state";
import type { GiteeSandbox, PlainRoute, World } from "./state";
import { answerStorage, answerWeb } from "./web";

/** Starts a Gitee on 127.0.0.1. The caller closes it. */
export const startGitee = (options: GiteeOptions = {}): Promise<GiteeSandbox> =>
  openSandbox<GiteeKinds, World>(options, {
    origins: ["web", "storage"],
    api: { path: options.apiPath ?? "/api/v5" },
    firstId: 431_069,
    stamp: beijing,
    world: (kernel) => worldOf(kernel, options),
    dialect: dialectOf,
  });

/** Answers the REST API. Other methods and other paths are 404, as the reference names no answer to them. */
function createDispatch(world: World): (exchange: Exchange) => Promise<Answer> {
  const below = [...releaseRoutes, ...attachmentRoutes, ...refRoutes].map(({ method, path, handler }): PlainRoute => ({
    method,
    path: `/repos/:owner/:repo${path}`,
    handler: (call: Call) => handler(admit(call)),
  }));
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

const dialectOf = (world: World): Dialect<GiteeKinds> => ({
  forge: "gitee",
  title: "Gitee",
  ci: "Gitee Go",
  secrets: [/Signature=/, /OSSAccessKeyId/],
  wrongToken: "wr0ng000000000000000000000000000",
  reads: { access: "read" },
  user: "octavia",
  token: ({ scopes = ["user_info", "projects"], access = "write" }, nth) => ({
    value: `5andb0x${String(nth).padStart(25, "0")}`,
    scopes,
    access,
  }),
  answer: areas(world, {
    api: createDispatch(world),
    below: `${world.bases.prefix}/`,
    web: answerWeb,
    storage: answerStorage,
  }),
  place: ({ path }) => {
    const [, place = ""] = /\/repos\/([^/]+\/[^/]+)(?:\/|$)/.exec(path) ?? [];
    return world.repositories.get(place.toLowerCase());
  },
  groups: false,
  own: ({ path }, { displayName }) => ownOf(path, displayName),
  // A branch or a full sha, nothing else: no short sha and no tag (4, `target_commitish`).
  resolve: resolveRef,
  blank: (_, { tag, author }) => newRelease(world, { ...{ tagName: tag, name: tag, body: "-", target: "" }, author }),
  put: ({ assets, author }, { name, content }) => {
    const kept = { ...world, downloadLag: 0, uncertain: { ...world.uncertain, storedName: () => name } };
    assets.push(newAttachment(kept, { filename: name, content, uploader: author }));
  },
  environment: (repo, at) => runnerEnvironment(world, repo, at),
  checkout: (repo) => ({ GITEE_REPO: `${world.bases.web}/${repo.path}.git` }),
  // There is no tag among what its CI sets.
  inputs: (_, { tag }) => ({ ...(tag !== undefined && { tag_name: tag }), token: [...world.tokens.keys()][0] ?? "" }),
  actions: {
    create: { method: "POST", path: /\/releases$/ },
    update: { method: "PATCH", path: /\/releases\/\d+$/ },
    upload: { method: "POST", path: /\/attach_files$/ },
    delete: { method: "DELETE", path: /\/attach_files\/\d+$/ },
    "read-back": { method: "GET", path: /\/attach_files\/\d+\/download$/ },
  },
});

export * as limits from "./limits";
export type { GiteeKinds, GiteeOptions, GiteeSandbox } from "./state";
