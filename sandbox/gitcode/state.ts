import type { Clock } from "../kernel/clock";
import type { StoredContent } from "../kernel/content";
import type { RecordedRequest } from "../kernel/exchange";

export interface Commit {
  readonly sha: string;
  readonly message: string;
  readonly date: string;
}

export interface Tag {
  readonly name: string;
  /** The commit, also behind an annotated tag. */
  readonly commit: string;
  /** Empty for a lightweight one. */
  readonly message: string;
}

/** An upload; the generated archives are no part of the state. */
export interface Asset {
  readonly id: number;
  readonly name: string;
  readonly contentType: string;
  content: StoredContent;
  /** Milliseconds since the epoch; answers show it from then on (option `attachLag`). */
  readonly visibleFrom: number;
  /** Answers to come that do not show it yet (option `attachAfterReads`). */
  hiddenReads: number;
}

/** The only switch there is; undefined = an ordinary release (4). */
export type ReleaseStatus = "pre" | "latest";

export interface Release {
  readonly tagName: string;
  name: string;
  body: string;
  status: ReleaseStatus | undefined;
  readonly author: string;
  readonly createdAt: string;
  /** Counts up with each change of any release. */
  changed: number;
  readonly assets: Asset[];
  /** Milliseconds since the epoch; lists know the release from then on (option `listLag`). */
  readonly visibleFrom: number;
}

/** The releases as they stood after a request had changed them. */
export interface Moment {
  readonly request: RecordedRequest;
  readonly releases: readonly {
    readonly tagName: string;
    readonly name: string;
    readonly body: string;
    readonly status: ReleaseStatus | undefined;
    readonly assets: readonly { readonly id: number; readonly name: string; readonly sha256: string }[];
  }[];
}

export interface RepositoryState {
  readonly id: number;
  /** Path of a person, an organisation or a nested group. */
  readonly owner: string;
  readonly name: string;
  readonly visibility: "public" | "private";
  readonly defaultBranch: string;
  readonly commits: Map<string, Commit>;
  readonly branches: Map<string, string>;
  readonly tags: Map<string, Tag>;
  readonly releases: Release[];
  /** Tags whose release somebody else creates in the very moment in which a client does. */
  readonly racing: Set<string>;
  /** One entry for each request that changed the releases. */
  readonly history: Moment[];
}

/** As the API prints dates: eight hours ahead, without milliseconds. */
export const now = ({ clock }: { readonly clock: Clock }): string =>
  `${new Date(clock.now() + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;

export const fullName = ({ owner, name }: RepositoryState): string => `${owner}/${name}`;

export const findRelease = (repo: RepositoryState, tag: string): Release | undefined =>
  repo.releases.find((one) => one.tagName === tag);
