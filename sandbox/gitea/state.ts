import { randomUUID } from "node:crypto";
import * as Kernel from "../kernel";
import type { Push } from "./rows";
import type { Dialect, Software } from "./versions";

const LIMITS = {
  /** Bytes of one attachment; asked for from Gitea 1.25 on only (6). */
  attachment: 2048 * 1024 * 1024,
  /** Bytes of a request that a proxy in front lets through; its 413 is a page. */
  proxy: Infinity,
  /** DEFAULT_PAGING_NUM and MAX_RESPONSE_ITEMS (3). */
  page: 30,
  maxPage: 50,
};

const SETTINGS = {
  /** Anonymous requests to the API are refused, also for the version (1). */
  requireSignIn: false,
  /** `[attachment] ENABLED`. */
  attachments: true,
  /** `[repository.release] ALLOWED_TYPES`: `.ext`, `type/sub`, `type/*`; default all (6). */
  allowedTypes: [] as readonly string[],
  /** Downloads are redirected to signed addresses of an object store. */
  serveDirect: false,
  /** A proxy in front decodes %2F (5). */
  decodingProxy: false,
  /**
   * Milliseconds until the queue gets to a pushed tag (`pushTag`, `pushTagDeletion`), or `held` until the repository's
   * `handlePushes` is called.
   */
  pushDelay: 0 as number | "held",
};

export interface GiteaOptions extends Kernel.StartOptions, Partial<typeof SETTINGS> {
  /** Default: whose version it is, or "gitea". */
  readonly software?: Software;
  /** Gitea "1.15" to "1.26" (default "1.25"), Forgejo "7" to "15" (default "12"); a patch number may follow. */
  readonly version?: string;
  /** Where the instance lives on its host, such as "/git". */
  readonly subPath?: string;
  /** ROOT_URL names another host than the one that is called: addresses in answers lead to `publicUrl` (1). */
  readonly otherRootUrl?: boolean;
  readonly limits?: Partial<typeof LIMITS>;
}

export const newAsset = (world: Kernel.Birth, name: string, content: Kernel.StoredContent) => ({
  ...{ id: world.nextId(), name, content, uuid: randomUUID(), createdAt: world.now(), downloads: 0 },
  /** Forgejo: the file is elsewhere, and `content` is empty. */
  externalUrl: undefined as string | undefined,
});
export type Asset = ReturnType<typeof newAsset>;

/** A row of Gitea's table: a release, published or draft; a bare tag when it is in `tagRows`. */
export const newRow = (world: Kernel.Birth, tagName: string, author: string) => ({
  ...Kernel.newWritten(world, tagName, author),
  ...{ id: world.nextId(), target: "", hideArchiveLinks: false, visibleFrom: 0, assets: [] as Asset[] },
});
export type Release = ReturnType<typeof newRow>;

const RULES = {
  archived: false,
  /** The releases unit. */
  releases: true,
  /** `pattern` is such as `v*`; `users` may create and delete them all the same. */
  protectedTags: [] as readonly { readonly pattern: string; readonly users?: readonly string[] }[],
  /** Forgejo: whose measure is full (5.2, 6). */
  quotaExceeded: [] as readonly ("repositories" | "attachments")[],
};
type Rules = typeof RULES;

export const ownOf = (_: unknown, options: Partial<Rules>) => ({
  /** Rows of bare tags: pushed ones, and what deleted releases and drafts leave behind (5.2). */
  tagRows: [] as Release[],
  rules: Kernel.withDefaults(RULES, options),
  /** When a push was last handled. */
  updatedAt: "2026-01-01T00:00:00Z",
});

export type RoleName = "none" | "read" | "write" | "admin";
export type Level = "none" | "read" | "write";

/** Granular rights of a workflow's `permissions:` (reference 2, from Gitea 1.26). */
export type JobPermissions = Readonly<Partial<Record<"contents" | "releases" | "code", Level>>>;

