import type { StoredContent } from "../kernel/content";
import { attach } from "./attach";
import { addTag, resolveTarget } from "./git";
import { remember } from "./history";
import { findRelease, now, type Asset, type Release, type ReleaseStatus, type RepositoryState } from "./state";
import type { World } from "./world";

export interface AssetSeed {
  readonly name: string;
  /** Default: its name. */
  readonly content?: string | Buffer;
  /** Default: application/octet-stream. */
  readonly contentType?: string;
}

export interface ReleaseSeed {
  readonly tag: string;
  /** Commit or branch of a tag that is not there yet; default: the default branch. */
  readonly target?: string;
  /** Default: the tag. */
  readonly name?: string;
  /** Default: the tag. */
  readonly body?: string;
  readonly status?: ReleaseStatus;
  readonly author?: string;
  readonly assets?: readonly AssetSeed[];
}

/** Stands in the history for what was there before the first request. */
const SEEDED = { origin: "seed", method: "SEED", path: "", query: {}, headers: {}, time: 0, status: 0, bytes: 0 };

function put(world: World, release: Release, seed: AssetSeed): Asset {
  const content: StoredContent = world.store.keep(Buffer.from(seed.content ?? seed.name));
  const { name, contentType = "application/octet-stream" } = seed;
  const settled = { ...world, lags: { ...world.lags, attach: 0, attachReads: 0 } };
  return attach(settled, { release, name, contentType }, content);
}

/** Puts a release there without asking the rules; it brings its tag along. */
export function seedRelease(world: World, repo: RepositoryState, seed: ReleaseSeed): Release {
  const commit = resolveTarget(repo, seed.target ?? repo.defaultBranch);
  if (!repo.tags.has(seed.tag) && commit) addTag(repo, seed.tag, commit.sha);
  const release: Release = {
    tagName: seed.tag,
    name: seed.name ?? seed.tag,
    body: seed.body ?? seed.tag,
    status: seed.status,
    author: seed.author ?? "fenglonghui",
    createdAt: now(world),
    changed: world.nextId(),
    assets: [],
    visibleFrom: 0,
  };
  for (const asset of seed.assets ?? []) put(world, release, asset);
  repo.releases.push(release);
  remember(repo, SEEDED);
  return release;
}

/** One more attachment, as if somebody had uploaded it meanwhile. */
export function seedAsset(world: World, repo: RepositoryState, tag: string, seed: AssetSeed): Asset {
  const release = findRelease(repo, tag);
  if (!release) throw new Error(`no release ${tag}`);
  const asset = put(world, release, seed);
  remember(repo, SEEDED);
  return asset;
}
