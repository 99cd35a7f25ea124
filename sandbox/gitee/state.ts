import type * as Kernel from "../kernel";
import type { EnvironmentOptions } from "./environment";
import type { Uncertain } from "./uncertain";

export interface Limits {
  /** Bytes of one attachment; this many are refused too, as exactly 100 MiB is undecided (5, 10). */
  readonly attachment: number;
  /** Bytes of all attachments of a repository (5). */
  readonly quota: number;
  /** Attachments of one release (5: mentioned, unverified). */
  readonly count: number;
  /** Who says that a body is too large: the application, or a proxy in front of it with an HTML page (5). */
  readonly by: "application" | "proxy";
}

export interface GiteeOptions extends Kernel.StartOptions, Partial<Uncertain> {
  /** Where the API lives on its host; default "/api/v5". */
  readonly apiPath?: string;
  /** Milliseconds for which download addresses do not know of uploads and deletions (reference 5). */
  readonly downloadLag?: number;
  /** Default: less than 100 MiB each, 1 GiB a repository, any number, refused by the application. */
  readonly limits?: Partial<Limits>;
}

/** One of `attach_files`; several of one release may share a name (5). */
export interface Attachment {
  readonly id: number;
  /** As the server keeps it. */
  readonly name: string;
  readonly content: Kernel.StoredContent;
  readonly uploader: string;
  /** Milliseconds since the epoch; the download address knows it from then on (option `downloadLag`). */
  readonly visibleFrom: number;
}

/** Deleted, but the download address still serves it (option `downloadLag`). */
interface Departed {
  readonly attachment: Attachment;
  readonly until: number;
}

export interface Release extends Kernel.Release {
  readonly id: number;
  tagName: string;
  target: string;
  name: string;
  body: string;
  prerelease: boolean;
  readonly author: string;
  readonly createdAt: string;
  /** Oldest first. */
  readonly assets: Attachment[];
  readonly departed: Departed[];
}

export interface Token extends Kernel.Token {
  /** Releases and all their routes want `projects` (2). */
  readonly scopes: readonly string[];
  /** What its user may do in the repositories it is a member of. */
  readonly access: "read" | "write";
}

export interface GiteeKinds extends Kernel.Kinds {
  readonly release: Release;
  readonly own: {
    /** What people see, `owner/name`; the API wants the path (1). */
    readonly displayName: string;
    /** Tags whose release was deleted by a request. */
    readonly withdrawn: Set<string>;
  };
  readonly token: Token;
  readonly tokenOptions: Partial<Pick<Token, "scopes" | "access">>;
  readonly repositoryOptions: { readonly displayName?: string };
  readonly environment: EnvironmentOptions;
}

export type Repo = Kernel.Repository<GiteeKinds>;
export type GiteeSandbox = Kernel.Sandbox<GiteeKinds>;

/** Everything one sandbox Gitee knows. */
export interface World extends Kernel.World<Repo, Token> {
  readonly uncertain: Uncertain;
  readonly limits: Limits;
  readonly downloadLag: number;
  /** Values that were answered with 401 in a header: these may be tried once more in a body (8). */
  readonly refusedHeaders: Set<string>;
  /** Tag or file name that a POST was about. */
  readonly subjects: WeakMap<Kernel.RecordedRequest, string>;
}

/** `given`: members of the JSON or form body. Who asks is known below a repository. */
export type Call = Omit<Kernel.Call<World>, "token"> & { readonly given: Kernel.Given };
export type RepositoryCall = Call & Kernel.RepositoryCall<World>;

/** Below `/repos/:owner/:repo`. */
export type RepositoryRoute = Kernel.Route<RepositoryCall>;

/** Below the API root; looks after its own rights. */
export interface PlainRoute extends Kernel.Route<Call> {
  /** The body is left to the handler. */
  readonly raw?: boolean;
}
