import { randomBytes } from "node:crypto";
import * as Kernel from "../kernel";
import type { DescriptionName } from "./openapi";
import type { Dialect, ShapeName } from "./shape";

export const USER = "github-actions[bot]";

const SETTINGS = {
  /** Asset bytes through the API: 302 to storage, or 200. */
  downloads: Kernel.either("redirect", "direct"),
  /** A release object shows no more of its assets; the list route has all (reference section 3). */
  embedded: 100,
};

export interface GitHubOptions extends Kernel.StartOptions, Partial<typeof SETTINGS> {
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

/** What an asset is made of; without `content` it is a half-made one. */
interface Made {
  readonly contentType: string;
  name: string;
  label: string | null;
  state: "uploaded" | "starter" | "new";
  content: Kernel.StoredContent | undefined;
}

export const newAsset = (world: Kernel.Birth, made: Made) => ({
  ...{ id: world.nextId(), ...made, downloads: 0, createdAt: world.now(), updatedAt: world.now() },
});
export type Asset = ReturnType<typeof newAsset>;

export const newRelease = (world: Kernel.Birth) => ({
  ...Kernel.newWritten(world, "", USER),
  ...{ id: world.nextId(), target: "", draft: true, immutable: false, updatedAt: world.now() },
  ...{ name: null as string | null, body: null as string | null, publishedAt: null as string | null },
  /** What a draft is called in urls: 20 hex digits (reference 5.2). */
  untagged: `untagged-${randomBytes(10).toString("hex")}`,
  discussion: undefined as { readonly category: string; readonly number: number } | undefined,
  assets: [] as Asset[],
});
export type Release = ReturnType<typeof newRelease>;

const RULES = {
  /** A ruleset forbids creating tags (422 "pre_receive"). */
  restrictTagCreation: false,
  /** Immutable releases are switched on: whatever is published from now on is immutable. */
  immutableReleases: false,
  /** Answer to a target that changes workflow files, for a token without that right (reference 8). */
  workflowRefusal: Kernel.either(404, 403),
};
type Rules = typeof RULES;

const PREFIX = { integration: "ghs_", "fine-grained": "github_pat_", classic: "ghp_" } as const;

const TOKEN = {
  /** Decides the wording of 403 and which permission headers are sent. */
  kind: Kernel.either("integration", "fine-grained", "classic"),
  contents: Kernel.either("write", "read", "none"),
  /** May publish at commits that change workflow files. A GITHUB_TOKEN never may (reference 8). */
  workflows: false,
  /** May read repository settings such as /immutable-releases. */
  administration: false,
};
type TokenOptions = Partial<typeof TOKEN>;
export type TokenKind = (typeof TOKEN)["kind"];

export function newToken(options: TokenOptions, nth: number) {
  const token = Kernel.withDefaults(TOKEN, options);
  return { ...token, value: `${PREFIX[token.kind]}sandbox${String(nth).padStart(29, "0")}`, used: 0 };
}
export type Token = Kernel.Token & ReturnType<typeof newToken>;

export const ownOf = (
  base: Pick<Kernel.World, "now">,
  options: Partial<Rules> & { burnedTags?: readonly string[] },
) => ({
  createdAt: base.now(),
  tagObjects: new Map<string, TagObject>(),
  /** Commits that touch `.github/workflows/`. */
  workflowChanges: new Set<string>(),
  latestId: undefined as number | undefined,
  rules: Kernel.withDefaults(RULES, options),
  burnedTags: new Set(options.burnedTags),
  discussionCategories: new Set(["Announcements", "General"]),
});

export interface GitHubKinds extends Kernel.Kinds {
  readonly release: Release;
  readonly own: ReturnType<typeof ownOf>;
  readonly verbs: {
    /** A commit that touches `.github/workflows/` (reference 8). */
    commitWorkflow(message: string, branch?: string): string;
    /** GITHUB_TOKEN of a run, with `contents: write`. */
    jobToken(): string;
  };
  readonly token: Token;
  readonly tokenOptions: TokenOptions;
  readonly repositoryOptions: Parameters<typeof ownOf>[1];
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
export const worldOf = (kernel: Kernel.World<Repo, Token>, dialect: Dialect, options: GitHubOptions) => ({
  ...kernel,
  ...Kernel.withDefaults(SETTINGS, options),
  dialect,
  /** Base of uploads, path prefix included. */
  uploads: `${kernel.urls[dialect.uploadOrigin] ?? ""}${dialect.uploadPrefix}`,
});
export type World = Readonly<ReturnType<typeof worldOf>>;

export type Call = Kernel.Call<World>;
export type RepositoryCall = Kernel.RepositoryCall<World>;
export type RepositoryHandler = RepositoryRoute["handler"];
export type PlainRoute = Kernel.Route<Call>;

/** Below `/repos/O/R` and `/repositories/ID`. */
export interface RepositoryRoute extends Kernel.Route<RepositoryCall, Dialect> {
  readonly need: "read" | "write";
}
