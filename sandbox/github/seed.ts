import { addTagObject, peel, resolveTarget } from "./git";
import { markLatest } from "./latest";
import { storedName } from "./names";
import { commitDate } from "./publish";
import { blankRelease } from "./release-write";
import { now, type Asset, type Release, type RepositoryState } from "./state";
import type { World } from "./world";

export interface AssetSeed {
  readonly name: string;
  readonly content?: string | Buffer;
  readonly label?: string | null;
  readonly contentType?: string;
  /** Anything but "uploaded" (the default) is a half-made asset without content. */
  readonly state?: Asset["state"];
}

export interface ReleaseSeed {
  readonly tag: string;
  readonly target?: string;
  readonly name?: string | null;
  readonly body?: string | null;
  readonly draft?: boolean;
  readonly prerelease?: boolean;
  readonly immutable?: boolean;
  /** false: published without taking the "latest" marker. */
  readonly latest?: boolean;
  readonly assets?: readonly AssetSeed[];
}

function seedAsset(world: World, seed: AssetSeed): Asset {
  const date = now(world);
  const state = seed.state ?? "uploaded";
  return {
    id: world.nextId(),
    name: storedName(seed.name),
    label: seed.label ?? world.dialect.emptyLabel,
    state,
    contentType: seed.contentType ?? "application/octet-stream",
    content: state === "uploaded" ? world.store.keep(Buffer.from(seed.content ?? seed.name)) : undefined,
    downloads: 0,
    createdAt: date,
    updatedAt: date,
  };
}

/** Puts a release there without asking the rules; a published one brings its tag along. */
export function seedRelease(world: World, repo: RepositoryState, seed: ReleaseSeed): Release {
  const draft = seed.draft ?? false;
  const target = seed.target ?? repo.defaultBranch;
  const release: Release = {
    ...blankRelease(world),
    visibleFrom: 0,
    tagName: seed.tag,
    target,
    name: seed.name ?? null,
    body: seed.body ?? null,
    draft,
    prerelease: seed.prerelease ?? false,
    immutable: seed.immutable ?? false,
    publishedAt: draft ? null : now(world),
    assets: (seed.assets ?? []).map((asset) => seedAsset(world, asset)),
  };
  const commit = resolveTarget(repo, target);
  if (!draft && !repo.tags.has(seed.tag) && commit) repo.tags.set(seed.tag, commit.sha);
  release.createdAt = commitDate(repo, release);
  repo.releases.push(release);
  markLatest(repo, release, seed.latest === false ? "false" : undefined, true);
  return release;
}

export function seedTag(
  repo: RepositoryState,
  name: string,
  at: { sha: string; annotated: string | undefined },
): string {
  if (!peel(repo, at.sha)) throw new Error(`no commit ${at.sha}`);
  const type = repo.tagObjects.has(at.sha) ? "tag" : "commit";
  const tagger = { name: "octocat", email: "octocat@example.com", date: now(repo) };
  const message = at.annotated ?? "";
  const annotated = at.annotated !== undefined;
  const object = annotated && addTagObject(repo, { tag: name, message, target: { sha: at.sha, type }, tagger });
  const sha = object ? object.sha : at.sha;
  repo.tags.set(name, sha);
  return sha;
}
