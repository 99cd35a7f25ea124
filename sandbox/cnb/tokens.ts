import type { Exchange } from "../kernel/exchange";
import { Refusal, unauthorized } from "./answers";
import type { World } from "./world";

export interface Token {
  readonly value: string;
  readonly user: string;
  /** Scope for the code of a repository (1): repo-code:rw, repo-code:r, or some other scope only. */
  readonly access: "write" | "read" | "none";
  /** Slugs in lower case; undefined = all. */
  readonly repositories: readonly string[] | undefined;
  state: "valid" | "expired";
}

export interface TokenOptions extends Partial<Pick<Token, "user" | "access" | "state">> {
  /** Slugs; default: all. */
  readonly repositories?: readonly string[];
}

export function addToken(world: World, options: TokenOptions = {}): string {
  const value = `sandboxcnb${String(world.tokens.size + 1).padStart(22, "0")}`;
  world.tokens.set(value, {
    value,
    user: options.user ?? "octavia",
    access: options.access ?? "write",
    repositories: options.repositories?.map((slug) => slug.toLowerCase()),
    state: options.state ?? "valid",
  });
  return value;
}

/** Bearer and nothing else; the documents ask for it on every route (1). */
export function authenticate(world: World, { headers }: Pick<Exchange, "headers">): Token {
  const value = /^Bearer (\S+)$/i.exec(headers.authorization ?? "")?.[1];
  const token = world.tokens.get(value ?? "");
  if (token?.state !== "valid") throw new Refusal(unauthorized());
  return token;
}
