import { addTag, resolveTarget } from "./git";
import { remember } from "./history";
import { timestamp, type Release, type RepositoryState } from "./state";
import { addAttachment } from "./uploads";
import type { World } from "./world";

export interface AssetSeed {
  /** Kept as it is. */
  readonly name: string;
  readonly content?: string | Buffer;
}

export interface ReleaseSeed {
  readonly tag: string;
  /** Branch or full sha of a tag that is not there yet; default: the default branch. */
  readonly target?: string;
  readonly name?: string;
  readonly body?: string;
  readonly prerelease?: boolean;
  readonly author?: string;
  /** The same name may come twice. */
  readonly assets?: readonly AssetSeed[];
}

/** Stands in the history for what was there before the first request. */
const SEEDED = { origin: "seed", method: "SEED", path: "", query: {}, headers: {}, time: 0, status: 0, bytes: 0 };

function addSeeded(world: World, release: Release, { name, content }: AssetSeed): void {
  const kept = { ...world, downloadLag: 0, uncertain: { ...world.uncertain, storedName: () => name } };
  addAttachment(kept, release, {
    filename: name,
    content: world.store.keep(Buffer.from(content ?? name)),
    user: release.author,
  });
}

/** Puts a release there without asking the rules; it brings its tag along. */
export function seedRelease(world: World, repository: RepositoryState, seed: ReleaseSeed): Release {
  const target = seed.target ?? repository.defaultBranch;
  const commit = resolveTarget(repository, target);
  if (!repository.tags.has(seed.tag)) {
    if (!commit) throw new Error(`no branch or commit ${target}`);
    addTag(repository, seed.tag, commit.sha);
  }
  const release: Release = {
    id: world.nextId(),
    tagName: seed.tag,
    targetCommitish: target,
    name: seed.name ?? seed.tag,
    body: seed.body ?? "-",
    prerelease: seed.prerelease ?? false,
    author: seed.author ?? "octavia",
    createdAt: timestamp(world.clock.now()),
    assets: [],
    departed: [],
    visibleFrom: 0,
  };
  for (const asset of seed.assets ?? []) addSeeded(world, release, asset);
  repository.releases.push(release);
  remember(repository, SEEDED);
  return release;
}
