import type * as Kernel from "../kernel";

export type RoleName = "guest" | "reporter" | "developer" | "master";

/** Access levels of members; a "project admin" is a master. */
export const ROLES: Readonly<Record<RoleName, number>> = { guest: 10, reporter: 20, developer: 30, master: 40 };

export interface TGitOptions extends Kernel.StartOptions, Partial<Unverified> {
  /** Where the instance lives on its host, such as "/code". */
  readonly subPath?: string;
  /** Bytes of the largest attachment; default 200 MiB. */
  readonly attachmentLimit?: number;
}

/** No id and no url: its name is all there is (reference 5). */
export interface Attachment {
  /** As the server filtered it. */
  readonly name: string;
  readonly type: string;
  readonly createdAt: string;
  readonly content: Kernel.StoredContent;
}

export type ReleaseType = "release" | "none";

/** A tag with or without its release: the forge has one object for both, told apart by `type` (reference 4). */
export interface Release extends Kernel.Release {
  readonly name: null;
  type: ReleaseType;
  /** What was only ever a git tag has none: not documented, and nothing may lean on it. */
  id: number | null;
  labels: readonly string[];
  author: string | null;
  createdAt: string;
  updatedAt: string | null;
  readonly assets: Attachment[];
  /** Milliseconds since the epoch: lists know that it is a release from then on (option `listLag`). */
  releasedFrom: number;
}

/** Private key of an account: there are no scopes, only the account's rights (reference 2). */
export interface Token extends Kernel.Token {
  /** In the repositories it is a member of. */
  readonly role: RoleName;
}

interface Rules {
  /** Tags that nobody may create: 403. */
  protectedTags: readonly string[];
}

export interface TGitKinds extends Kernel.Kinds {
  readonly release: Release;
  readonly own: {
    readonly webUrl: string;
    /** Ends in .git: what a checkout has as its remote. */
    readonly cloneUrl: string;
    /** Tag -> the one object that it and its release are; `releases` are those of type `release`. */
    readonly rows: Map<string, Release>;
    readonly rules: Rules;
  };
  readonly token: Token;
  /** role "reporter" may only read; `repositories: []` is a stranger's token. */
  readonly tokenOptions: { readonly role?: RoleName };
  readonly repositoryOptions: Partial<Rules>;
  readonly seed: { readonly labels?: readonly string[] };
  /** "delete": the tag is gone, and nothing may be published. Default: "create". */
  readonly environment: { readonly operation?: "create" | "delete" };
}

export type Repo = Kernel.Repository<TGitKinds>;
export type TGitSandbox = Kernel.Sandbox<TGitKinds>;

/** Everything one sandbox TGit knows. */
export interface World extends Kernel.World<Repo, Token> {
  /** Bytes of the largest attachment (5). */
  readonly attachmentLimit: number;
  readonly unverified: Unverified;
}

/** `given`: parameters of query and body together; no names of tokens. */
export type Call = Kernel.RepositoryCall<World> & { readonly given: Kernel.Given };

/** Below `/projects/:id`. */
export interface Route extends Kernel.Route<Call> {
  /** The body is a file and holds no parameters. */
  readonly raw?: boolean;
  /** Public projects answer without a token (5: downloads). */
  readonly open?: boolean;
}

/** What the reference leaves open (8): a client has to live with every choice. */
export interface Unverified {
  /**
   * How a pushed tag becomes a release (4, 9). Default "put": POST is refused, PUT does it. "post": POST does it, a PUT
   * is answered with 200 and leaves `type` as it is. "either": both do.
   */
  readonly plainTag: "put" | "post" | "either";
  /** Another attachment of a name that is there (5). Default "twin": two remain. */
  readonly sameName: "twin" | "refused" | "replaced";
  /** Status for what is there already (7). Default 409. */
  readonly conflict: 400 | 409 | 422;
  /** Who says that an attachment is too large (5): the application, or a proxy with an HTML page. Default 413. */
  readonly tooLarge: 400 | 413 | "proxy";
  /** Status of a POST that created something (3: "accept 200 too"). Default 201. */
  readonly created: 200 | 201;
  /** What becomes of a file name (5). Default: all but letters of all scripts, digits and `._-` is dropped. */
  readonly filterName: (name: string) => string;
}

/** Which characters the server filters is not documented (reference 5): "special" ones. Letters of all scripts are none. */
export const filterName = (name: string): string => name.replace(/[^\p{L}\p{M}\p{N}._-]/gu, "");

/** A server that keeps plain letters only. */
export const filterLetters = (name: string): string => name.replace(/[^A-Za-z0-9._-]/g, "");

export const DEFAULTS: Unverified = {
  plainTag: "put",
  sameName: "twin",
  conflict: 409,
  tooLarge: 413,
  created: 201,
  filterName,
};
