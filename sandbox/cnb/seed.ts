import { addTag, resolveCommitish } from "./git";
import { remember, SEEDED } from "./history";
import { blankRelease } from "./release-write";
import { now, type Asset, type Release, type RepositoryState } from "./state";
import type { World } from "./world";

export interface AssetSeed {
  readonly name: string;
  /** Default: its name. */
  readonly content?: string | Buffer;
  readonly contentType?: string;
}

export interface ReleaseSeed {
  readonly tag: string;
  /** Branch or full sha of a tag that is not there yet; default: the default branch. */
  readonly ref?: string;
  readonly name?: string;
  readonly body?: string;
  readonly draft?: boolean;
  readonly prerelease?: boolean;
  /** Default: yes, unless it is a draft or a prerelease. */
  readonly latest?: boolean;
  readonly assets?: readonly AssetSeed[];
}

const seedAsset = (world: World, { name, content, contentType }: AssetSeed): Asset => ({
  id: world.nextId(),
  name,
  content: world.store.keep(Buffer.from(content ?? name)),
  contentType: contentType ?? "application/octet-stream",
  ttl: 0,
  uploader: "octavia",
  createdAt: now(world),
  downloads: 0,
});

/** Puts a release there without asking the rules; it brings its tag along. */
export function seedRelease(world: World, repository: RepositoryState, seed: ReleaseSeed): Release {
  const commit = resolveCommitish(repository, seed.ref ?? repository.defaultBranch);
  if (!repository.tags.has(seed.tag) && commit) addTag(repository, seed.tag, commit.sha);
  const blank = blankRelease(world, seed.tag, "octavia");
  const { draft = false, prerelease = false } = seed;
  const release: Release = {
    ...blank,
    name: seed.name ?? seed.tag,
    body: seed.body ?? "",
    draft,
    prerelease,
    publishedAt: draft ? undefined : blank.createdAt,
    assets: (seed.assets ?? []).map((asset) => seedAsset(world, asset)),
    visibleFrom: 0,
  };
  repository.releases.push(release);
  if (seed.latest ?? (!draft && !prerelease)) repository.latest = release.id;
  remember(repository, SEEDED);
  return release;
}
