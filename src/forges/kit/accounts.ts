import { type Decoded, boolean, loose, number, optional, record, text } from "../../http";
import type { Rights } from "../forge";
import { CLOSED, type Rest } from "./rest";

export const AccountWire = record({ login: optional(text) });

/** Login of the token's own account; `undefined` where it may not ask, as no automatic token may. */
export async function ownAccount(rest: Pick<Rest, "find">): Promise<string | undefined> {
  const call = { doing: "asking whose token this is", at: "/user", absent: CLOSED };
  return (await rest.find(loose(AccountWire), call))?.login;
}

const Access = optional(record({ access_level: optional(number) }));
/** The role of the token's user in a project, and in its group. */
const RolesWire = record({
  permissions: optional(record({ project_access: Access, group_access: Access })),
  archived: loose(boolean),
});

/** Developer, as GitLab and 工蜂 count roles. https://docs.gitlab.com/user/permissions/ */
const WRITES = 30;

/** Whether a role lets its user write; `undefined` where there is none, as an administrator has none. */
function mayWrite({ permissions }: Decoded<typeof RolesWire>): boolean | undefined {
  const roles = [permissions?.project_access, permissions?.group_access];
  const levels = roles.flatMap((role) => role?.access_level ?? []);
  return levels.length === 0 ? undefined : Math.max(...levels) >= WRITES;
}

/**
 * What the token's user may do in a project, as the project tells it.
 *
 * @param at.absent statuses of a project that is not shown, of which nothing is known then
 * @param at.hint how a token gets the right to write
 */
export async function rightsIn(
  rest: Pick<Rest, "find">,
  { path, hint, absent = [] }: { readonly path: string; readonly absent?: readonly number[]; readonly hint: string },
): Promise<Rights> {
  const project = await rest.find(RolesWire, { doing: "looking at the project", at: path, absent });
  return { writes: project && mayWrite(project), hint, archived: project?.archived };
}
