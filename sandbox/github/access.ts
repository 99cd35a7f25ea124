import { isGiven, isMember, Refusal, violate, type Answer, type Exchange } from "../kernel";
import { badCredentials, notFound, problem, requiresAuthentication, userAgentMissing } from "./fields";
import type { Call, Repo, Token, World } from "./state";

/** Reference section 2: `Bearer` or `token`; a known one, or 401. Undefined = no header at all. */
export function authenticate(world: World, exchange: Exchange): Token | undefined {
  const header = exchange.headers.authorization;
  if (header === undefined) return undefined;
  const [scheme = "", value = ""] = header.trim().split(/\s+/);
  const token = world.tokens.get(value);
  if (token?.state !== "valid" || !["bearer", "token"].includes(scheme.toLowerCase()))
    throw new Refusal(badCredentials());
  if (scheme.toLowerCase() === "bearer" && !world.dialect.bearer) {
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

const API_VERSION = "2022-11-28";
const ACCEPTABLE = /\*\/\*|application\/(json|octet-stream|vnd\.github[\w.+-]*)/;

/** What every API and upload request is measured by before anything else (reference section 2). */
export function checkManners(world: World, exchange: Exchange): void {
  const { headers } = exchange;
  if (!headers["user-agent"]) throw new Refusal(userAgentMissing);
  const version = headers["x-github-api-version"];
  if (world.dialect.apiVersions && version !== undefined && version !== API_VERSION) {
    throw new Refusal(problem(400, `Unsupported API version: ${String(version)}`));
  }
  if (!headers.accept) violate(world, exchange, "no Accept header");
  else if (!ACCEPTABLE.test(headers.accept)) violate(world, exchange, `Accept: ${headers.accept}`);
}

const limitOf = (token: Token | undefined): number => (token ? (token.kind === "integration" ? 1000 : 5000) : 60);

/** Counted, never enforced: limits are injected as faults. Never down to 0, which would tell a client to wait. */
function rateHeaders(world: World, token: Token | undefined): Record<string, string> {
  const limit = limitOf(token);
  const used = Math.min(token?.used ?? 1, limit - 1);
  return {
    "x-ratelimit-limit": String(limit),
    "x-ratelimit-remaining": String(limit - used),
    "x-ratelimit-used": String(used),
    "x-ratelimit-reset": String(Math.floor(world.clock.now() / 1000) + 3600),
    "x-ratelimit-resource": "core",
  };
}

/** Headers of every answer; the upload host sends no x-ratelimit ones (reference 2). */
export function dress(
  world: World,
  answer: Answer,
  at: { token: Token | undefined; upload: boolean; id: string },
): Answer {
  const { dialect } = world;
  const headers = {
    "x-github-request-id": at.id,
    ...(dialect.version && { "x-github-enterprise-version": `enterprise-server@${dialect.version}` }),
    ...(dialect.apiVersions && { "x-github-api-version-selected": API_VERSION }),
    ...(at.token?.kind === "classic" && {
      "x-oauth-scopes": at.token.contents === "write" ? "repo" : "gist, read:org",
      "x-accepted-oauth-scopes": "repo",
    }),
    ...(dialect.rateLimited && !at.upload && rateHeaders(world, at.token)),
    ...answer.headers,
  };
  // Errors of the upload host carry `request_id` (reference 2).
  const isError = at.upload && answer.status >= 400 && isGiven(answer.body);
  return { ...answer, headers, body: isError ? { ...answer.body, request_id: at.id } : answer.body };
}
