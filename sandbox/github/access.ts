import { Refusal, type Exchange } from "../kernel/exchange";
import { isMember, violate } from "../kernel/state";
import { badCredentials, notFound, problem, requiresAuthentication } from "./answers";
import type { Call, Repo, Token, World } from "./state";

/** Reference section 2: `Bearer` or `token`; a known one, or 401. Undefined = no header at all. */
export function authenticate(world: World, exchange: Exchange): Token | undefined {
  const header = exchange.headers.authorization;
  if (header === undefined) return undefined;
  const [scheme = "", value = ""] = header.trim().split(/\s+/);
  const token = world.tokens.get(value);
  if (token?.state !== "valid" || !["bearer", "token"].includes(scheme.toLowerCase()))
    throw new Refusal(badCredentials());
  if (!world.dialect.schemes.includes(scheme.toLowerCase())) {
    violate(world, exchange, `scheme "${scheme}": an old server wants "token" (reference 2)`);
  }
  token.used += 1;
  return token;
}

export function canRead(token: Token | undefined, repo: Repo): boolean {
  return !repo.private || (token !== undefined && token.contents !== "none" && isMember(token, repo));
}

/** Also decides who sees drafts (reference 2: only with push access). */
export function canWrite(token: Token | undefined, repo: Repo): boolean {
  return token?.contents === "write" && isMember(token, repo);
}

export const PERMISSIONS = { "x-accepted-github-permissions": "contents=write; contents=write,workflows=write" };

export function notAccessible(token: Token): ReturnType<typeof problem> {
  if (token.kind === "classic") return notFound();
  const by = token.kind === "integration" ? "integration" : "personal access token";
  return problem(403, `Resource not accessible by ${by}`, PERMISSIONS);
}

/** 401 without a token, 404 on a private repository, 403 on a public one (reference 4, checklist o). */
export function requireWrite(token: Token | undefined, repo: Repo): void {
  if (!token) throw new Refusal(repo.private ? notFound() : requiresAuthentication());
  if (canWrite(token, repo)) return;
  throw new Refusal(repo.private ? notFound() : notAccessible(token));
}

/** A commit that changes workflow files needs the workflows right: 404, sometimes 403 (reference 8). */
export function refuseWorkflows(call: Call, repo: Repo): never {
  const refusal = repo.rules.workflowRefusal === 403 && call.token ? notAccessible(call.token) : notFound();
  throw new Refusal(refusal);
}
