import type { ContentStore, StoredContent } from "./content";
import type { RecordedRequest } from "./exchange";
import type { GitSide } from "./git-http";
import type { SandboxServer } from "./server";

export interface Commit {
  readonly sha: string;
  readonly message: string;
  /** As the forge prints it. */
  readonly date: string;
  readonly parent: string | undefined;
}

export interface Tag {
  readonly name: string;
  /** The commit, also behind an annotated tag. */
  readonly commit: string;
  /** Of the tag object; the commit's for a lightweight tag. */
  readonly sha: string;
  /** Undefined for a lightweight tag. */
  readonly message: string | undefined;
  /** When an annotated tag was made; the commit's date for a lightweight one. */
  readonly date: string;
}

/** What every dialect's release has; what else it has is the dialect's own. */
export interface Release {
  /** As users name it: a number, or the tag where releases have no number. */
  readonly id: number | string | null;
  readonly tagName: string;
  /** The title. */
  name: string | null;
  /** The notes. */
  body: string | null;
  readonly draft?: boolean;
  readonly prerelease?: boolean;
  /** Milliseconds since the epoch; lists know the release from then on (option `listLag`). */
  readonly visibleFrom: number;
  readonly assets?: readonly Asset[];
}

/** A release with a title and notes, which somebody made. */
export interface Written extends Release {
  name: string;
  body: string;
  author: string;
  createdAt: string;
}

/** One that may be a draft. */
export type Draftable = Written & ReturnType<typeof newWritten>;

export interface Asset {
  readonly id?: number | string;
  readonly name: string;
  readonly label?: string | null;
  /** Undefined for a half-made one. */
  readonly content: StoredContent | undefined;
}

/** A release as a person sees it, whatever the forge. */
export const seenAs = (release: Release) => ({
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
    // Lower-case hex; empty for a half-made one.
    sha256: content?.sha256 ?? "",
    complete: content !== undefined,
  })),
});
export type SeenRelease = Readonly<ReturnType<typeof seenAs>>;

/** The releases as they stood after a request had changed them: copies, with size and digest in place of contents. */
export interface Moment<R> {
  readonly request: RecordedRequest;
  readonly releases: readonly R[];
}

export interface RepositoryState<R extends Release = Release> {
  readonly id: number;
  /** `owner/name`, or deeper where the forge has groups. */
  path: string;
  private: boolean;
  readonly defaultBranch: string;
  readonly commits: Map<string, Commit>;
  /** Branch -> commit. */
  readonly branches: Map<string, string>;
  readonly tags: Map<string, Tag>;
  /** In the order in which they came into being. */
  readonly releases: R[];
  /** What somebody else makes in the very moment in which a release of this tag is asked for. */
  readonly races: Map<string, "tag" | "release">;
  /** One entry for each request that changed the releases. */
  readonly history: Moment<R>[];
  /** The time of the server's clock, as the forge prints it. */
  now(): string;
  /** @param time milliseconds since the epoch */
  stamp(time: number): string;
}

export interface Token {
  readonly value: string;
  readonly user: string;
  /** Paths in lower case of the repositories in which it has its right; undefined = all. */
  readonly repositories: readonly string[] | undefined;
  state: "valid" | "expired";
}

/** Where things lie; none ends in a slash. */
export interface Bases {
  /** The web site as it is reached: scheme, host and sub-path. */
  readonly web: string;
  readonly api: string;
  /** The object store, where there is one. */
  readonly storage: string;
  /** The sub-path alone: "" or "/git". */
  readonly root: string;
  /** Path of the API's root on its host. */
  readonly prefix: string;
}

/** Everything one sandbox knows; a dialect adds what is its own. */
export interface World<R extends RepositoryState = RepositoryState, T extends Token = Token> extends Omit<
  SandboxServer,
  "clearRequests" | "close"
> {
  readonly bases: Bases;
  readonly store: ContentStore;
  /** Milliseconds for which lists do not know a new release. */
  readonly listLag: number;
  /** By path in lower case. */
  readonly repositories: Map<string, R>;
  /** Real git behind some of them, by path in lower case. */
  readonly gits: Map<string, GitSide>;
  /** Former path in lower case -> repository. */
  readonly moved: Map<string, R>;
  readonly tokens: Map<string, T>;
  now(): string;
  stamp(time: number): string;
  nextId(): number;
}

export function violate(
  world: Pick<World, "violations">,
  exchange: { readonly method: string; readonly path: string },
  what: string,
): void {
  world.violations.push(`${exchange.method} ${exchange.path}: ${what}`);
}

/** What making something takes of a world. */
export type Birth = Pick<World, "clock" | "listLag" | "now" | "nextId">;

/** When lists begin to know what is made now. */
export const visibleFrom = ({ clock, listLag }: Pick<World, "clock" | "listLag">): number => clock.now() + listLag;

/** What a release that somebody writes begins with. */
export const newWritten = (world: Omit<Birth, "nextId">, tagName: string, author: string) => ({
  ...{ tagName, name: "", body: "", draft: false, prerelease: false, author },
  ...{ createdAt: world.now(), visibleFrom: visibleFrom(world) },
});

/** Those that lists know already. */
export const listed = <R extends { readonly visibleFrom: number }>(
  world: Pick<World, "clock">,
  all: Iterable<R>,
): R[] => [...all].filter((one) => one.visibleFrom <= world.clock.now());

export const nameOf = ({ path }: Pick<RepositoryState, "path">): string => path.slice(path.lastIndexOf("/") + 1);
export const ownerOf = ({ path }: Pick<RepositoryState, "path">): string => path.slice(0, path.lastIndexOf("/"));

export const isMember = (token: Token | undefined, repo: Pick<RepositoryState, "path">): boolean =>
  token !== undefined && (token.repositories?.includes(repo.path.toLowerCase()) ?? true);

/** ISO without milliseconds, in UTC or in Beijing's zone. */
export const seconds = (time: number): string => `${new Date(time).toISOString().slice(0, 19)}Z`;
export const beijing = (time: number): string => `${new Date(time + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;
export const milliseconds = (time: number): string => new Date(time).toISOString();
