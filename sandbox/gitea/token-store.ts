import type { RepositoryState } from "./state";
import type { World } from "./world";

export type RoleName = "none" | "read" | "write" | "admin";
export type Level = "none" | "read" | "write";

/** Granular rights of a workflow's `permissions:` (reference 2, from Gitea 1.26). */
export type JobPermissions = Readonly<Partial<Record<"contents" | "releases" | "code", Level>>>;

export interface Token {
  readonly value: string;
  readonly user: string;
  /** In the repositories it reaches. */
  readonly role: RoleName;
  readonly scopes: readonly string[];
  /** Paths in lower case; undefined = all. Of the others it sees the public ones. */
  readonly repositories: readonly string[] | undefined;
  /** Repository of an Actions job: the token reaches no other. */
  readonly job: RepositoryState | undefined;
  readonly permissions: JobPermissions | undefined;
  state: "valid" | "expired";
}

export interface TokenOptions {
  /** Default: write. */
  readonly role?: RoleName;
  /** Default: `write:repository`. */
  readonly scopes?: readonly string[];
  /** `owner/name` of those in which it has its role; default: all. */
  readonly repositories?: readonly string[];
  readonly user?: string;
  readonly state?: "valid" | "expired";
}

export interface JobTokenOptions {
  /** Run of a pull request from a fork (reference 2). */
  readonly readOnly?: boolean;
  /** From Gitea 1.26; default: everything. */
  readonly permissions?: JobPermissions;
}

export function addToken(world: World, options: TokenOptions & { readonly job?: RepositoryState } & JobTokenOptions) {
  const value = `5a0db0c5${String(world.tokens.size + 1).padStart(32, "0")}`;
  world.tokens.set(value, {
    value,
    user: options.job ? `${world.dialect.software}-actions` : (options.user ?? "octavia"),
    role: options.readOnly ? "read" : (options.role ?? "write"),
    scopes: options.scopes ?? ["write:repository"],
    repositories: options.repositories?.map((path) => path.toLowerCase()),
    job: options.job,
    permissions: world.dialect.jobPermissions ? options.permissions : undefined,
    state: options.state ?? "valid",
  });
  return value;
}
