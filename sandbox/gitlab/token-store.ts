import type { ProjectState, RoleName } from "./state";
import type { Permission, World } from "./world";

export type TokenKind = "personal" | "project" | "oauth" | "job" | "deploy";

export interface Token {
  readonly value: string;
  readonly kind: TokenKind;
  readonly user: string;
  /** In the projects it reaches. */
  readonly role: RoleName;
  readonly scopes: readonly string[];
  /** Paths in lower case; undefined = member of all. Not for job tokens. */
  readonly projects: readonly string[] | undefined;
  /** Project of a job token. */
  readonly job: ProjectState | undefined;
  /** Fine-grained ones of a job token; undefined = all (reference 2.1). */
  readonly permissions: readonly string[] | undefined;
  /** A job token dies with its job; any other answers `invalid_token`. */
  state: "valid" | "expired";
}

export interface TokenOptions extends Partial<Pick<Token, "role" | "user" | "state">> {
  readonly kind?: Exclude<TokenKind, "job">;
  /** Default: `api`; for deploy tokens both of the package registry. */
  readonly scopes?: readonly string[];
  /** Full paths; default: all. */
  readonly projects?: readonly string[];
}

export interface JobTokenOptions extends Partial<Pick<Token, "role" | "user" | "state">> {
  /** Fine-grained ones (reference 2.1, from 17.10); default: all. */
  readonly permissions?: readonly Permission[];
}

type Options = Omit<TokenOptions, "kind"> &
  JobTokenOptions & { readonly kind?: TokenKind; readonly job?: ProjectState };

const PREFIX: Readonly<Record<TokenKind, string>> = {
  personal: "glpat-",
  project: "glpat-",
  oauth: "",
  job: "glcbt-64_",
  deploy: "gldt-",
};

export function addToken(world: World, options: Options): string {
  const kind = options.kind ?? "personal";
  const deploy = ["read_package_registry", "write_package_registry"];
  const value = `${PREFIX[kind]}sandbox${String(world.tokens.size + 1).padStart(13, "0")}`;
  world.tokens.set(value, {
    value,
    kind,
    user: options.user ?? "octavia",
    role: options.role ?? "maintainer",
    scopes: options.scopes ?? (kind === "deploy" ? deploy : ["api"]),
    projects: options.projects?.map((path) => path.toLowerCase()),
    job: options.job,
    permissions: world.dialect.jobTokenPermissions ? options.permissions : undefined,
    state: options.state ?? "valid",
  });
  return value;
}
