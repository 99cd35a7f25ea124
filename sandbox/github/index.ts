import { addCommit, everyAsset, openSandbox, resolveRef, seconds, withDefaults } from "../kernel";
import type { AssetSeed, Dialect as KernelDialect, Exchange, Handler, SeedOf } from "../kernel";
import { assetRoutes, newAsset } from "./assets";
import { createDispatch, repositoryOf } from "./dispatch";
import { runnerEnvironment } from "./environment";
import { markLatest } from "./latest";
import { storedName } from "./names";
import { loadDescription, type Description } from "./openapi";
import { commitDate } from "./publish";
import { refRoutes } from "./refs";
import { blankRelease } from "./release-write";
import { releaseRoutes } from "./releases";
import { plainRoutes, settingRoutes } from "./repository-json";
import { dialectOf } from "./shape";
import type { Asset, GitHubKinds, GitHubOptions, GitHubSandbox, Release, Repo, Rules, World } from "./state";
import { answerStorage, answerWeb } from "./storage";
import { addTagObject, TAGGER, tagRoutes } from "./tags";
import { uploadRoutes } from "./uploads";

const TOKEN_PREFIX = { integration: "ghs_", "fine-grained": "github_pat_", classic: "ghp_" } as const;

/** Starts a GitHub of the given shape on 127.0.0.1. The caller closes it. */
export async function startGitHub(options: GitHubOptions = {}): Promise<GitHubSandbox> {
  const dialect = dialectOf(options.shape ?? "github.com", options.version ?? "3.17");
  const opened = await openSandbox<GitHubKinds>(options, {
    // On GHES API, uploads and web share one.
    origins: [...new Set(["web", dialect.apiOrigin, dialect.uploadOrigin, "storage"])],
    // Beyond 2^31, so that nobody keeps ids in 32 bits (reference 5.2).
    firstId: 3_000_000_000,
    stamp: seconds,
  });
  const { urls } = opened.world;
  const world: World = {
    ...opened.world,
    dialect,
    bases: {
      web: urls.web ?? "",
      api: `${urls[dialect.apiOrigin] ?? ""}${dialect.apiPrefix}`,
      uploads: `${urls[dialect.uploadOrigin] ?? ""}${dialect.uploadPrefix}`,
      storage: urls.storage ?? "",
    },
    downloads: options.downloads ?? "redirect",
    embedded: options.embedded ?? 100,
  };
  const sandbox = opened.play(world, playing(world, options));
  return { ...sandbox, shape: dialect.shape, uploadUrl: world.bases.uploads };
}

/** Which part of GitHub answers, by origin and path prefix. */
function answerer(world: World): Handler {
  const { dialect, bases } = world;
  const routes = [...settingRoutes, ...releaseRoutes, ...assetRoutes, ...refRoutes, ...tagRoutes];
  const api = createDispatch(world, {
    prefix: dialect.apiPrefix,
    base: bases.api,
    upload: false,
    routes,
    plain: plainRoutes,
  });
  const uploads = createDispatch(world, {
    prefix: dialect.uploadPrefix,
    base: bases.uploads,
    upload: true,
    routes: uploadRoutes,
    plain: [],
  });
  const under = (exchange: Exchange, origin: string, prefix: string): boolean =>
    exchange.origin === origin && (prefix === "" || exchange.path.startsWith(`${prefix}/`));
  return (exchange) => {
    if (exchange.origin === "storage") return answerStorage(world, exchange);
    if (under(exchange, dialect.uploadOrigin, dialect.uploadPrefix)) return uploads(exchange);
    if (under(exchange, dialect.apiOrigin, dialect.apiPrefix)) return api(exchange);
    return answerWeb(world, exchange);
  };
}

type Seeds = AssetSeed & Partial<Pick<Asset, "label" | "state">>;

function seedAsset(world: World, seed: Seeds): Asset {
  const { state = "uploaded", label = world.dialect.emptyLabel, contentType = "application/octet-stream" } = seed;
  const content = state === "uploaded" ? world.store.keep(Buffer.from(seed.content ?? seed.name)) : undefined;
  return newAsset(world, { name: storedName(seed.name), label, state, contentType, content });
}

function seedRelease(world: World, repo: Repo, seed: SeedOf<GitHubKinds>): Release {
  const draft = seed.draft ?? false;
  const release: Release = {
    ...blankRelease(world),
    visibleFrom: 0,
    tagName: seed.tag,
    target: seed.target ?? repo.defaultBranch,
    name: seed.title ?? null,
    body: seed.notes ?? null,
    draft,
    prerelease: seed.prerelease ?? false,
    immutable: seed.immutable ?? false,
    publishedAt: draft ? null : world.now(),
    assets: (seed.assets ?? []).map((asset) => seedAsset(world, asset)),
  };
  release.createdAt = commitDate(repo, release);
  markLatest(repo, release, seed.latest === false ? "false" : undefined, true);
  return release;
}

function playing(world: World, { description = "api.github.com" }: GitHubOptions): KernelDialect<GitHubKinds> {
  const described: { all?: Description } = {};
  return {
    forge: "github",
    title: world.dialect.shape === "ghes" ? "GitHub Enterprise" : "GitHub",
    ci: "GitHub Actions",
    serverUrl: world.bases.web,
    apiUrl: world.bases.api,
    secrets: [/X-Amz-Signature/],
    wrongToken: "ghs_wrong0000000000000000000000000000000",
    reads: { contents: "read" },
    user: "github-actions[bot]",
    token: ({ kind = "integration", contents = "write", workflows = false, administration = false }, nth) => ({
      value: `${TOKEN_PREFIX[kind]}sandbox${String(nth).padStart(29, "0")}`,
      kind,
      contents,
      workflows,
      administration,
      used: 0,
    }),
    answer: answerer(world),
    place: ({ path }) => {
      const [, name, id] = /\/(?:repos\/([^/]+\/[^/]+)|repositories\/(\d+))(?:\/|$)/.exec(path) ?? [];
      return name === undefined && id === undefined ? undefined : repositoryOf(world, { name: name ?? "", id })?.repo;
    },
    content: (url) => {
      const path = /\/releases\/download\/(.+)$/.exec(url)?.[1]?.split("/").map(decodeURIComponent);
      const name = path?.pop();
      const tag = path?.join("/");
      return everyAsset(world).find(({ release, asset }) => release.tagName === tag && asset.name === name)?.asset
        .content;
    },
    complaints: (request) => (described.all ??= loadDescription(description)).checkRequest(request),
    groups: false,
    own: (base, options) => ({
      createdAt: base.now(),
      tagObjects: new Map(),
      workflowChanges: new Set(),
      latestId: undefined,
      rules: withDefaults<Rules>(
        { restrictTagCreation: false, immutableReleases: false, workflowRefusal: 404 },
        options,
      ),
      burnedTags: new Set(options.burnedTags),
      discussionCategories: new Set(options.discussionCategories ?? ["Announcements", "General"]),
    }),
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
    resolve: resolveRef,
    seed: (repo, seed) => seedRelease(world, repo, seed),
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
