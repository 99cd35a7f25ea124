import { either } from "../kernel";
import type * as Kernel from "../kernel";
import type { DescriptionName } from "./openapi";
import type { Dialect, ShapeName } from "./shape";

export const SETTINGS = {
  /** Asset bytes through the API: 302 to storage, or 200. */
  downloads: either("redirect", "direct"),
  /** A release object shows no more of its assets; the list route has all (reference section 3). */
  embedded: 100,
};
type Settings = Readonly<typeof SETTINGS>;

export interface GitHubOptions extends Kernel.StartOptions, Partial<Settings> {
  readonly shape?: ShapeName;
  /** GHES only, such as "3.7" (default "3.17"). */
  readonly version?: string;
  /** What `complaints` measures requests by. */
  readonly description?: DescriptionName;
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
  content: Kernel.StoredContent | undefined;
  downloads: number;
  readonly createdAt: string;
  updatedAt: string;
}

export interface Release extends Kernel.Release {
  readonly id: number;
  tagName: string;
  target: string;
  draft: boolean;
  prerelease: boolean;
  immutable: boolean;
  createdAt: string;
  publishedAt: string | null;
  updatedAt: string;
  /** `untagged-<20 hex>`, what a draft is called in urls (reference 5.2). */
  readonly untagged: string;
  discussion: { readonly category: string; readonly number: number } | undefined;
  readonly assets: Asset[];
}

export const RULES = {
  /** A ruleset forbids creating tags (422 "pre_receive"). */
  restrictTagCreation: false,
  /** Immutable releases are switched on: whatever is published from now on is immutable. */
  immutableReleases: false,
  /** Answer to a target that changes workflow files, for a token without that right (reference 8). */
  workflowRefusal: either(404, 403),
};
type Rules = typeof RULES;

export type TokenKind = "integration" | "fine-grained" | "classic";

export interface Token extends Kernel.Token {
  /** Decides the wording of 403 and which permission headers are sent. */
  readonly kind: TokenKind;
  readonly contents: "none" | "read" | "write";
  /** May publish at commits that change workflow files. A GITHUB_TOKEN never may (reference 8). */
  readonly workflows: boolean;
  /** May read repository settings such as /immutable-releases. */
  readonly administration: boolean;
  used: number;
}

export interface GitHubKinds extends Kernel.Kinds {
  readonly release: Release;
  readonly own: {
    readonly createdAt: string;
    readonly tagObjects: Map<string, TagObject>;
    /** Commits that touch `.github/workflows/`. */
    readonly workflowChanges: Set<string>;
    latestId: number | undefined;
    readonly rules: Rules;
    readonly burnedTags: Set<string>;
    readonly discussionCategories: Set<string>;
  };
  readonly verbs: {
    /** A commit that touches `.github/workflows/` (reference 8). */
    commitWorkflow(message: string, branch?: string): string;
    /** GITHUB_TOKEN of a run, with `contents: write`. */
    jobToken(): string;
  };
  readonly token: Token;
  readonly tokenOptions: Partial<Pick<Token, "kind" | "contents" | "workflows" | "administration">>;
  readonly repositoryOptions: Partial<Rules> & { readonly burnedTags?: readonly string[] };
  readonly seed: {
    readonly immutable?: boolean;
    /** false: published without taking the "latest" marker. */
    readonly latest?: boolean;
    /** `state`: anything but "uploaded" (the default) is a half-made asset without content. */
    readonly assets?: readonly (Kernel.AssetSeed & Partial<Pick<Asset, "label" | "state">>)[];
  };
  /** `event`: default "push". */
  readonly environment: { readonly event?: string };
}

export type Repo = Kernel.Repository<GitHubKinds>;

export type GitHubSandbox = Kernel.Sandbox<GitHubKinds> & {
  readonly shape: ShapeName;
  /** Only to assert on: a client takes uploads from `upload_url`. */
  readonly uploadUrl: string;
};

/** Everything one sandbox GitHub knows. */
export interface World extends Kernel.World<Repo, Token>, Settings {
  readonly dialect: Dialect;
  /** Base of uploads, path prefix included. */
  readonly uploads: string;
}

export type Call = Kernel.Call<World>;
export type RepositoryCall = Kernel.RepositoryCall<World>;
export type RepositoryHandler = RepositoryRoute["handler"];
export type PlainRoute = Kernel.Route<Call>;

/** Below `/repos/O/R` and `/repositories/ID`. */
export interface RepositoryRoute extends Kernel.VersionedRoute<RepositoryCall, Dialect> {
  readonly need: "read" | "write";
}
