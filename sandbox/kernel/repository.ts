import type { Making } from "./dialect";
import type { RecordedRequest } from "./exchange";
import type { Fault, FaultRule } from "./faults";
import { withDefaults } from "./fields";
import { addCommit, addTag, tagCommit } from "./git";
import { createHistory, rememberSeed } from "./history";
import type { Action, ActionRule, AssetSeedOf, Kinds, Repository, RepositoryOptions } from "./kinds";
import type { Seed, SeedOf, Verbs } from "./kinds";
import { seenAs, type RepositoryState } from "./state";

export type * from "./kinds";
export { seenAs } from "./state";

/** New repository with three commits on its default branch, unless `empty`. */
export function createRepository<K extends Kinds>(
  making: Making<K>,
  path: string,
  options: RepositoryOptions & K["repositoryOptions"],
): Repository<K> {
  const { world, dialect } = making;
  if (!(dialect.groups ? /^[^/]+(\/[^/]+)+$/ : /^[^/]+\/[^/]+$/).test(path))
    throw new Error(`"${path}" is not owner/name`);
  if (world.repositories.has(path.toLowerCase())) throw new Error(`${path} exists already`);
  const history = createHistory<K["release"]>(() => state);
  const state: RepositoryState<K["release"]> = {
    id: dialect.repositoryId?.(world.repositories.size + 1) ?? world.nextId(),
    path,
    private: options.private ?? false,
    defaultBranch: options.defaultBranch ?? dialect.branchName ?? "main",
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
  const own = dialect.own?.(state, options) ?? {};
  // Descriptors, so that a getter stays one.
  Object.defineProperties(state, Object.getOwnPropertyDescriptors(own));
  const repo = state as Repository<K>;
  Object.assign(repo, verbsOf(making, repo), dialect.verbs?.(repo, making.addToken));
  const messages = dialect.firstCommits ?? ["Initial commit", "Add feature", "Fix bug"];
  if (!options.empty) for (const message of messages) repo.commit(message);
  world.repositories.set(path.toLowerCase(), repo);
  world.moved.delete(path.toLowerCase());
  return repo;
}

function verbsOf<K extends Kinds>(making: Making<K>, repo: Repository<K>): Verbs<K> {
  const { world, dialect } = making;
  const head = (branch = repo.defaultBranch): string => {
    const sha = repo.branches.get(branch);
    if (sha === undefined) throw new Error(`no branch ${branch}`);
    return sha;
  };
  return {
    head,
    tagCommit: (name) => tagCommit(repo, name)?.sha,
    commit: (message, options) => addCommit(repo, message, options),
    branch: (name, sha = head()) => {
      repo.branches.set(name, sha);
    },
    tag: (name, options = {}) => {
      const { commit = head(), annotated = dialect.tagMessage, sha } = options;
      if (!repo.commits.has(commit)) throw new Error(`no commit ${commit}`);
      const tag = addTag(repo, name, { commit, message: annotated, sha });
      dialect.tagged?.(repo, tag, options);
      return tag;
    },
    push: (sha) => {
      repo.commits.set(sha, { sha, message: "Pushed", date: repo.stamp(Date.UTC(2026, 1, 1)), parent: head() });
      repo.branches.set(repo.defaultBranch, sha);
    },
    release: (given) => {
      const seed = given as SeedOf<K> & Seed;
      const commit = dialect.resolve(repo, seed.target ?? repo.defaultBranch);
      if ((!seed.draft || dialect.draftsMakeTags) && !repo.tags.has(seed.tag) && commit) {
        const tag = addTag(repo, seed.tag, { commit: commit.sha });
        dialect.tagged?.(repo, tag, {});
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
    seen: () => repo.releases.map((release) => ({ ...seenAs(release), ...dialect.see?.(repo, release) })),
    environment: (at = {}) => dialect.environment(repo, at),
    checkedOut: (at = {}) => ({ ...dialect.environment(repo, at), ...dialect.checkout?.(repo) }),
    inputs: (at = {}) => dialect.inputs?.(repo, at) ?? {},
    ...recordsOf(making, repo),
  };
}

function releaseOf<K extends Kinds>({ world, dialect }: Making<K>, repo: Repository<K>, seed: SeedOf<K> & Seed) {
  const { tag, title, notes: body, draft, prerelease, target = repo.defaultBranch, assets = [] } = seed;
  const release = dialect.blank(repo, { ...seed, tag, author: seed.author ?? dialect.user });
  const name = dialect.untitled ? undefined : title;
  const told = { name, body, draft, prerelease, target, visibleFrom: 0 };
  Object.assign(release, withDefaults<object>(release, told));
  for (const one of assets) {
    const content = world.store.keep(Buffer.from(one.content ?? one.name));
    const file = { name: one.name, content, contentType: "application/octet-stream" };
    dialect.put(release, file, one as AssetSeedOf<K>, repo);
  }
  dialect.seeded?.(release, seed, repo);
  return release;
}

/** What a repository tells of the requests about it. */
function recordsOf<K extends Kinds>({ dialect, world }: Making<K>, repo: Repository<K>) {
  const ruleOf = (action: Action): ActionRule => dialect.actions[action] ?? { method: "", path: /(?!)/ };
  // A request keeps the path that it was sent to, also after a renaming.
  const isOwn = ({ repository }: RecordedRequest): boolean => repository === repo.path;
  const requests = (): RecordedRequest[] =>
    world.requests.filter((one) => isOwn(one) && (dialect.counts?.(one) ?? true));
  return {
    requests,
    writes: () => requests().filter((one) => !["GET", "HEAD"].includes(one.method) && !dialect.harmless?.(one)),
    isAction: (action: Action, request: RecordedRequest): boolean => {
      const { method, path, origin, operation } = ruleOf(action);
      const asked = method === request.method && path.test(request.path) && isOwn(request);
      const right = asked && (operation === undefined || operation === request.operation);
      return right && (origin === undefined || origin === request.origin);
    },
    spoil: (action: Action, fault: Fault, rule: Pick<FaultRule, "nth" | "times"> = {}) => {
      const cut = fault.kind === "cut" && action === "upload" ? dialect.bytes : undefined;
      return world.faults.add({ ...(cut ?? ruleOf(action)), repository: repo.path, ...rule, do: fault });
    },
    watch: (look: (request: RecordedRequest) => void): void => {
      world.watch((request, moment) => {
        if (moment === "before" && isOwn(request)) look(request);
      });
    },
  };
}
