import { addTag, html, openSandbox, seconds, violate } from "../kernel";
import type { Answer, Dialect, Exchange } from "../kernel";
import { addAsset } from "./assets";
import { createDispatch } from "./dispatch";
import { runnerEnvironment } from "./environment";
import { resolve } from "./publish";
import { enqueue, handlePushes, removeBareTag, syncTag } from "./rows";
import { newRow, ownOf, worldOf } from "./state";
import type { GiteaKinds, GiteaOptions, GiteaSandbox, World } from "./state";
import { dialectOf } from "./versions";
import { answerStorage, answerWeb, placeOf } from "./web";

/** Starts a Gitea or Forgejo of the given version on 127.0.0.1. The caller closes it. */
export async function startGitea(options: GiteaOptions = {}): Promise<GiteaSandbox> {
  const { version = options.software === "forgejo" ? "12" : "1.25" } = options;
  // The numbers of the two do not meet.
  const software = options.software ?? (parseInt(version) >= 7 ? "forgejo" : "gitea");
  const sandbox = await openSandbox<GiteaKinds, World>(options, {
    origins: ["web", "public", "storage"],
    api: { path: "/api/v1" },
    subPath: options.subPath,
    // Ids are above 2^31: they are int64 in Gitea.
    firstId: 5_000_000_000,
    stamp: seconds,
    world: (kernel) => worldOf(kernel, dialectOf(software, version), options),
    dialect: giteaDialect,
  });
  const { dialect, publicUrl } = sandbox.world;
  return { ...sandbox, software, version: dialect.version, publicUrl };
}

function answerer(world: World): (exchange: Exchange) => Answer | Promise<Answer> {
  const api = createDispatch(world);
  const { root } = world.bases;
  return (exchange) => {
    handlePushes(world);
    if (exchange.origin === "storage") return answerStorage(world, exchange);
    if (exchange.origin === "public" && exchange.headers.authorization !== undefined) {
      violate(world, exchange, "authorization sent to the host of ROOT_URL instead of the one that was given");
    }
    // Below another path than the sub-path there is nothing of this server.
    if (!exchange.path.startsWith(`${root}/`)) return html(404, "Not Found");
    return exchange.path.startsWith(`${root}/api/`) ? api(exchange) : answerWeb(world, exchange);
  };
}

function giteaDialect(world: World): Dialect<GiteaKinds> {
  const { software } = world.dialect;
  const title = software === "forgejo" ? "Forgejo" : "Gitea";
  return {
    forge: software,
    title,
    ci: `${title} Actions`,
    wrongToken: "0123456789abcdef0123456789abcdef01234567",
    reads: { role: "read" },
    user: "octavia",
    token: ({ job, role, scopes, readOnly, permissions }, nth) => ({
      value: `5a0db0c5${String(nth).padStart(32, "0")}`,
      ...(job && { user: `${software}-actions` }),
      role: readOnly ? "read" : (role ?? "write"),
      scopes: scopes ?? ["write:repository"],
      job,
      permissions: world.dialect.jobPermissions ? permissions : undefined,
    }),
    answer: answerer(world),
    place: ({ path }) => placeOf(world, path),
    groups: false,
    repositoryId: (nth) => nth + 23,
    own: ownOf,
    verbs: (repo, addToken) => ({
      pushTag: (name, { commit = repo.head() } = {}) => {
        if (!repo.commits.has(commit)) throw new Error(`no commit ${commit}`);
        addTag(repo, name, { commit });
        enqueue(world, { repo, tag: name, what: "made" });
      },
      pushTagDeletion: (name) => {
        repo.tags.delete(name);
        enqueue(world, { repo, tag: name, what: "deleted" });
      },
      handlePushes: () => {
        handlePushes(world, repo);
      },
      jobToken: (options) => addToken({ ...options, job: repo }),
    }),
    tagged: (repo, { name }, { synced = true }) => {
      if (synced) syncTag(world, repo, name, "octavia");
    },
    resolve,
    blank: (_, { tag, author }) => newRow(world, tag, author),
    put: (release, { name, content }, { externalUrl }) => {
      const stored = externalUrl === undefined ? content : world.store.keep(Buffer.alloc(0));
      addAsset(world, release, name, stored).externalUrl = externalUrl;
    },
    // What a pushed tag left in the table goes.
    seeded: (release, { createdAt }, repo) => {
      release.createdAt = createdAt ?? release.createdAt;
      removeBareTag(repo, release.tagName);
    },
    environment: (repo, at) => runnerEnvironment(world, repo, at),
    inputs: (repo) => ({ job_token: repo.jobToken() }),
    actions: {
      create: { method: "POST", path: /\/releases$/ },
      update: { method: "PATCH", path: /\/releases\/\d+$/ },
      upload: { method: "POST", path: /\/releases\/\d+\/assets$/ },
      rename: { method: "PATCH", path: /\/releases\/\d+\/assets\/\d+$/ },
      delete: { method: "DELETE", path: /\/releases\/\d+\/assets\/\d+$/ },
      "read-back": { method: "GET", path: /(\/attachments\/[0-9a-f-]+|\/releases\/download\/.+)$/ },
    },
  };
}

export * as limits from "./limits";
export type { Asset, GiteaKinds, GiteaOptions, GiteaSandbox, Release, Repo } from "./state";
export type { Software } from "./versions";
