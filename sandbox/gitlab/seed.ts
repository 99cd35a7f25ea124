import { addTag, resolveRef } from "./git";
import { remember } from "./history";
import { ensurePackage } from "./packages";
import { blankRelease } from "./release-fields";
import type { Link, LinkType, PackageFile, Package, ProjectState, Release, Upload } from "./state";
import { now } from "./state";
import { addUpload } from "./uploads";
import type { World } from "./world";

export interface LinkSeed {
  readonly name: string;
  readonly url: string;
  readonly path?: string;
  readonly type?: LinkType;
}

export interface ReleaseSeed {
  readonly tag: string;
  /** Commit, branch or tag of a tag that is not there yet; default: the default branch. */
  readonly ref?: string;
  readonly name?: string;
  readonly description?: string | null;
  /** ISO date. */
  readonly releasedAt?: string;
  readonly milestones?: readonly string[];
  readonly links?: readonly LinkSeed[];
}

export interface FileSeed {
  readonly name: string;
  readonly version: string;
  readonly file: string;
  readonly content?: string | Buffer;
  readonly status?: Package["status"];
}

const seedLink = (world: World, { name, url, path, type = "other" }: LinkSeed): Link => ({
  id: world.nextId(),
  name,
  url,
  path,
  type,
});

/** Puts a release there without asking the rules; it brings its tag along. */
export function seedRelease(world: World, project: ProjectState, seed: ReleaseSeed): Release {
  const commit = resolveRef(project, seed.ref ?? project.defaultBranch);
  if (!project.tags.has(seed.tag) && commit) addTag(project, seed.tag, commit.sha);
  const blank = blankRelease(world, seed.tag, "octavia");
  const release: Release = {
    ...blank,
    visibleFrom: 0,
    name: seed.name ?? seed.tag,
    description: seed.description ?? null,
    releasedAt: seed.releasedAt ?? blank.releasedAt,
    milestones: [...(seed.milestones ?? [])],
    links: (seed.links ?? []).map((link) => seedLink(world, link)),
  };
  project.releases.push(release);
  remember(project, SEEDED);
  return release;
}

/** Stands in the history for what was there before the first request. */
const SEEDED = {
  origin: "seed",
  method: "SEED",
  path: "",
  query: {},
  headers: {},
  time: 0,
  status: 0,
  bytes: 0,
};

export function seedFile(world: World, project: ProjectState, seed: FileSeed): PackageFile {
  const content = world.store.keep(Buffer.from(seed.content ?? seed.file));
  const file: PackageFile = { id: world.nextId(), name: seed.file, content, createdAt: now(world) };
  ensurePackage(world, project, { ...seed, status: seed.status ?? "default" }).files.push(file);
  return file;
}

export function seedUpload(world: World, project: ProjectState, filename: string, content: string | Buffer): Upload {
  return addUpload(world, project, { filename, content: world.store.keep(Buffer.from(content)) });
}
