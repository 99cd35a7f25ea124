import { areas, milliseconds, nameOf, openSandbox, seenAs, withDefaults } from "../kernel";
import type { Asset, Dialect, StoredContent } from "../kernel";
import { createDispatch, findProject } from "./dispatch";
import { runnerEnvironment } from "./environment";
import { ensurePackage } from "./packages";
import { newFile, newLink, newRelease, ownOf, RULES, worldOf, type Rules } from "./state";
import type { FileSeed, GitLabKinds, GitLabOptions, GitLabSandbox, Link } from "./state";
import type { PackageFile, Repo, Upload, World } from "./state";
import { resolve } from "./tags";
import { addUpload, fullPathOf } from "./uploads";
import { dialectOf } from "./versions";
import { answerWeb, placeOf, storedAt } from "./web";

/** Starts a GitLab of the given version on 127.0.0.1. The caller closes it. */
export async function startGitLab(options: GitLabOptions = {}): Promise<GitLabSandbox> {
  const dialect = dialectOf(options.version ?? "17.5");
  const sandbox = await openSandbox<GitLabKinds, World>(options, {
    origins: ["web"],
    api: { path: "/api/v4" },
    subPath: options.subPath,
    firstId: 5_000_000_000,
    stamp: milliseconds,
    world: (kernel) => worldOf(kernel, dialect, options),
    dialect: (world) => playing(world, options),
  });
  return { ...sandbox, version: dialect.version };
}

type Kept<S> = Omit<S, "content"> & { readonly content: StoredContent };

function seedFile(world: World, repo: Repo, { content, ...seed }: Kept<FileSeed>): PackageFile {
  const file = newFile(world, seed.file, content);
  ensurePackage(world, repo, { ...seed, status: seed.status ?? "default" }).files.push(file);
  return file;
}

function seedUpload(world: World, repo: Repo, filename: string, content: StoredContent): Upload & { webUrl: string } {
  const upload = addUpload(world, repo, { filename, content });
  const path = fullPathOf({ ...world, rootedUploads: false }, repo, upload);
  const webUrl = world.bases.web + (path ?? `/${repo.path}/uploads/${upload.secret}/${upload.name}`);
  return { ...upload, webUrl };
}

/** A file in the registry, or on a server without one an upload, and the link to it. */
function linkedFile(world: World, repo: Repo, at: Kept<{ tag: string; name: string }>): string {
  const { tag, name, content } = at;
  if (!world.dialect.packages) return seedUpload(world, repo, name, content).webUrl;
  seedFile(world, repo, { name: nameOf(repo), version: tag, file: name, content });
  const file = [nameOf(repo), tag, name].map(encodeURIComponent).join("/");
  return `${world.bases.api}/projects/${repo.id}/packages/generic/${file}`;
}

/** As a person would see it: the file that the link leads to, and what the link is called. */
function linkedAsset(world: World, { id, url, name: label }: Link): Asset {
  const content = storedAt(world, url.replace(/#.*$/, ""));
  const name = content && decodeURIComponent(new URL(url).pathname.split("/").at(-1) ?? "");
  if (name === undefined || name === label) return { id, name: label, content };
  return { id, name, label, content };
}

const PREFIX = { personal: "glpat-", project: "glpat-", oauth: "", job: "glcbt-64_", deploy: "gldt-" } as const;
const REGISTRY = ["read_package_registry", "write_package_registry"];

function playing(world: World, shared: GitLabOptions): Dialect<GitLabKinds> {
  const kept = (content: string | Buffer): StoredContent => world.store.keep(Buffer.from(content));
  return {
    forge: "gitlab",
    title: "GitLab",
    ci: "GitLab CI",
    wrongToken: "glpat-wrong00000000000000",
    reads: { role: "reporter" },
    user: "octavia",
    token: ({ kind = "personal", role = "maintainer", scopes, job, permissions }, nth) => ({
      value: `${PREFIX[kind]}sandbox${String(nth).padStart(13, "0")}`,
      kind,
      role,
      scopes: scopes ?? (kind === "deploy" ? REGISTRY : ["api"]),
      job,
      permissions: world.dialect.jobTokenPermissions ? permissions : undefined,
    }),
    answer: areas(world, { api: createDispatch(world), below: `${world.bases.root}/api/`, web: answerWeb }),
    place: ({ path }) => {
      const [, id] = /\/projects\/([^/]+)(?:\/|$)/.exec(path) ?? [];
      return id === undefined ? placeOf(world, path)?.repo : findProject(world, id.replace(/%2f/gi, "/"))?.repo;
    },
    groups: true,
    folder: "group/sub",
    // Small, as the first numbers of a young instance are: a fixed width must not be relied on.
    repositoryId: (nth) => nth + 23,
    // With trailers, so that the changelog API has something to say.
    firstCommits: ["Initial commit", "Add feature\n\nChangelog: added", "Fix bug\n\nChangelog: fixed"],
    own: (base, options) => {
      const defaults: Rules = { ...RULES, jobTokenAllowlist: world.dialect.jobTokenRestricted ? [] : "all" };
      return ownOf(base.now(), options.milestones ?? [], withDefaults(defaults, { ...shared, ...options }));
    },
    verbs: (repo, addToken) => ({
      packageFile: (seed) => seedFile(world, repo, { ...seed, content: kept(seed.content ?? seed.file) }),
      upload: (filename, content) => seedUpload(world, repo, filename, kept(content)),
      jobToken: (options) => addToken({ role: "developer", ...options, kind: "job", job: repo }),
    }),
    resolve,
    blank: (_, { tag, author }) => newRelease(world, tag, author),
    put: ({ tagName: tag, links }, { name, content }, _, repo) => {
      links.push(newLink(world, { name, url: linkedFile(world, repo, { tag, name, content }) }));
    },
    seeded: (release, { releasedAt = release.releasedAt, milestones = [], links = [] }) => {
      Object.assign(release, { releasedAt, milestones });
      release.links.push(...links.map((link) => newLink(world, link)));
    },
    see: (_, release) => seenAs({ ...release, assets: release.links.map((link) => linkedAsset(world, link)) }),
    environment: (repo, at) => runnerEnvironment(world, repo, at),
    actions: {
      create: { method: "POST", path: /\/releases$/ },
      update: { method: "PUT", path: /\/releases\/[^/]+$/ },
      upload: world.dialect.packages
        ? { method: "PUT", path: /\/packages\/generic\/.+$/ }
        : { method: "POST", path: /\/uploads$/ },
      rename: { method: "PUT", path: /\/releases\/[^/]+\/assets\/links\/\d+$/ },
      delete: { method: "DELETE", path: /\/package_files\/\d+$/ },
      "read-back": { method: "GET", path: /\/(packages\/generic\/.+|uploads\/.+)$/ },
    },
  };
}

export * as limits from "./limits";
export type { GitLabKinds, GitLabOptions, GitLabSandbox, Repo } from "./state";
