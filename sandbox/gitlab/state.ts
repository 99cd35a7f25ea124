import type { Clock } from "../kernel/clock";
import type { StoredContent } from "../kernel/content";
import type { RecordedRequest } from "../kernel/exchange";

export type RoleName = "none" | "guest" | "reporter" | "developer" | "maintainer";

/** GitLab's own access levels. */
export const ROLES: Readonly<Record<RoleName, number>> = {
  none: 0,
  guest: 10,
  reporter: 20,
  developer: 30,
  maintainer: 40,
};

export interface Commit {
  readonly sha: string;
  readonly message: string;
  /** ISO with milliseconds, as GitLab prints it. */
  readonly date: string;
  readonly parent: string | undefined;
}

export interface Tag {
  readonly name: string;
  /** The commit, also behind an annotated tag. */
  readonly commit: string;
  /** Empty for a lightweight one. */
  readonly message: string;
  readonly createdAt: string;
}

export type LinkType = "other" | "runbook" | "image" | "package";

export interface Link {
  readonly id: number;
  name: string;
  url: string;
  path: string | undefined;
  type: LinkType;
}

export interface Release {
  readonly tagName: string;
  name: string;
  description: string | null;
  readonly createdAt: string;
  releasedAt: string;
  readonly author: string;
  milestones: string[];
  /** Oldest first; answers show the newest first (4.3). */
  readonly links: Link[];
  /** Milliseconds since the epoch; lists know the release from then on (option `listLag`). */
  readonly visibleFrom: number;
}

export interface PackageFile {
  readonly id: number;
  readonly name: string;
  readonly content: StoredContent;
  readonly createdAt: string;
}

export interface Package {
  readonly id: number;
  readonly name: string;
  readonly version: string;
  readonly status: "default" | "hidden";
  readonly createdAt: string;
  readonly files: PackageFile[];
}

export interface Upload {
  readonly id: number;
  /** 32 hex digits. */
  readonly secret: string;
  /** As the server sanitised it. */
  readonly name: string;
  readonly content: StoredContent;
  readonly createdAt: string;
}

/** A wildcard pattern such as `v*`, and who may create, update and delete what matches it. */
export interface ProtectedTags {
  readonly pattern: string;
  readonly role: "developer" | "maintainer" | "nobody";
}

export interface Rules {
  /** Off: 404 in 11.7 (feature flag releases_page), 403 or 404 later (10). */
  releases: "on" | 403 | 404;
  packages: boolean;
  changelog: "on" | 403 | 404;
  duplicates: "allowed" | "forbidden";
  /** Package names that may have duplicates all the same. */
  duplicateException: RegExp | undefined;
  /** Package names nobody may push to. */
  protectedPackages: readonly string[];
  protectedTags: readonly ProtectedTags[];
  /** Paths of other projects whose job tokens are let in; "all" = no restriction (2.1). */
  jobTokenAllowlist: readonly string[] | "all";
  /** A pre-receive hook refuses new tags with this text; the status is not certain (4.1, 11). */
  tagHook: { readonly message: string; readonly status: number } | undefined;
  /** Tags that somebody else pushes in the very moment in which a release is to create them. */
  readonly racingTags: Set<string>;
}

/** The releases as they stood after a request had changed them. */
export interface Moment {
  readonly request: RecordedRequest;
  readonly releases: readonly {
    readonly tagName: string;
    readonly name: string;
    readonly description: string | null;
    readonly links: readonly { readonly name: string; readonly url: string }[];
  }[];
}

export interface ProjectState {
  readonly clock: Clock;
  readonly id: number;
  /** Full path, `group/sub/name`. */
  path: string;
  readonly visibility: "public" | "private";
  readonly defaultBranch: string;
  readonly createdAt: string;
  readonly commits: Map<string, Commit>;
  readonly branches: Map<string, string>;
  readonly tags: Map<string, Tag>;
  readonly releases: Release[];
  readonly packages: Package[];
  readonly uploads: Upload[];
  /** Titles; the id is the position from 1 on. */
  readonly milestones: string[];
  readonly rules: Rules;
  /** One entry for each request that changed the releases. */
  readonly history: Moment[];
}

export const now = ({ clock }: { readonly clock: Clock }): string => new Date(clock.now()).toISOString();
export const nameOf = (project: ProjectState): string => project.path.slice(project.path.lastIndexOf("/") + 1);
export const namespaceOf = (project: ProjectState): string => project.path.slice(0, project.path.lastIndexOf("/"));
