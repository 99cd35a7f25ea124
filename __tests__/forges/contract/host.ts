import { seenAs, type Kinds, type Repository, type SeedOf } from "../../../sandbox/kernel/repository";
import type { Sandbox } from "../../../sandbox/kernel/sandbox";
import type { Env } from "../../doors/bundle";
import type { Host, Repo, Seed, SeenRelease } from "./subject";

/** A host with the sandbox behind it, for what only this forge does. */
export interface HostOf<K extends Kinds> extends Host {
  readonly sandbox: Sandbox<K>;
  repository(): RepoOf<K>;
}

/** A repository with the sandbox's own handle, for the forge's own traps. */
export interface RepoOf<K extends Kinds> extends Repo {
  readonly raw: Repository<K>;
}

/** Where a forge's tests start from something else than what its sandbox gives. */
export interface Habits<K extends Kinds> {
  readonly repository?: Parameters<Sandbox<K>["repository"]>[1];
  /** Token of this repository only, to publish with. */
  token?(repo: Repository<K>): string;
  environment?(repo: Repository<K>, at: { readonly tag?: string }): Env;
  /** Where the CI tells no commit: address of the remote that its checkout has, which is played then. */
  remote?(repo: Repository<K>): string;
  seed?(repo: Repository<K>, seed: Seed): Seed;
  see?(release: SeenRelease): SeenRelease;
}

/** A sandbox as the contract suite plays on it: a repository of its own for each test. */
export function hostOf<K extends Kinds>(sandbox: Sandbox<K>, habits: Habits<K> = {}): HostOf<K> {
  const { requests, violations, faults, tokens, secrets, complaints, close } = sandbox;
  const repository = (): RepoOf<K> => repoOf(sandbox.repository(undefined, habits.repository), habits);
  return { sandbox, requests, violations, faults, tokens, secrets, complaints, close, repository };
}

function repoOf<K extends Kinds>(raw: Repository<K>, habits: Habits<K>): RepoOf<K> {
  const { head, push, tag, tagCommit, requests, writes, isAction, spoil, watch } = raw;
  const token = habits.token?.(raw);
  const see = habits.see ?? ((release: SeenRelease) => release);
  const seed = habits.seed ?? ((_: Repository<K>, given: Seed) => given);
  return {
    raw,
    get name() {
      return raw.path;
    },
    ...(token !== undefined && { token }),
    ...(habits.remote && { remote: habits.remote(raw) }),
    environment: (at) => habits.environment?.(raw, at) ?? raw.environment(at),
    tag: (name, options) => void tag(name, options),
    release: (given) => seenAs(raw.release(seed(raw, given) as SeedOf<K>)).id,
    releases: () => raw.seen().map(see),
    ...{ head, push, tagCommit, requests, writes, isAction, spoil, watch },
  };
}

/** Narrows what the contract suite hands on to what the forge's own scenarios need. */
export const isHostOf = <K extends Kinds>(host: Host): host is HostOf<K> => "sandbox" in host;
export const isRepoOf = <K extends Kinds>(repo: Repo): repo is RepoOf<K> => "raw" in repo;
