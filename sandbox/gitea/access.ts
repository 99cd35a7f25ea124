import { json, notFound, problem, Refusal } from "./answers";
import { ownerOf, type RepositoryState } from "./state";
import type { Level, Token } from "./token-store";
import type { Call, RepositoryCall, RepositoryRoute } from "./world";

const LEVELS = { none: 0, read: 1, write: 2, admin: 3 } as const;

/** Right of a job's token to a unit; `contents` stands for both (reference 2). */
function jobLevel({ permissions, role }: Token, unit: "releases" | "code"): number {
  const granted: Level = permissions ? (permissions[unit] ?? permissions.contents ?? "none") : "write";
  return Math.min(LEVELS[role], LEVELS[granted]);
}

export function levelOf(token: Token | undefined, repo: RepositoryState, unit: "releases" | "code"): number {
  const open = repo.private ? LEVELS.none : LEVELS.read;
  if (!token) return open;
  if (token.job) return token.job === repo ? Math.max(open, jobLevel(token, unit)) : LEVELS.none;
  const member = token.repositories?.includes(repo.path.toLowerCase()) ?? true;
  return Math.max(open, member ? LEVELS[token.role] : LEVELS.none);
}

/** A repository that may not be seen is not there; neither is any other one to a job's token (reference 2). */
export const canSee = (token: Token | undefined, repo: RepositoryState): boolean =>
  token?.job ? token.job === repo : levelOf(token, repo, "code") > LEVELS.none;

export const canWrite = (token: Token | undefined, repo: RepositoryState, unit: "releases" | "code"): boolean =>
  levelOf(token, repo, unit) >= LEVELS.write;

/** Whether the token's scopes reach, whatever its owner may do. */
export const hasWriteScope = ({ world, token }: Call): boolean =>
  !world.dialect.scopes ||
  token?.job !== undefined ||
  (token?.scopes.some((scope) => scope === "write:repository" || scope === "all") ?? false);

/** Asked for before the repository is looked up, also on public ones (reference 2). */
export function checkScope(call: Call): void {
  const { world, token } = call;
  if (!world.dialect.scopes || !token || token.job || hasWriteScope(call)) return;
  const wanted = call.method === "GET" ? "read:repository" : "write:repository";
  if (token.scopes.includes(wanted)) return;
  const what = `required=[${wanted}], token scope=${token.scopes.join(",")}`;
  throw new Refusal(problem(world, 403, `token does not have at least one of required scope(s), ${what}`));
}

/** In the server's order: the unit, who it is, the right to write, the quota (reference 2, 5.2). */
export function checkRights(call: RepositoryCall, route: RepositoryRoute): void {
  const { world, token, repo } = call;
  const level = levelOf(token, repo, route.unit);
  const off = route.unit === "releases" && !repo.rules.releases;
  // Switched off: on Forgejo for all, on Gitea for all but the owner (second table).
  if (off && world.dialect.software === "forgejo") throw new Refusal(notFound(world));
  if ((off && level < LEVELS.admin) || level < LEVELS.read) {
    const text = "user should have specific read permission or be a repo admin or a site admin";
    throw new Refusal(problem(world, 403, text));
  }
  if (route.method === "GET" && !route.admin) return;
  if (!token) throw new Refusal(problem(world, 401, "token is required"));
  if (route.admin && level < LEVELS.admin) {
    throw new Refusal(
      problem(world, 403, "user should be an owner or a collaborator with admin write of a repository"),
    );
  }
  if (level < LEVELS.write) {
    throw new Refusal(problem(world, 403, "user should have a permission to write to a repo"));
  }
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

const patternOf = (wildcard: string): RegExp =>
  new RegExp(`^${wildcard.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*")}$`);

/** Every rule that matches must name the user. */
export function mayTouchTag(repo: RepositoryState, tag: string, user: string): boolean {
  const rules = repo.rules.protectedTags.filter(({ pattern }) => patternOf(pattern).test(tag));
  return rules.every(({ users = [] }) => users.includes(user));
}
