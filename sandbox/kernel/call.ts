import { Refusal, type Answer, type Exchange } from "./exchange";
import type { EnvironmentAt } from "./repository";
import type { Params } from "./router";
import { ownerOf, type Asset, type Release, type RepositoryState, type World } from "./state";

type RepoOf<W extends World> = W["repositories"] extends Map<string, infer R> ? R : never;
type TokenOf<W extends World> = W["tokens"] extends Map<string, infer T> ? T : never;

/** A request on its way to a handler. */
export interface Call<W extends World> extends Exchange {
  readonly world: W;
  readonly params: Params;
  readonly token: TokenOf<W> | undefined;
}

/** A request below a repository that is there and may be seen. */
export interface RepositoryCall<W extends World> extends Call<W> {
  readonly repo: RepoOf<W>;
}

/** @typeParam D what tells servers apart: one that some of them do not have says so by it */
export interface Route<C, D = unknown> {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  readonly handler: (call: C) => Answer | Promise<Answer>;
  readonly exists?: (dialect: D) => boolean;
}

/** Those of a table that this version of the server has. */
export const existing = <D, R extends { readonly exists?: (dialect: D) => boolean }>(
  routes: readonly R[],
  dialect: D,
) => routes.filter(({ exists }) => exists?.(dialect) ?? true);

/** What was looked for, or the answer to what is not there. */
export function found<T>(one: T | undefined, missing: () => Answer): T {
  if (one === undefined) throw new Refusal(missing());
  return one;
}

/** Takes one out of a list. */
export function remove<T>(from: T[], one: T): void {
  const at = from.indexOf(one);
  if (at >= 0) from.splice(at, 1);
}

/** The one with this number, as addresses name it. */
export const numbered = <T extends { readonly id?: unknown }>(all: Iterable<T>, id: string | undefined) =>
  [...all].find((one) => String(one.id) === id);

export const tagged = <R extends { readonly tagName: string }>(releases: readonly R[], tag: string | undefined) =>
  releases.find(({ tagName }) => tagName === tag);

interface Dated {
  readonly id: number;
  readonly createdAt: string;
}

/** The order of lists: newest first, and of two with one date the one that was made last. */
export const newestFirst = (a: Dated, b: Dated): number =>
  Date.parse(b.createdAt) - Date.parse(a.createdAt) || b.id - a.id;

/** Every asset of every repository, and where it is. */
export function everyAsset<R extends RepositoryState<Release & { readonly assets: readonly Asset[] }>>(
  world: Pick<World<R>, "repositories">,
) {
  type Of = R["releases"][number];
  return [...world.repositories.values()].flatMap((repo) =>
    repo.releases.flatMap((release: Of) =>
      release.assets.map((asset: Of["assets"][number]) => ({ repo, release, asset })),
    ),
  );
}

/** The commit that a run is about. */
export const shaAt = (repo: RepositoryState, { tag, branch = repo.defaultBranch }: EnvironmentAt): string =>
  (tag === undefined ? repo.branches.get(branch) : repo.tags.get(tag)?.commit) ?? "";

/** What Actions and the CIs that took it over tell of a run; `named` puts a prefix before each. */
export function actionsRun(
  repo: RepositoryState,
  at: EnvironmentAt & { readonly event?: string },
  { web, api }: { readonly web: string; readonly api: string },
) {
  const { tag, branch = repo.defaultBranch, event = "push" } = at;
  return {
    ...{ ACTIONS: "true", SERVER_URL: web, API_URL: api, REPOSITORY: repo.path, REPOSITORY_OWNER: ownerOf(repo) },
    REF: tag === undefined ? `refs/heads/${branch}` : `refs/tags/${tag}`,
    REF_NAME: tag ?? branch,
    REF_TYPE: tag === undefined ? "branch" : "tag",
    // On tag pushes the commit, peeled, also for annotated tags.
    SHA: shaAt(repo, at),
    EVENT_NAME: event,
  };
}

/** Variables with a prefix before their names. */
export const named = (prefix: string, variables: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(variables).map(([name, value]) => [`${prefix}_${name}`, value]));
