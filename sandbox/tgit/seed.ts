import { addTag, resolve } from "./git";
import { remember } from "./history";
import { typeOf } from "./names";
import { promote } from "./release-write";
import { now, type Release, type RepositoryState } from "./state";
import type { World } from "./world";

export interface AttachmentSeed {
  readonly name: string;
  readonly content?: string | Buffer;
}

export interface ReleaseSeed {
  readonly tag: string;
  /** Commit, branch or tag of a tag that is not there yet; default: the default branch. */
  readonly startPoint?: string;
  readonly tagMessage?: string;
  readonly description?: string | null;
  readonly labels?: readonly string[];
  readonly author?: string;
  readonly attachments?: readonly AttachmentSeed[];
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

/** Puts a release there without asking the rules; it brings its tag along. */
export function seedRelease(world: World, repository: RepositoryState, seed: ReleaseSeed): Release {
  const commit = resolve(repository, seed.startPoint ?? repository.defaultBranch);
  if (!commit) throw new Error(`no commit for ${seed.tag}`);
  const release =
    repository.tags.get(seed.tag) ??
    addTag(repository, { tag: seed.tag, commit: commit.sha, message: seed.tagMessage });
  promote({ world: { ...world, listLag: 0 }, token: undefined }, release);
  release.description = seed.description ?? null;
  release.labels = [...(seed.labels ?? [])];
  release.author = seed.author ?? null;
  for (const { name, content = name } of seed.attachments ?? []) {
    const stored = world.store.keep(Buffer.from(content));
    release.attachments.push({ name, type: typeOf(name), createdAt: now(world), content: stored });
  }
  remember(repository, SEEDED);
  return release;
}
