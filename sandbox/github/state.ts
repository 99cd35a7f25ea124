import type { Clock } from "../kernel/clock";
import type { StoredContent } from "../kernel/content";

export interface Commit {
  readonly sha: string;
  readonly message: string;
  /** ISO, whole seconds, as GitHub prints it. */
  readonly date: string;
  readonly parent: string | undefined;
  /** Shas of all commits up to this one that touched `.github/workflows/`: two commits with equal lists agree there. */
  readonly workflows: readonly string[];
}

export interface TagObject {
  readonly sha: string;
  readonly tag: string;
  readonly message: string;
  readonly target: { readonly sha: string; readonly type: "commit" | "tag" };
  readonly tagger: { readonly name: string; readonly email: string; readonly date: string };
}

export interface Asset {
  readonly id: number;
  name: string;
  label: string | null;
  state: "uploaded" | "starter" | "new";
  readonly contentType: string;
  content: StoredContent | undefined;
  downloads: number;
  readonly createdAt: string;
  updatedAt: string;
}

export interface Release {
  readonly id: number;
  tagName: string;
  target: string;
  name: string | null;
  body: string | null;
  draft: boolean;
  prerelease: boolean;
  immutable: boolean;
  createdAt: string;
  publishedAt: string | null;
  updatedAt: string;
  /** Milliseconds since the epoch; list and tag lookup know the release from then on (option `listLag`). */
  readonly visibleFrom: number;
  /** `untagged-<20 hex>`, what a draft is called in urls (reference 5.2). */
  readonly untagged: string;
  discussion: { readonly category: string; readonly number: number } | undefined;
  readonly assets: Asset[];
}

export interface Rules {
  /** A ruleset forbids creating tags (422 "pre_receive"). */
  restrictTagCreation: boolean;
  /** Immutable releases are switched on: whatever is published from now on is immutable. */
  immutableReleases: boolean;
  /** Answer to a target that changes workflow files, for a token without that right (reference 8). */
  workflowRefusal: 403 | 404;
}

export interface RepositoryState {
  readonly clock: Clock;
  readonly id: number;
  owner: string;
  name: string;
  private: boolean;
  archived: boolean;
  readonly defaultBranch: string;
  readonly createdAt: string;
  readonly commits: Map<string, Commit>;
  readonly tagObjects: Map<string, TagObject>;
  /** Branch -> commit. */
  readonly branches: Map<string, string>;
  /** Tag -> commit, or tag object when annotated. */
  readonly tags: Map<string, string>;
  /** In order of creation. */
  readonly releases: Release[];
  latestId: number | undefined;
  readonly rules: Rules;
  readonly burnedTags: Set<string>;
  readonly discussionCategories: Set<string>;
}

export type TokenKind = "integration" | "fine-grained" | "classic";

export interface Token {
  readonly value: string;
  /** Decides the wording of 403 and which permission headers are sent. */
  readonly kind: TokenKind;
  readonly contents: "none" | "read" | "write";
  /** May publish at commits that change workflow files. A GITHUB_TOKEN never may (reference 8). */
  readonly workflows: boolean;
  /** May read repository settings such as /immutable-releases. */
  readonly administration: boolean;
  /** `owner/name`, lower case; undefined = all. */
  readonly repositories: readonly string[] | undefined;
  used: number;
}

export const shortDate = (time: number): string => `${new Date(time).toISOString().slice(0, 19)}Z`;
export const fullName = (repo: RepositoryState): string => `${repo.owner}/${repo.name}`;
export const now = ({ clock }: { readonly clock: Clock }): string => shortDate(clock.now());
