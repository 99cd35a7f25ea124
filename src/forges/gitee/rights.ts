import { attemptDecode, boolean, optional, record } from "../../http";
import type { Rights } from "../forge";
import { PERMISSION } from "./refusals";
import type { Repository } from "./repository";

const RepositoryWire = record({ permission: optional(record({ push: optional(boolean) })) });

/** https://gitee.com/api/v5/swagger: the rights of the user, whatever the token's scope. */
export async function readRights({ api, path }: Repository): Promise<Rights> {
  const answer = await api.call({ doing: "looking at the repository", method: "GET", at: path, accept: [200] });
  return { writes: attemptDecode(RepositoryWire, answer.body())?.permission?.push, hint: PERMISSION };
}
