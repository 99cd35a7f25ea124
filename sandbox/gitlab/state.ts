import { randomBytes } from "node:crypto";
import { visibleFrom } from "../kernel";
import type * as Kernel from "../kernel";
import { LIMITS, type GitLabOptions, type LINK_TYPES, type RoleName, type Rules } from "./settings";
import type { Dialect } from "./versions";

export * from "./settings";

type Birth = Pick<Kernel.World, "clock" | "listLag" | "now" | "nextId">;

export interface Link {
  readonly id: number;
  name: string;
  url: string;
  path: string | undefined;
  type: (typeof LINK_TYPES)[number];
}

export const newLink = ({ nextId }: Birth, of: SeededLink): Link => ({
  ...{ path: undefined, type: "other", ...of, id: nextId() },
});

export type SeededLink = Pick<Link, "name" | "url"> & Partial<Pick<Link, "path" | "type">>;

/** There is no number: the tag. */
export function newRelease(world: Birth, tag: string, author: string) {
  const createdAt = world.now();
  return {
    ...{ id: tag, tagName: tag, name: tag, body: null as string | null, author },
    ...{ createdAt, releasedAt: createdAt, visibleFrom: visibleFrom(world) },
    milestones: [] as readonly string[],
    /** Oldest first; answers show the newest first (4.3). */
    links: [] as Link[],
  };
}
export type Release = ReturnType<typeof newRelease>;

export const newFile = (world: Birth, name: string, content: Kernel.StoredContent) => ({
  ...{ id: world.nextId(), name, content, createdAt: world.now() },
});
export type PackageFile = ReturnType<typeof newFile>;

/** What a file in the registry lies below. */
interface PackageName {
  readonly name: string;
  readonly version: string;
}

export const newPackage = (world: Birth, of: PackageName & { readonly status: "default" | "hidden" }) => ({
  ...{ id: world.nextId(), ...of, createdAt: world.now(), files: [] as PackageFile[] },
});
export type Package = ReturnType<typeof newPackage>;

/** @param name as the server sanitised it */
export const newUpload = (world: Birth, name: string, content: Kernel.StoredContent) => ({
  ...newFile(world, name, content),
  /** A new one each time: nothing is ever overwritten (reference 7). */
  secret: randomBytes(16).toString("hex"),
});
export type Upload = ReturnType<typeof newUpload>;

export type TokenKind = "personal" | "project" | "oauth" | "job" | "deploy";

export type Permission = "READ_RELEASES" | "ADMIN_RELEASES" | "READ_PACKAGES" | "ADMIN_PACKAGES";

/** A job token dies with its job; any other that expired answers `invalid_token`. */
export interface Token extends Kernel.Token {
  readonly kind: TokenKind;
  /** In the projects it reaches. */
  readonly role: RoleName;
  readonly scopes: readonly string[];
  /** Project of a job token. */
  readonly job: Repo | undefined;
  /** Fine-grained ones of a job token; undefined = all (reference 2.1). */
  readonly permissions: readonly string[] | undefined;
}

export interface JobTokenOptions {
  /** Who started the pipeline; default: a developer. */
  readonly role?: RoleName;
  readonly user?: string;
  /** Fine-grained ones (reference 2.1, from 17.10); default: all. */
  readonly permissions?: readonly Permission[];
}

export interface FileSeed extends PackageName {
  readonly file: string;
  readonly content?: string | Buffer;
  readonly status?: Package["status"];
}

/** @param milestones titles; the id is the position from 1 on */
export const ownOf = (createdAt: string, milestones: readonly string[], rules: Rules) => ({
  ...{ createdAt, milestones: [...milestones], rules, packages: [] as Package[], uploads: [] as Upload[] },
});

export interface GitLabKinds extends Kernel.Kinds {
  readonly release: Release;
  readonly own: ReturnType<typeof ownOf>;
  readonly verbs: {
    packageFile(seed: FileSeed): PackageFile;
    /** @returns the upload, and its url on the web site */
    upload(filename: string, content: string | Buffer): Upload & { readonly webUrl: string };
    /** CI_JOB_TOKEN of a running job of this project; by default a developer started the pipeline. */
    jobToken(options?: JobTokenOptions): string;
  };
  readonly token: Token;
  readonly tokenOptions: JobTokenOptions & {
    readonly kind?: TokenKind;
    /** Default: `api`; for deploy tokens both of the package registry. */
    readonly scopes?: readonly string[];
    readonly job?: Repo;
  };
  readonly repositoryOptions: Partial<Rules> & { readonly milestones?: readonly string[] };
  /** `assets` become files of a package named after the project, or uploads on a server without packages. */
  readonly seed: {
    readonly releasedAt?: string;
    readonly milestones?: readonly string[];
    readonly links?: readonly SeededLink[];
  };
  readonly environment: {
    /** Default: "push". */
    readonly source?: string;
    /** Default: one of a new job, of a developer. */
    readonly jobToken?: string;
  };
}

/** A project. */
export type Repo = Kernel.Repository<GitLabKinds>;

/** `version`: three numbers. */
export type GitLabSandbox = Kernel.Sandbox<GitLabKinds> & { readonly version: string };

/** Everything one sandbox GitLab knows. */
export const worldOf = (kernel: Kernel.World<Repo, Token>, dialect: Dialect, options: GitLabOptions) => ({
  ...kernel,
  dialect,
  limits: { ...LIMITS, ...(!dialect.limitsUploads && { upload: Infinity }), ...options.limits },
  rootedUploads: options.rootedUploads ?? false,
  /** Answers of release lists, by token and address (option `listLag`). */
  lists: new Map<string, { readonly until: number; readonly answer: Kernel.Answer }>(),
});
export type World = Readonly<ReturnType<typeof worldOf>>;

/** `given`: parameters of query and body together, nested; no names of tokens. */
export type Call = Kernel.Call<World> & { readonly given: Kernel.Given };
export type RepositoryCall = Call & Kernel.RepositoryCall<World>;

/** Below `/projects/:id`: what a route asks of a token, and of the body. */
export interface Route extends Kernel.Route<RepositoryCall, Dialect> {
  /** Job tokens that reach it (2.1); left out = none does. */
  readonly job?: (dialect: Dialect) => boolean;
  readonly permission?: Permission;
  /** Takes deploy tokens and basic authentication (2). */
  readonly registry?: boolean;
  /** Asks for a token with 401 before it says that there is nothing (6). */
  readonly challenges?: boolean;
  /** The body is a file and holds no parameters. */
  readonly raw?: boolean;
}

export const always = (): boolean => true;
