import { attemptDecode, boolean, optional, record } from "../../http";
import type { Rights } from "../forge";
import { PERMISSION } from "./refusals";
import type { Repository } from "./repository";
import { tagCommit } from "./tags";

const RepositoryWire = record({ permission: optional(record({ push: optional(boolean) })) });

/** https://gitee.com/api/v5/swagger: the rights of the user, whatever the token's scope. */
export async function readRights({ api, path }: Repository): Promise<Rights> {
  const answer = await api.call({ doing: "looking at the repository", method: "GET", at: path, accept: [200] });
  return { writes: attemptDecode(RepositoryWire, answer.body())?.permission?.push, hint: PERMISSION };
}

/** A branch, a tag, or a commit by its hash: `GET /repos/{owner}/{repo}/commits/{sha}` of https://gitee.com/api/v5/swagger. */
export async function knowsCommit(repository: Repository, target: string): Promise<boolean | undefined> {
  const { api, path } = repository;
  const doing = `looking for the commit of ${target}`;
  const encoded = encodeURIComponent(target);
  for (const route of [`commits/${encoded}`, `branches/${encoded}`]) {
    const { status } = await api.call({ doing, method: "GET", at: `${path}/${route}`, accept: [200, 400, 403, 404] });
    if (status === 200) return true;
    if (status === 400 || status === 403) return undefined;
  }
  // A slash in the name may not be taken in an address.
  return target.includes("/") ? undefined : (await tagCommit(repository, target)) !== undefined;
}
