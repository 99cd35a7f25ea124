import { fitsWildcard, isMember, Refusal, violate, type Exchange, type Given } from "../kernel";
import { expiredToken, forbidden, insufficientScope, problem, unauthorized } from "./answers";
import { TOKEN_NAMES } from "./params";
import { ROLES } from "./state";
import type { Permission, Repo, RepositoryCall, RoleName, Route, Token, TokenKind, World } from "./state";

/** Another project lets a job in only by its allow-list (reference 2.1). */
function letsJobIn(token: Token, repo: Repo): boolean {
  const { jobTokenAllowlist: list } = repo.rules;
  return token.job?.id === repo.id || list === "all" || list.includes(token.job?.path ?? "");
}

/** Access level in this project, 0 for nobody. */
export function levelOf(token: Token | undefined, repo: Repo): number {
  if (!token) return 0;
  if (token.kind === "job") return letsJobIn(token, repo) ? ROLES[token.role] : 0;
  // A deploy token is nobody's: its scope says what it may (packages.ts).
  const role = token.kind === "deploy" ? "guest" : token.role;
  return isMember(token, repo) ? ROLES[role] : 0;
}

export const canRead = (token: Token | undefined, repo: Repo): boolean => !repo.private || levelOf(token, repo) > 0;

/** The repository's content: on a private project not for guests. */
export const canDownload = (call: RepositoryCall): boolean =>
  !call.repo.private || levelOf(call.token, call.repo) >= ROLES.reporter;

/** 401 without a token, 403 for too low a role (reference 2). */
export function requireRole(call: RepositoryCall, role: RoleName): void {
  if (!call.token) throw new Refusal(unauthorized());
  if (levelOf(call.token, call.repo) < ROLES[role]) throw new Refusal(forbidden());
}

export function requireDownload(call: RepositoryCall): void {
  if (!canDownload(call)) throw new Refusal(call.token ? forbidden() : unauthorized());
}

/** Fine-grained permissions of a job token; the right to change includes the right to read (reference 2.1). */
export function checkPermission(token: Token | undefined, permission: Permission | undefined): void {
  const { permissions } = token ?? {};
  if (permissions === undefined || permission === undefined) return;
  const enough = [permission, permission.replace("READ_", "ADMIN_")].some((one) => permissions.includes(one));
  if (!enough) throw new Refusal(forbidden());
}

export const isProtected = (repo: Repo, tag: string): boolean =>
  repo.rules.protectedTags.some(({ pattern }) => fitsWildcard(pattern, tag));

/** Whether the caller may create and change this tag and its release. One rule that allows it is enough. */
export function mayTouchTag(call: RepositoryCall, tag: string): boolean {
  const rules = call.repo.rules.protectedTags.filter(({ pattern }) => fitsWildcard(pattern, tag));
  const level = levelOf(call.token, call.repo);
  return rules.length === 0 || rules.some(({ role }) => role !== "nobody" && level >= ROLES[role]);
}

export function requireTag(call: RepositoryCall, tag: string, message?: string): void {
  if (!mayTouchTag(call, tag)) throw new Refusal(message === undefined ? forbidden() : problem(403, message));
}

type Way = "private" | "bearer" | "job" | "deploy" | "basic";

interface Credential {
  readonly way: Way;
  readonly value: string;
}

/** Which tokens each way takes: an OAuth token as PRIVATE-TOKEN and a job token as Bearer are 401 (reference 2). */
const TAKES: Readonly<Record<Way, readonly TokenKind[]>> = {
  private: ["personal", "project"],
  bearer: ["personal", "project", "oauth"],
  job: ["job"],
  deploy: ["deploy"],
  basic: ["personal", "project", "deploy"],
};

function fromAuthorization(header: string | undefined): Credential | undefined {
  const [scheme = "", value = ""] = (header ?? "").trim().split(/\s+/);
  if (scheme.toLowerCase() === "bearer") return { way: "bearer", value };
  if (scheme.toLowerCase() !== "basic") return undefined;
  const [user = "", ...secret] = Buffer.from(value, "base64").toString("utf8").split(":");
  return { way: user === "gitlab-ci-token" ? "job" : "basic", value: secret.join(":") };
}

const HEADERS: readonly (readonly [Way, string])[] = [
  ["private", "private-token"],
  ["job", "job-token"],
  ["deploy", "deploy-token"],
];

function fromHeaders({ headers }: Exchange): Credential[] {
  const named = HEADERS.map(([way, name]): Credential => ({ way, value: String(headers[name] ?? "") }));
  const authorization = fromAuthorization(headers.authorization);
  return [...named, ...(authorization ? [authorization] : [])].filter(({ value }) => value !== "");
}

/** GitLab takes a token there; a careful client does not send one. */
function fromParameters(world: World, exchange: Exchange, given: Given): Credential[] {
  const ways = { private_token: "private", access_token: "bearer", job_token: "job" } as const;
  return TOKEN_NAMES.flatMap((name): Credential[] => {
    const value = given[name];
    if (typeof value !== "string" || value === "") return [];
    if (!exchange.query.has(name)) violate(world, exchange, `a secret in the body ("${name}")`);
    return [{ way: ways[name], value }];
  });
}

function checkScope(token: Token, method: string, registry: boolean): void {
  const reads = method === "GET" || method === "HEAD";
  if (token.kind === "job") return;
  if (token.kind === "deploy") {
    const wanted = reads ? "read_package_registry" : "write_package_registry";
    if (!registry) throw new Refusal(unauthorized());
    if (!token.scopes.includes(wanted)) throw new Refusal(insufficientScope(wanted));
    return;
  }
  const enough = token.scopes.includes("api") || (reads && token.scopes.includes("read_api"));
  if (!enough) throw new Refusal(insufficientScope(reads ? "api read_api" : "api"));
}

/** On a route that is not open to job tokens one counts for nothing, good or bad: who asks is anybody. */
const isIgnored = (world: World, { way }: Credential, route: Route): boolean =>
  way === "job" && route.job?.(world.dialect) !== true;

/**
 * Who is asking; undefined without any credential that counts here. 401 for a wrong, ended or misplaced one
 * (reference 2).
 */
export function authenticate(
  world: World,
  exchange: Exchange,
  at: { readonly route: Route; readonly given: Given },
): Token | undefined {
  const { route, given } = at;
  const registry = route.registry ?? false;
  const credentials = [...fromHeaders(exchange), ...fromParameters(world, exchange, given)];
  if (credentials.length > 1) violate(world, exchange, "more than one credential");
  const [credential] = credentials;
  if (!credential) return undefined;
  if (/^basic/i.test(exchange.headers.authorization ?? "") && !registry) throw new Refusal(unauthorized());
  if (isIgnored(world, credential, route)) return undefined;
  const token = world.tokens.get(credential.value);
  if (!token || !TAKES[credential.way].includes(token.kind)) throw new Refusal(unauthorized());
  if (token.state === "expired") throw new Refusal(token.kind === "job" ? unauthorized() : expiredToken());
  checkScope(token, exchange.method, registry);
  return token;
}
