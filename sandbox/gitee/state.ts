import type { StoredContent } from "../kernel/content";
import type { RecordedRequest } from "../kernel/exchange";

export interface Commit {
  readonly sha: string;
  readonly message: string;
  readonly date: string;
  readonly parent: string | undefined;
}

export interface Tag {
  readonly name: string;
  /** The commit, also behind an annotated tag. */
  readonly commit: string;
  /** Empty for a lightweight one. */
  readonly message: string;
}

/** One of `attach_files`; several of one release may share a name (5). */
export interface Attachment {
  readonly id: number;
  /** As the server keeps it. */
  readonly name: string;
  readonly content: StoredContent;
  readonly uploader: string;
  /** Milliseconds since the epoch; the download address knows it from then on (option `downloadLag`). */
  readonly visibleFrom: number;
}

/** Deleted, but the download address still serves it (option `downloadLag`). */
export interface Departed {
  readonly attachment: Attachment;
  readonly until: number;
}

export interface Release {
  readonly id: number;
  tagName: string;
  targetCommitish: string;
  name: string;
  body: string;
  prerelease: boolean;
  readonly author: string;
  readonly createdAt: string;
  /** Oldest first. */
  readonly assets: Attachment[];
  readonly departed: Departed[];
  /** Milliseconds since the epoch; lists know the release from then on (option `listLag`). */
  readonly visibleFrom: number;
}

/** The releases as they stood after a request had changed them. */
export interface Moment {
  readonly request: RecordedRequest;
  readonly releases: readonly {
    readonly id: number;
    readonly tagName: string;
    readonly name: string;
    readonly body: string;
    readonly prerelease: boolean;
    readonly assets: readonly { readonly id: number; readonly name: string; readonly sha256: string }[];
  }[];
}

export interface RepositoryState {
  readonly id: number;
  /** Path of the namespace and of the repository, `owner/name`; what people see may read differently (1). */
  readonly path: string;
  readonly displayName: string;
  readonly private: boolean;
  readonly defaultBranch: string;
  readonly commits: Map<string, Commit>;
  readonly branches: Map<string, string>;
  readonly tags: Map<string, Tag>;
  readonly releases: Release[];
  /** Tags whose release was deleted by a request. */
  readonly withdrawn: Set<string>;
  /** One entry for each request that changed the releases. */
  readonly history: Moment[];
}

const BEIJING = 8 * 3_600_000;

/** Without milliseconds, in the zone of Beijing, as Gitee prints times. */
export const timestamp = (time: number): string => `${new Date(time + BEIJING).toISOString().slice(0, 19)}+08:00`;
