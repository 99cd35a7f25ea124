import { Refusal } from "../kernel/exchange";
import { fitsWildcard } from "../kernel/git";
import { isMember } from "../kernel/state";
import { forbidden, problem, unauthorized } from "./answers";
import { ROLES, type Permission, type Repo, type RepositoryCall, type RoleName, type Token } from "./state";

/** Another project lets a job in only by its allow-list (reference 2.1). */
function letsJobIn(token: Token, repo: Repo): boolean {
  const { jobTokenAllowlist: list } = repo.rules;
  return token.job?.id === repo.id || list === "all" || list.includes(token.job?.path ?? "");
}

/** Access level in this project, 0 for nobody. */
export function levelOf(token: Token | undefined, repo: Repo): number {
  if (!token) return 0;
  if (token.kind === "job") return letsJobIn(token, repo) ? ROLES[token.role] : 0;
  // A deploy token is nobody's: its scope says what it may (package-rules.ts).
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
