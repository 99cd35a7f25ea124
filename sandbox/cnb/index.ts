import { areas, milliseconds, openSandbox, resolveRef, withDefaults } from "../kernel";
import type { Dialect } from "../kernel";
import { STRICT } from "./choices";
import { pipelineEnvironment } from "./environment";
import { blankRelease } from "./release-write";
import type { CnbKinds, CnbOptions, CnbSandbox, World } from "./state";
import { createDispatch } from "./tags";
import { addAsset } from "./uploads";
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
  blank: (_, { tag, author }) => blankRelease(world, tag, author),
  put: (release, file) => {
    addAsset(world, release, { ...file, ttl: 0, uploader: "octavia" });
  },
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
    rename: { method: "PATCH", path: /\/releases\/assets\/\d+$/ },
    delete: { method: "DELETE", path: /\/releases\/\d+\/assets\/\d+$/ },
    "read-back": { method: "GET", path: /\/releases\/download\// },
  },
});

export * as limits from "./limits";
export type { Choices } from "./choices";
export type { Asset, CnbKinds, CnbOptions, CnbSandbox, Release, Repo, Ticket } from "./state";
