import { attemptDecode, number, optional, record } from "../../http";
import type { Rights } from "../forge";
import type { Project } from "./project";
import { PERMISSION } from "./refusals";

const Access = optional(record({ access_level: optional(number) }));
const ProjectWire = record({ permissions: optional(record({ project_access: Access, group_access: Access })) });

/** Developer. https://git.tencent.com/help/ (permissions) */
const WRITES = 30;

/** The role of the token's user, where the project is shown; that it is there the lookup of its releases has told. */
export async function readRights({ api, path }: Project): Promise<Rights> {
  const accept = [200, 403, 404];
  const answer = await api.call({ doing: "looking at the project", method: "GET", at: path, accept });
  const wire = answer.status === 200 ? attemptDecode(ProjectWire, answer.body()) : undefined;
  const { project_access, group_access } = wire?.permissions ?? {};
  const levels = [project_access, group_access].flatMap((access) => access?.access_level ?? []);
  return { writes: levels.length === 0 ? undefined : Math.max(...levels) >= WRITES, hint: PERMISSION };
}
