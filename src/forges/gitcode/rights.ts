import type { Rights } from "../forge";
import { permissionFor } from "./refusals";
import type { Repository } from "./repository";

/** Whether the repository is there: its tags tell, which need no right. What the token may do is told nowhere. */
export async function readRights(repository: Repository, automatic: boolean): Promise<Rights> {
  const at = `${repository.path}/tags`;
  const call = { doing: "looking at the repository", method: "GET", at, query: { page: 1, per_page: 1 } } as const;
  await repository.ask({ ...call, accept: [200] }, () => undefined);
  return { writes: undefined, hint: permissionFor(automatic) };
}
