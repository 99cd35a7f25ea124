import { areas, beijing, openSandbox, rememberSeed, resolveRef, seenAs, tagged } from "../kernel";
import type { Dialect, SeededFile } from "../kernel";
import { createDispatch } from "./dispatch";
import { runnerEnvironment } from "./environment";
import { attach } from "./files";
import { API_PATH, newRelease, worldOf } from "./state";
import type { Asset, GitCodeKinds, GitCodeOptions, GitCodeSandbox, Release, Repo, World } from "./state";
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
    rename: { origin: "api", method: "PATCH", path: /\/attach_files\/\d+$/ },
    delete: { origin: "api", method: "DELETE", path: /\/attach_files\/\d+$/ },
    "read-back": { origin: "api", method: "GET", path: /\/attach_files\/[^/]+\/download$/ },
  },
});

export * as limits from "./limits";
export type { GitCodeKinds, GitCodeOptions, GitCodeSandbox } from "./state";
