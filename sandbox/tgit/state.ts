import type { Clock } from "../kernel/clock";
import type { StoredContent } from "../kernel/content";
import type { RecordedRequest } from "../kernel/exchange";

export type RoleName = "guest" | "reporter" | "developer" | "master";

/** Access levels of members; a "project admin" is a master. */
export const ROLES: Readonly<Record<RoleName, number>> = { guest: 10, reporter: 20, developer: 30, master: 40 };

export interface Commit {
  readonly sha: string;
  readonly message: string;
  /** ISO; answers print it in another form. */
  readonly date: string;
  readonly parent: string | undefined;
}

/** No id and no url: its name is all there is (reference 5). */
export interface Attachment {
  /** As the server filtered it. */
  readonly name: string;
  readonly type: string;
  readonly createdAt: string;
  readonly content: StoredContent;
}

export type ReleaseType = "release" | "none";

/** A tag with or without its release: the forge has one object for both, told apart by `type` (reference 4). */
export interface Release {
  readonly tag: string;
  /** The commit, also behind an annotated tag. */
  readonly commit: string;
  /** Of an annotated tag. */
  readonly message: string | null;
  type: ReleaseType;
  /** What was only ever a git tag has none: not documented, and nothing may lean on it. */
  id: number | null;
  description: string | null;
  labels: readonly string[];
  author: string | null;
  createdAt: string;
  updatedAt: string | null;
  readonly attachments: Attachment[];
  /** Milliseconds since the epoch: lists know the tag, and that it is a release, from then on (option `listLag`). */
  readonly visibleFrom: number;
  releasedFrom: number;
}

/** The releases as they stood after a request had changed them. */
export interface Moment {
  readonly request: RecordedRequest;
  readonly releases: readonly {
    readonly tag: string;
    readonly description: string | null;
    readonly labels: readonly string[];
    readonly attachments: readonly { readonly name: string; readonly size: number; readonly sha256: string }[];
  }[];
}

export interface Rules {
  /** What somebody else does in the very moment in which a release of this tag is asked for. */
  readonly races: Map<string, "tag" | "release">;
  /** Tags that nobody may create: 403. */
  protectedTags: readonly string[];
}

export interface RepositoryState {
  readonly clock: Clock;
  readonly id: number;
  /** Full path, `group/sub/name`. */
  readonly path: string;
  readonly visibility: "public" | "private";
  readonly defaultBranch: string;
  readonly commits: Map<string, Commit>;
  readonly branches: Map<string, string>;
  /** Of both types. */
  readonly tags: Map<string, Release>;
  /** Those of type `release`. */
  readonly releases: Release[];
  readonly rules: Rules;
  readonly history: Moment[];
}

export const now = ({ clock }: { readonly clock: Clock }): string => new Date(clock.now()).toISOString();
