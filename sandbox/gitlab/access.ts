import { forbidden, problem, Refusal, unauthorized } from "./answers";
import { ROLES, type ProjectState, type RoleName } from "./state";
import type { Token } from "./token-store";
import type { Permission, ProjectCall } from "./world";

/** Another project lets a job in only by its allow-list (reference 2.1). */
function letsJobIn(token: Token, project: ProjectState): boolean {
  const { jobTokenAllowlist: list } = project.rules;
  return token.job?.id === project.id || list === "all" || list.includes(token.job?.path ?? "");
}

/** Access level in this project, 0 for nobody. */
export function levelOf(token: Token | undefined, project: ProjectState): number {
  if (!token) return 0;
  if (token.kind === "job") return letsJobIn(token, project) ? ROLES[token.role] : 0;
  const member = token.projects === undefined || token.projects.includes(project.path.toLowerCase());
  // A deploy token is nobody's: its scope says what it may (package-rules.ts).
  const role = token.kind === "deploy" ? "guest" : token.role;
  return member ? ROLES[role] : 0;
}

export const canRead = (token: Token | undefined, project: ProjectState): boolean =>
  project.visibility === "public" || levelOf(token, project) > 0;

/** The repository's content: on a private project not for guests. */
export const canDownload = (call: ProjectCall): boolean =>
  call.project.visibility === "public" || levelOf(call.token, call.project) >= ROLES.reporter;

/** 401 without a token, 403 for too low a role (reference 2). */
export function requireRole(call: ProjectCall, role: RoleName): void {
  if (!call.token) throw new Refusal(unauthorized());
  if (levelOf(call.token, call.project) < ROLES[role]) throw new Refusal(forbidden());
}

export function requireDownload(call: ProjectCall): void {
  if (!canDownload(call)) throw new Refusal(call.token ? forbidden() : unauthorized());
}

/** Fine-grained permissions of a job token; the right to change includes the right to read (reference 2.1). */
export function checkPermission(token: Token | undefined, permission: Permission | undefined): void {
  const { permissions } = token ?? {};
  if (permissions === undefined || permission === undefined) return;
  const enough = [permission, permission.replace("READ_", "ADMIN_")].some((one) => permissions.includes(one));
  if (!enough) throw new Refusal(forbidden());
}

const patternOf = (wildcard: string): RegExp =>
  new RegExp(`^${wildcard.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*")}$`);

export const isProtected = (project: ProjectState, tag: string): boolean =>
  project.rules.protectedTags.some(({ pattern }) => patternOf(pattern).test(tag));

/** Whether the caller may create and change this tag and its release. One rule that allows it is enough. */
export function mayTouchTag(call: ProjectCall, tag: string): boolean {
  const rules = call.project.rules.protectedTags.filter(({ pattern }) => patternOf(pattern).test(tag));
  const level = levelOf(call.token, call.project);
  return rules.length === 0 || rules.some(({ role }) => role !== "nobody" && level >= ROLES[role]);
}

export function requireTag(call: ProjectCall, tag: string, message?: string): void {
  if (!mayTouchTag(call, tag)) throw new Refusal(message === undefined ? forbidden() : problem(403, message));
}
