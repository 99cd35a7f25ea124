import type { Clock } from "../kernel/clock";
import type { StoredContent } from "../kernel/content";
import type { RecordedRequest } from "../kernel/exchange";

export interface Commit {
  readonly sha: string;
  readonly message: string;
  /** ISO. */
  readonly date: string;
  readonly parent: string | undefined;
}

export interface Tag {
  readonly name: string;
  /** The commit, also behind an annotated tag. */
  readonly commit: string;
  /** Of the tag object; undefined for a lightweight tag. */
  readonly object: string | undefined;
  readonly message: string;
}

export interface Asset {
  /** Text, however it is shown (reference 2). */
  readonly id: string;
  readonly name: string;
  readonly content: StoredContent;
  readonly contentType: string;
  /** Days it is kept; 0 = for good (3). */
  readonly ttl: number;
  readonly uploader: string;
  readonly createdAt: string;
  downloads: number;
}

export interface Release {
  readonly id: string;
  readonly tagName: string;
  name: string;
  body: string;
  draft: boolean;
  prerelease: boolean;
  readonly author: string;
  readonly createdAt: string;
  updatedAt: string;
  /** Undefined while it is a draft. */
  publishedAt: string | undefined;
  readonly assets: Asset[];
  /** Milliseconds since the epoch; lists know the release from then on (option `listLag`). */
  readonly visibleFrom: number;
}

/** An upload between its first and its third step (3). */
export interface Ticket {
  /** The `upload_token` of the confirmation. */
  readonly token: string;
  /** Name of the object on the storage host. */
  readonly key: string;
  readonly signature: string;
  readonly releaseId: string;
  readonly name: string;
  readonly size: number;
  readonly overwrite: boolean;
  readonly ttl: number;
  /** Milliseconds since the epoch. */
  readonly issuedAt: number;
  /** "issued" -> "stored" by the PUT -> "spent" by the confirmation. */
  state: "issued" | "stored" | "spent";
  content: StoredContent | undefined;
  contentType: string;
  storedAt: number;
}

/** The releases as they stood after a request had changed them. */
export interface Moment {
  readonly request: RecordedRequest;
  readonly releases: readonly {
    readonly id: string;
    readonly tagName: string;
    readonly name: string;
    readonly body: string;
    readonly draft: boolean;
    readonly prerelease: boolean;
    readonly latest: boolean;
    readonly assets: readonly { readonly name: string; readonly size: number; readonly sha256: string }[];
  }[];
}

export interface RepositoryState {
  /** `group/name` or deeper. */
  readonly slug: string;
  readonly visibility: "public" | "private";
  readonly defaultBranch: string;
  readonly commits: Map<string, Commit>;
  readonly branches: Map<string, string>;
  readonly tags: Map<string, Tag>;
  readonly releases: Release[];
  /** Id of the release that is_latest. */
  latest: string | undefined;
  /** Every upload that was asked for, by its upload token. */
  readonly tickets: Map<string, Ticket>;
  /** Tags for which somebody else creates the release just before the next one who tries. */
  readonly races: Set<string>;
  readonly history: Moment[];
}

export const now = ({ clock }: { readonly clock: Clock }): string => new Date(clock.now()).toISOString();
