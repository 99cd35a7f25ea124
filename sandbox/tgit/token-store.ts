import type { RoleName } from "./state";
import type { World } from "./world";

/** Private key of an account: there are no scopes, only the account's rights (reference 2). */
export interface Token {
  readonly value: string;
  readonly user: string;
  /** In the repositories it is a member of. */
  readonly role: RoleName;
  /** Full paths; undefined = member of all. */
  readonly repositories: readonly string[] | undefined;
  state: "valid" | "expired";
}

/** role "reporter" may only read; `repositories: []` is a stranger's token. */
export type TokenOptions = Partial<Omit<Token, "value" | "repositories">> & {
  readonly repositories?: readonly string[];
};

export function addToken(world: World, options: TokenOptions): string {
  const value = `sandbox-tgit-${String(world.tokens.size + 1).padStart(7, "0")}`;
  world.tokens.set(value, {
    value,
    user: options.user ?? "bili",
    role: options.role ?? "developer",
    repositories: options.repositories,
    state: options.state ?? "valid",
  });
  return value;
}
