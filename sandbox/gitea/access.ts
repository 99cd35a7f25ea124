import { fitsWildcard, isMember, json, ownerOf, Refusal, violate, type Answer, type Exchange } from "../kernel";
import type { Call, Level, Repo, RepositoryCall, RepositoryRoute, Token, World } from "./state";

/** Where Gitea looks for a token outside the header (reference 2). */
const PARAMETERS = ["token", "access_token"] as const;

export const isSecret = (name: string): boolean => PARAMETERS.some((one) => one === name);

function fromBasic(value: string): string {
  const [user = "", ...rest] = Buffer.from(value, "base64").toString("utf8").split(":");
  const secret = rest.join(":");
  return secret === "" || secret === "x-oauth-basic" ? user : secret;
}

/** Undefined = no scheme that this version reads, which is the same as no header (reference 2). */
function fromHeader(world: World, header: string): string | undefined {
  const fields = header.split(" ");
  const [scheme = "", value = ""] = fields;
  if (fields.length !== 2 || value === "") return undefined;
  const lower = scheme.toLowerCase();
  if (scheme === "token" || lower === "bearer" || (lower === "token" && world.dialect.anyCaseToken)) return value;
  return lower === "basic" ? fromBasic(value) : undefined;
}

/** Gitea takes a token there, Forgejo does not. */
function fromParameters(world: World, exchange: Exchange, form: URLSearchParams | undefined): string | undefined {
  for (const name of PARAMETERS) {
    const sent = exchange.query.get(name) ?? form?.get(name) ?? "";
    if (sent === "") continue;
    if (!exchange.query.has(name)) violate(world, exchange, `a secret in the body ("${name}")`);
    if (world.dialect.queryToken) return sent;
  }
  return undefined;
}

/**
 * Who is asking; undefined for nobody. 401 for a token that is unknown or ended.
 * @param form the body, when it is urlencoded: the authentication layer reads it (reference 6)
 */
export function authenticate(world: World, exchange: Exchange, form?: URLSearchParams): Token | undefined {
  const { dialect } = world;
  const secret =
    fromParameters(world, exchange, form) ?? fromHeader(world, (exchange.headers.authorization ?? "").trim());
  if (secret === undefined) return undefined;
  const token = world.tokens.get(secret);
  if (token?.state === "valid") return token;
  if (dialect.lenientTokens) return undefined;
  throw refuse(world, 401, dialect.repeatsToken ? `${dialect.badToken} [sha: ${secret}]` : dialect.badToken);
}

const LEVELS = { none: 0, read: 1, write: 2, admin: 3 } as const;

/** Right of a job's token to a unit; `contents` stands for both (reference 2). */
function jobLevel({ permissions, role }: Token, unit: "releases" | "code"): number {
  const granted: Level = permissions ? (permissions[unit] ?? permissions.contents ?? "none") : "write";
  return Math.min(LEVELS[role], LEVELS[granted]);
}

export function levelOf(token: Token | undefined, repo: Repo, unit: "releases" | "code"): number {
  const open = repo.private ? LEVELS.none : LEVELS.read;
  if (!token) return open;
  if (token.job) return token.job === repo ? Math.max(open, jobLevel(token, unit)) : LEVELS.none;
  return Math.max(open, isMember(token, repo) ? LEVELS[token.role] : LEVELS.none);
}

/** A repository that may not be seen is not there; neither is any other one to a job's token (reference 2). */
export const canSee = (token: Token | undefined, repo: Repo): boolean =>
  token?.job ? token.job === repo : levelOf(token, repo, "code") > LEVELS.none;

export const canWrite = (token: Token | undefined, repo: Repo, unit: "releases" | "code"): boolean =>
  levelOf(token, repo, unit) >= LEVELS.write;

/** Whether the token's scopes reach, whatever its owner may do. */
const hasWriteScope = ({ world, token }: Call): boolean =>
  !world.dialect.scopes ||
  token?.job !== undefined ||
  (token?.scopes.some((scope) => scope === "write:repository" || scope === "all") ?? false);

export const scopeMissing = (world: World, wanted: string, token: Token): Refusal =>
  refuse(
    world,
    403,
    `token does not have at least one of required scope(s), required=[${wanted}], token scope=${token.scopes.join(",")}`,
  );

/** Asked for before the repository is looked up, also on public ones (reference 2). */
export function checkScope(call: Call): void {
  const { world, token } = call;
  if (!world.dialect.scopes || !token || token.job || hasWriteScope(call)) return;
  const wanted = call.method === "GET" ? "read:repository" : "write:repository";
  if (!token.scopes.includes(wanted)) throw scopeMissing(world, wanted, token);
}

/** In the server's order: the unit, who it is, the right to write, the quota (reference 2, 5.2). */
export function checkRights(call: RepositoryCall, route: RepositoryRoute): void {
  const { world, token, repo } = call;
  const level = levelOf(token, repo, route.unit);
  const off = route.unit === "releases" && !repo.rules.releases;
  // Switched off: on Forgejo for all, on Gitea for all but the owner (second table).
  if (off && world.dialect.software === "forgejo") throw new Refusal(notFound(world));
  if ((off && level < LEVELS.admin) || level < LEVELS.read) {
    throw refuse(world, 403, "user should have specific read permission or be a repo admin or a site admin");
  }
  if (route.method === "GET" && !route.admin) return;
  if (!token) throw refuse(world, 401, "token is required");
  if (route.admin && level < LEVELS.admin) {
    throw refuse(world, 403, "user should be an owner or a collaborator with admin write of a repository");
  }
  if (level < LEVELS.write) throw refuse(world, 403, "user should have a permission to write to a repo");
  checkQuota(call, route.quota);
}

function checkQuota({ world, repo }: RepositoryCall, subject: RepositoryRoute["quota"]): void {
  if (world.dialect.software !== "forgejo" || !subject || !repo.rules.quotaExceeded.includes(subject)) return;
  // Names of the two user fields: unverified in the reference.
  throw new Refusal(json(413, { message: "quota exceeded", user_id: 1, username: ownerOf(repo) }));
}

/** A draft is for those who may write, in newer versions; for anybody before (reference 5). */
export function requireDraftAccess(call: RepositoryCall, by: "tag" | "id"): void {
  const { dialect } = call.world;
  if (!(by === "tag" ? dialect.privateDraftByTag : dialect.privateDraftById)) return;
  const scoped = by === "tag" || hasWriteScope(call);
  if (!canWrite(call.token, call.repo, "releases") || !scoped) throw new Refusal(notFound(call.world));
}

/** Every rule that matches must name the user. */
export function mayTouchTag(repo: Repo, tag: string, user: string): boolean {
  const rules = repo.rules.protectedTags.filter(({ pattern }) => fitsWildcard(pattern, tag));
  return rules.every(({ users = [] }) => users.includes(user));
}

const swagger = (world: World): string => `${world.publicUrl}/api/swagger`;

/** The shape of most errors (reference 4). */
export const problem = (world: World, status: number, message: string): Answer =>
  json(status, { message, url: swagger(world) });

/** Its shape differs between the two (reference 4). */
export function notFound(world: World, message = world.dialect.missing): Answer {
  const url = swagger(world);
  return json(404, world.dialect.software === "gitea" ? { errors: null, message, url } : { message, url, errors: [] });
}

/** What goes wrong inside tells nothing to people who are no administrators (reference 4). */
export const internal = (world: World): Answer => problem(world, 500, "");

export const refuse = (world: World, status: number, message: string): Refusal =>
  new Refusal(problem(world, status, message));