export interface Token extends Kernel.Token {
  /** In the repositories it reaches. */
  readonly role: RoleName;
  readonly scopes: readonly string[];
  /** Repository of an Actions job: the token reaches no other. */
  readonly job: Repo | undefined;
  readonly permissions: JobPermissions | undefined;
}

export interface JobTokenOptions {
  /** Run of a pull request from a fork (reference 2). */
  readonly readOnly?: boolean;
  /** From Gitea 1.26; default: everything. */
  readonly permissions?: JobPermissions;
}

export interface GiteaKinds extends Kernel.Kinds {
  readonly release: Release;
  readonly own: ReturnType<typeof ownOf>;
  readonly verbs: {
    /** `git push origin TAG`, also to another commit: git has it at once, the table when the queue gets to it. */
    pushTag(name: string, at?: { readonly commit?: string }): void;
    /** `git push --delete`: the tag's published release becomes a draft (reference 5.2), when the queue gets to it. */
    pushTagDeletion(name: string): void;
    /** The queue handles what was pushed and still waits. */
    handlePushes(): void;
    /** Automatic token of a running job of this repository. */
    jobToken(options?: JobTokenOptions): string;
  };
  readonly token: Token;
  readonly tokenOptions: JobTokenOptions & {
    /** Default: write. */
    readonly role?: RoleName;
    /** Default: `write:repository`. */
    readonly scopes?: readonly string[];
    readonly job?: Repo;
  };
  readonly repositoryOptions: Partial<Rules>;
  /** `synced: false`: pushed a moment ago, the server's table does not know it yet (5.2). */
  readonly tagOptions: { readonly synced?: boolean };
  readonly seed: {
    /** ISO date; default: now. */
    readonly createdAt?: string;
    /** `externalUrl`: Forgejo, the file is there. */
    readonly assets?: readonly (Kernel.AssetSeed & { readonly externalUrl?: string })[];
  };
  readonly environment: {
    /** A run of a pull request. */
    readonly pullRequest?: number;
    /** Default: one of a new job. It is in the environment on Forgejo only. */
    readonly jobToken?: string;
    /** False: an old Gitea runner, which sets none of its own names. */
    readonly markers?: boolean;
  };
}

export type Repo = Kernel.Repository<GiteaKinds>;

/** An asset, and where it is. */
export interface Found {
  readonly repo: Repo;
  readonly release: Release;
  readonly asset: Asset;
}

export type GiteaSandbox = Kernel.Sandbox<GiteaKinds> & {
  readonly software: Software;
  /** As `GET /version` tells it. */
  readonly version: string;
  /** ROOT_URL with `otherRootUrl`, else the same as `serverUrl`. A token that is sent there is a violation. */
  readonly publicUrl: string;
};

/** Everything one sandbox Gitea or Forgejo knows. */
export const worldOf = (kernel: Kernel.World<Repo, Token>, dialect: Dialect, options: GiteaOptions) => ({
  ...kernel,
  ...Kernel.withDefaults(SETTINGS, options),
  dialect,
  /** ROOT_URL as it is configured: what all addresses in answers are made of (1). */
  publicUrl: options.otherRootUrl ? `${kernel.urls.public ?? ""}${kernel.bases.root}` : kernel.bases.web,
  limits: { ...LIMITS, ...options.limits },
  /** What waits in the queue behind `git push`. */
  pushes: [] as Push[],
});
export type World = Readonly<ReturnType<typeof worldOf>>;

/** `form`: a urlencoded body; nobody else gets to see it (6). */
export type Call = Kernel.Call<World> & { readonly form: URLSearchParams | undefined };
export type RepositoryCall = Call & Kernel.RepositoryCall<World>;

/** Asks for no scope and no repository. */
export type PlainRoute = Kernel.Route<Call, Dialect>;

/** Below `/repos/OWNER/NAME`. Every method but GET needs the right to write. */
export interface RepositoryRoute extends Kernel.Route<RepositoryCall, Dialect> {
  readonly unit: "releases" | "code";
  readonly admin?: boolean;
  /** Measure that Forgejo asks for first (5.2, 6). */
  readonly quota?: "repositories" | "attachments";
}
