import { areas, createRoutes, milliseconds, openSandbox } from "../kernel";
import type { Answer, Dialect, Exchange } from "../kernel";
import { authenticate, canRead, notFound, notSupported, unauthorized } from "./access";
import { attachmentRoutes } from "./attachments";
import { runnerEnvironment } from "./environment";
import { readGiven } from "./params";
import { promote, resolve } from "./release-write";
import { releaseRoutes } from "./releases";
import { newAttachment, newRow, ownOf, worldOf } from "./state";
import type { TGitKinds, TGitOptions, TGitSandbox, World } from "./state";
import { tagRoutes } from "./tags";
import { answerWeb, findRepository } from "./web";

/** Starts a TGit on 127.0.0.1. The caller closes it. */
export const startTGit = (options: TGitOptions = {}): Promise<TGitSandbox> =>
  openSandbox<TGitKinds, World>(options, {
    origins: ["web"],
    api: { path: "/api/v3" },
    subPath: options.subPath,
    firstId: 2760,
    stamp: milliseconds,
    world: (kernel) => worldOf(kernel, options),
    dialect: dialectOf,
  });

/** Answers the REST API. */
function createDispatch(world: World): (exchange: Exchange) => Promise<Answer> {
  const all = [...releaseRoutes, ...attachmentRoutes, ...tagRoutes];
  const routes = createRoutes(all, `${world.bases.prefix}/projects/:id`);
  return async (exchange) => {
    const found = routes.find(exchange.method, exchange.path);
    if (!found) return routes.knows(exchange.path) ? notSupported() : notFound();
    const { route, params } = found;
    const given = await readGiven(exchange, route.raw ?? false);
    const token = authenticate(world, exchange, given);
    if (!token && !route.open) return unauthorized();
    const repo = findRepository(world, params.id ?? "");
    // What may not be seen is not there (reference 3).
    if (!repo || !canRead(token, repo)) return token ? notFound("Project") : unauthorized();
    return route.handler({ ...exchange, world, token, params, given, repo });
  };
}

const dialectOf = (world: World): Dialect<TGitKinds> => ({
  forge: "tgit",
  title: "工蜂 (TGit)",
  ci: "BK-CI",
  wrongToken: "sandbox-tgit-wrong00000000",
  reads: { role: "reporter" },
  user: "bili",
  token: ({ role = "developer" }, nth) => ({ value: `sandbox-tgit-${String(nth).padStart(7, "0")}`, role }),
  answer: areas(world, { api: createDispatch(world), below: `${world.bases.root}/api/`, web: answerWeb }),
  place: ({ path }) => {
    const [, id = ""] = /\/projects\/([^/]+)(?:\/|$)/.exec(path) ?? [];
    return findRepository(world, id.replace(/%2f/gi, "/"));
  },
  groups: true,
  folder: "group/sub",
  repositoryId: (nth) => nth + 85_435,
  branchName: "master",
  own: ({ path }, { protectedTags = [] }) => ownOf(`${world.bases.web}/${path}`, { protectedTags }),
  tagged: ({ rows }, { name }) => void rows.set(name, newRow(world, name, 0)),
  resolve,
  untitled: true,
  blank: (repo, { tag }) => {
    const row = repo.rows.get(tag);
    if (!row) throw new Error(`no commit for ${tag}`);
    promote({ world: { ...world, listLag: 0 }, token: undefined }, row);
    return Object.assign(row, { body: null });
  },
  put: ({ assets }, { name, content }) => void assets.push(newAttachment(world, name, content)),
  seeded: (row, { labels = [], author = null }) => void Object.assign(row, { labels, author }),
  environment: (repo, at) => runnerEnvironment(repo, at),
  // The step that checks out tells from where.
  checkout: ({ cloneUrl }) => ({ BK_CI_GIT_REPO_URL: cloneUrl }),
  // Nothing on its server tells which kind it is.
  inputs: () => ({ forge: "tgit", token: [...world.tokens.keys()][0] ?? "" }),
  actions: {
    create: { method: "POST", path: /\/releases$/ },
    // No update: the PUT that changes a release also makes one of a plain tag, which is a creation.
    upload: { method: "POST", path: /\/attachments$/ },
    delete: { method: "DELETE", path: /\/attachments\/[^/]+$/ },
    "read-back": { method: "GET", path: /\/attachments\/[^/]+$/ },
  },
});

export * as limits from "./limits";
export { filterLetters } from "./state";
export type { TGitKinds, TGitOptions, TGitSandbox } from "./state";
