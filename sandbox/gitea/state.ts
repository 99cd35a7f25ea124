import type { Clock } from "../kernel/clock";
import type { StoredContent } from "../kernel/content";
import type { RecordedRequest } from "../kernel/exchange";

export interface Commit {
  readonly sha: string;
  readonly message: string;
  /** ISO without milliseconds, as all dates here. */
  readonly date: string;
  readonly parent: string | undefined;
}

export interface Tag {
  readonly name: string;
  /** The commit, also behind an annotated tag. */
  readonly commit: string;
  /** Of the tag object; the commit's for a lightweight tag. */
  readonly sha: string;
  /** Empty for a lightweight one. */
  readonly message: string;
  /** Date of the tag object or of the commit: what a bare tag's row says (5.2). */
  readonly date: string;
}

export interface Asset {
  readonly id: number;
  name: string;
  readonly uuid: string;
  readonly content: StoredContent;
  readonly createdAt: string;
  downloads: number;
  /** Forgejo: the file is elsewhere, and `content` is empty. */
  externalUrl: string | undefined;
}

/** A row of Gitea's table: a release, published or draft; a bare tag when it is in `tagRows`. */
export interface Release {
  readonly id: number;
  tagName: string;
  target: string;
  name: string;
  body: string;
  draft: boolean;
  prerelease: boolean;
  hideArchiveLinks: boolean;
  author: string;
  createdAt: string;
  /** Milliseconds since the epoch; lists know the release from then on (option `listLag`). */
  visibleFrom: number;
  readonly assets: Asset[];
}

export interface ProtectedTags {
  /** Such as `v*`. */
  readonly pattern: string;
  /** Who may create and delete them all the same. */
  readonly users?: readonly string[];
}

export interface Rules {
  archived: boolean;
  /** The releases unit. */
  releases: boolean;
  protectedTags: readonly ProtectedTags[];
  /** Forgejo: whose measure is full (5.2, 6). */
  quotaExceeded: readonly ("repositories" | "attachments")[];
  /** Tags for which somebody else makes a release in the very moment in which a release is to be made. */
  readonly racingTags: Set<string>;
}

/** The releases as they stood after a request had changed them. */
export interface Moment {
  readonly request: RecordedRequest;
  readonly releases: readonly {
    readonly tagName: string;
    readonly name: string;
    readonly body: string;
    readonly draft: boolean;
    readonly prerelease: boolean;
    readonly assets: readonly { readonly id: number; readonly name: string; readonly size: number }[];
  }[];
}

export interface RepositoryState {
  readonly clock: Clock;
  readonly id: number;
  /** `owner/name`. */
  path: string;
  readonly private: boolean;
  readonly defaultBranch: string;
  readonly commits: Map<string, Commit>;
  readonly branches: Map<string, string>;
  /** What git knows. */
  readonly tags: Map<string, Tag>;
  /** Published ones and drafts, oldest row first. */
  readonly releases: Release[];
  /** Rows of bare tags: pushed ones, and what deleted releases and drafts leave behind (5.2). */
  readonly tagRows: Release[];
  readonly rules: Rules;
  /** When a push was last handled. */
  updatedAt: string;
  /** One entry for each request that changed the releases, and for each push. */
  readonly history: Moment[];
}

export const seconds = (time: number): string => new Date(time).toISOString().replace(/\.\d+Z$/, "Z");
export const now = ({ clock }: { readonly clock: Clock }): string => seconds(clock.now());
export const ownerOf = ({ path }: Pick<RepositoryState, "path">): string => path.slice(0, path.indexOf("/"));
export const nameOf = ({ path }: Pick<RepositoryState, "path">): string => path.slice(path.indexOf("/") + 1);
