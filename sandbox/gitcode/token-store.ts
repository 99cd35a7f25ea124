import type { World } from "./world";

export interface Token {
  readonly value: string;
  /** A pipeline token belongs to the run of one repository. */
  readonly kind: "personal" | "pipeline";
  /** Requests are counted by user (3). */
  readonly user: string;
  readonly access: "read" | "write";
  /** Full names in lower case; undefined = member of all. */
  readonly repositories: readonly string[] | undefined;
  state: "valid" | "expired";
}

export interface TokenOptions extends Partial<Pick<Token, "kind" | "user" | "access" | "state">> {
  /** `owner/name`; default: all. */
  readonly repositories?: readonly string[];
}

export function addToken(world: World, options: TokenOptions): string {
  const value = `sandbox${String(world.tokens.size + 1).padStart(17, "0")}`;
  world.tokens.set(value, {
    value,
    kind: options.kind ?? "personal",
    user: options.user ?? "fenglonghui",
    access: options.access ?? "write",
    repositories: options.repositories?.map((name) => name.toLowerCase()),
    state: options.state ?? "valid",
  });
  return value;
}
