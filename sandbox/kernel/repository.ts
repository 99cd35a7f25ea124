import { withDefaults } from "./fields";
import { addCommit, addTag, tagCommit } from "./git";
import { createHistory, rememberSeed } from "./history";
import type { AssetSeedOf, Kinds, Repository, RepositoryOptions, Seed, SeedOf, TagOptions, Verbs } from "./kinds";
import { records } from "./records";
import type { Making } from "./spec";
import type { Release, RepositoryState, SeenRelease, Tag } from "./state";

export type * from "./kinds";

export function seenAs(release: Release): SeenRelease {
  return {
    id: String(release.id),
    tag: release.tagName,
    title: release.name ?? "",
    notes: release.body ?? "",
    draft: release.draft ?? false,
    prerelease: release.prerelease ?? false,
    assets: (release.assets ?? []).map(({ id, name, label, content }) => ({
      id: String(id ?? name),
      name,
      label: label ?? "",
      size: content?.size ?? 0,
      sha256: content?.sha256 ?? "",
      complete: content !== undefined,
    })),
  };
}

/** New repository with three commits on its default branch, unless `empty`. */
export function createRepository<K extends Kinds>(
  making: Making<K>,
  path: string,
  options: RepositoryOptions & K["repositoryOptions"],
): Repository<K> {
  const { world, spec } = making;
  if (!(spec.groups ? /^[^/]+(\/[^/]+)+$/ : /^[^/]+\/[^/]+$/).test(path))
    throw new Error(`"${path}" is not owner/name`);
  if (world.repositories.has(path.toLowerCase())) throw new Error(`${path} exists already`);
  const history = createHistory<K["release"]>(() => state);
  const state: RepositoryState<K["release"]> = {
    id: spec.repositoryId?.(world.repositories.size + 1) ?? world.nextId(),
    path,
    private: options.private ?? false,
    defaultBranch: options.defaultBranch ?? spec.branchName ?? "main",
    commits: new Map(),
    branches: new Map(),
    tags: new Map(),
    releases: [],
    races: new Map(),
    get history() {
      return history();
    },
    now: () => world.now(),
    stamp: (time) => world.stamp(time),
  };
  const own = spec.own?.(state, options) ?? {};
  // Descriptors, so that a getter stays one.
  Object.defineProperties(state, Object.getOwnPropertyDescriptors(own));
  const repo = state as Repository<K>;
  Object.assign(repo, verbsOf(making, repo), spec.verbs?.(repo, making.addToken));
  const messages = spec.firstCommits ?? ["Initial commit", "Add feature", "Fix bug"];
  if (!options.empty) for (const message of messages) repo.commit(message);
  world.repositories.set(path.toLowerCase(), repo);
  world.moved.delete(path.toLowerCase());
  return repo;
}

function verbsOf<K extends Kinds>(making: Making<K>, repo: Repository<K>): Verbs<K> {
  const { world, spec } = making;
  const head = (branch = repo.defaultBranch): string => {
    const sha = repo.branches.get(branch);
    if (sha === undefined) throw new Error(`no branch ${branch}`);
    return sha;
  };
  const makeTag = (name: string, options: TagOptions & K["tagOptions"]): Tag => {
    const { commit = head(), annotated = spec.tagMessage, sha } = options;
    if (!repo.commits.has(commit)) throw new Error(`no commit ${commit}`);
    const tag = addTag(repo, name, { commit, message: annotated, sha });
    spec.tagged?.(repo, tag, options);
    return tag;
  };
  return {
    head,
    tagCommit: (name) => tagCommit(repo, name)?.sha,
    commit: (message, options) => addCommit(repo, message, options),
    branch: (name, sha = head()) => {
      repo.branches.set(name, sha);
    },
    tag: (name, options = {}) => makeTag(name, options),
    push: (sha) => {
      repo.commits.set(sha, { sha, message: "Pushed", date: repo.stamp(Date.UTC(2026, 1, 1)), parent: head() });
      repo.branches.set(repo.defaultBranch, sha);
    },
    release: (given) => {
      const seed = given as SeedOf<K> & Seed;
      const commit = spec.resolve(repo, seed.target ?? repo.defaultBranch);
      if ((!seed.draft || spec.draftsMakeTags) && !repo.tags.has(seed.tag) && commit) {
        const tag = addTag(repo, seed.tag, { commit: commit.sha });
        spec.tagged?.(repo, tag, {});
      }
      const release = releaseOf(making, repo, seed);
      repo.releases.push(release);
      rememberSeed(repo);
      return release;
    },
    rename: (path) => {
      const former = repo.path.toLowerCase();
      world.repositories.delete(former);
      world.moved.set(former, repo);
      Object.assign(repo, { path });
      world.repositories.set(path.toLowerCase(), repo);
    },
    raceFor: (tag, what = "release") => {
      repo.races.set(tag, what);
    },
    seen: () => repo.releases.map((release) => ({ ...seenAs(release), ...spec.see?.(repo, release) })),
    environment: (at = {}) => spec.environment(repo, at),
    checkedOut: (at = {}) => ({ ...spec.environment(repo, at), ...spec.checkout?.(repo) }),
    inputs: (at = {}) => spec.inputs?.(repo, at) ?? {},
    ...records(making, repo),
  };
}

function releaseOf<K extends Kinds>({ world, spec }: Making<K>, repo: Repository<K>, seed: SeedOf<K> & Seed) {
  const { tag, title, notes: body, draft, prerelease, target = repo.defaultBranch, assets = [] } = seed;
  const release = spec.blank(repo, { ...seed, tag, author: seed.author ?? spec.user });
  const name = spec.untitled ? undefined : title;
  const told = { name, body, draft, prerelease, target, visibleFrom: 0 };
  Object.assign(release, withDefaults<object>(release, told));
  for (const one of assets) {
    const content = world.store.keep(Buffer.from(one.content ?? one.name));
    const file = { name: one.name, content, contentType: one.contentType ?? "application/octet-stream" };
    spec.put(release, file, one as AssetSeedOf<K>, repo);
  }
  spec.seeded?.(release, seed, repo);
  return release;
}
