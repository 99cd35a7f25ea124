import { HttpError, attemptDecode, number, optional, record, text } from "../../http";
import type { Rights } from "../forge";
import { type Project, isProjectMissing } from "./project";
import { PERMISSION } from "./refusals";

const Access = optional(record({ access_level: optional(number) }));
const AccessWire = record({ permissions: optional(record({ project_access: Access, group_access: Access })) });

/** Developer. https://docs.gitlab.com/user/permissions/ */
const WRITES = 30;

/** The role of the token's user; a job token may not look at the project, and an administrator has no role in it. */
export async function readRights({ api, path, options }: Project): Promise<Rights> {
  if (options.automatic) return { writes: undefined, hint: PERMISSION };
  const answer = await api.call({ doing: "looking at the project", method: "GET", at: path, accept: [200] });
  const { project_access, group_access } = attemptDecode(AccessWire, answer.body())?.permissions ?? {};
  const levels = [project_access, group_access].flatMap((access) => access?.access_level ?? []);
  return { writes: levels.length === 0 ? undefined : Math.max(...levels) >= WRITES, hint: PERMISSION };
}

/** https://docs.gitlab.com/api/commits/#retrieve-a-commit; a job token may not ask. */
export async function knowsCommit({ api, path, options }: Project, target: string): Promise<boolean | undefined> {
  if (options.automatic) return undefined;
  const doing = `looking for the commit of ${target}`;
  const at = `${path}/repository/commits/${encodeURIComponent(target)}`;
  const answer = await api.call({ doing, method: "GET", at, query: { stats: "false" }, accept: [200, 401, 403, 404] });
  if (answer.status === 200) return true;
  if (isProjectMissing(answer)) throw api.refusal(doing, new HttpError({ ...answer, body: answer.body() }));
  const said = attemptDecode(record({ message: text }), answer.body())?.message ?? "";
  return answer.status === 404 && /commit not found/i.test(said) ? false : undefined;
}
