import { addTag, resolveRef } from "./git";
import { remember } from "./history";
import { bareTag, newRow, removeBareTag } from "./rows";
import { addAsset } from "./uploads";
import type { Release, RepositoryState } from "./state";
import type { World } from "./world";

export interface AssetSeed {
  readonly name: string;
  readonly content?: string | Buffer;
  /** Forgejo: the file is there. */
  readonly externalUrl?: string;
}

export interface ReleaseSeed {
  readonly tag: string;
  /** Anything git resolves; default: the default branch. */
  readonly target?: string;
  readonly name?: string;
  readonly body?: string;
  readonly draft?: boolean;
  readonly prerelease?: boolean;
  /** ISO date; default: now. */
  readonly createdAt?: string;
  readonly author?: string;
  readonly assets?: readonly AssetSeed[];
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

/** Puts a release there without asking the rules; a published one brings its tag along. */
export function seedRelease(world: World, repo: RepositoryState, seed: ReleaseSeed): Release {
  const target = seed.target ?? repo.defaultBranch;
  const commit = resolveRef(repo, target);
  if (!seed.draft && !repo.tags.has(seed.tag) && commit) addTag(repo, seed.tag, commit);
  const row = newRow(world, seed.tag, seed.author ?? "octavia");
  const release: Release = {
    ...row,
    target,
    name: seed.name ?? seed.tag,
    body: seed.body ?? "",
    draft: seed.draft ?? false,
    prerelease: seed.prerelease ?? false,
    createdAt: seed.createdAt ?? row.createdAt,
  };
  for (const { name, content = name, externalUrl } of seed.assets ?? []) {
    const bytes = Buffer.from(externalUrl === undefined ? content : "");
    addAsset(world, release, name, world.store.keep(bytes)).externalUrl = externalUrl;
  }
  const bare = bareTag(repo, seed.tag);
  if (bare) removeBareTag(repo, bare);
  repo.releases.push(release);
  remember(repo, SEEDED);
  return release;
}
