import { addCommit, openSandbox, resolveRef, seconds } from "../kernel";
import type { Dialect as KernelDialect, Exchange, Handler } from "../kernel";
import { assetRoutes, storedName } from "./assets";
import { createDispatch, repositoryOf } from "./dispatch";
import { runnerEnvironment } from "./environment";
import { loadDescription, type Description } from "./openapi";
import { commitDate, markLatest } from "./publish";
import { refRoutes } from "./refs";
import { releaseRoutes } from "./releases";
import { plainRoutes, settingRoutes } from "./repository-json";
import { dialectOf } from "./shape";
import { newAsset, newRelease, newToken, ownOf, USER, worldOf } from "./state";
import type { GitHubKinds, GitHubOptions, GitHubSandbox, World } from "./state";
import { answerStorage, answerWeb } from "./storage";
import { addTagObject, TAGGER, tagRoutes } from "./tags";
import { uploadRoutes } from "./uploads";

/** Starts a GitHub of the given shape on 127.0.0.1. The caller closes it. */
export async function startGitHub(options: GitHubOptions = {}): Promise<GitHubSandbox> {
  const dialect = dialectOf(options.shape ?? "github.com", options.version ?? "3.17");
  const sandbox = await openSandbox<GitHubKinds, World>(options, {
    // On GHES API, uploads and web share one.
    origins: [...new Set(["web", dialect.apiOrigin, dialect.uploadOrigin, "storage"])],
    // Beyond 2^31, so that nobody keeps ids in 32 bits (reference 5.2).
    firstId: 3_000_000_000,
    api: { origin: dialect.apiOrigin, path: dialect.apiPrefix },
    stamp: seconds,
    world: (kernel) => worldOf(kernel, dialect, options),
    dialect: (world) => playing(world, options),
  });
  return { ...sandbox, shape: dialect.shape, uploadUrl: sandbox.world.uploads };
}

/** Which part of GitHub answers, by origin and path prefix. */
function answerer(world: World): Handler {
  const { dialect } = world;
  const routes = [...settingRoutes, ...releaseRoutes, ...assetRoutes, ...refRoutes, ...tagRoutes];
  const api = createDispatch(world, { upload: false, routes, plain: plainRoutes });
  const uploads = createDispatch(world, { upload: true, routes: uploadRoutes, plain: [] });
  const under = (exchange: Exchange, origin: string, prefix: string): boolean =>
    exchange.origin === origin && (prefix === "" || exchange.path.startsWith(`${prefix}/`));
  return (exchange) => {
    if (exchange.origin === "storage") return answerStorage(world, exchange);
    if (under(exchange, dialect.uploadOrigin, dialect.uploadPrefix)) return uploads(exchange);
    if (under(exchange, dialect.apiOrigin, dialect.apiPrefix)) return api(exchange);
    return answerWeb(world, exchange);
  };
}

function playing(world: World, { description = "api.github.com" }: GitHubOptions): KernelDialect<GitHubKinds> {
  const described: { all?: Description } = {};
  return {
    forge: "github",
    title: world.dialect.shape === "ghes" ? "GitHub Enterprise" : "GitHub",
    ci: "GitHub Actions",
    secrets: [/X-Amz-Signature/],
    wrongToken: "ghs_wrong0000000000000000000000000000000",
    reads: { contents: "read" },
    user: USER,
    token: newToken,
    answer: answerer(world),
    place: ({ path }) => {
      const [, name, id] = /\/(?:repos\/([^/]+\/[^/]+)|repositories\/(\d+))(?:\/|$)/.exec(path) ?? [];
      return name === undefined && id === undefined ? undefined : repositoryOf(world, { name: name ?? "", id })?.repo;
    },
    complaints: (request) => (described.all ??= loadDescription(description)).checkRequest(request),
    groups: false,
    own: ownOf,
    verbs: (repo, addToken) => ({
      jobToken: () => addToken({}),
      commitWorkflow: (message, branch = repo.defaultBranch) => {
        const sha = addCommit(repo, message, { branch });
        repo.workflowChanges.add(sha);
        return sha;
      },
    }),
    tagged: (repo, { name, sha, commit, message }) => {
      if (message === undefined) return;
      const target = { sha: commit, type: "commit" } as const;
      addTagObject(repo, { tag: name, message, target, tagger: { ...TAGGER, date: repo.now() } }, sha);
    },
    // Branch name or full commit sha, nothing else: no tag, no short sha, no HEAD (422 catalogue).
    resolve: resolveRef,
    blank: (_, { tag }) => ({ ...newRelease(world), tagName: tag, draft: false }),
    put: (release, file, { state = "uploaded", label = world.dialect.emptyLabel }) => {
      const content = state === "uploaded" ? file.content : undefined;
      release.assets.push(newAsset(world, { ...file, name: storedName(file.name), label, state, content }));
    },
    seeded: (release, { immutable = false, latest }, repo) => {
      const publishedAt = release.draft ? null : world.now();
      Object.assign(release, { immutable, publishedAt, createdAt: commitDate(repo, release) });
      markLatest(repo, release, latest === false ? "false" : undefined, true);
    },
    environment: (repo, at) => runnerEnvironment(world, repo, at),
    // What action.yml gives by itself.
    inputs: (repo) => ({ job_token: repo.jobToken() }),
    actions: {
      create: { method: "POST", path: /\/releases$/ },
      update: { method: "PATCH", path: /\/releases\/\d+$/ },
      upload: { method: "POST", path: /\/releases\/\d+\/assets$/ },
      rename: { method: "PATCH", path: /\/releases\/assets\/\d+$/ },
      delete: { method: "DELETE", path: /\/releases\/assets\/\d+$/ },
      "read-back": { method: "GET", path: /\/releases\/assets\/\d+$/ },
    },
    // Generated notes are asked for with a POST that saves nothing.
    harmless: ({ path }) => path.endsWith("/generate-notes"),
  };
}

export * as limits from "./limits";
export type { ShapeName } from "./shape";
export type { Asset, GitHubKinds, GitHubOptions, GitHubSandbox, Release, Repo, Token, TokenKind } from "./state";
