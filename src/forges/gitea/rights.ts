import { attemptDecode, boolean, optional, record } from "../../http";
import type { Rights } from "../forge";
import { permissionFor } from "./hints";
import type { Repository } from "./repository";
import { WITHOUT_EXTRAS, tagCommit } from "./tags";

const RepositoryWire = record({ permissions: optional(record({ push: optional(boolean) })) });

/** https://docs.gitea.com/api/#tag/repository/operation/repoGet: the rights of the user, whatever the token's scope. */
export async function readRights({ api, path }: Repository, automatic: boolean): Promise<Rights> {
  const answer = await api.call({ doing: "looking at the repository", method: "GET", at: path, accept: [200] });
  return { writes: attemptDecode(RepositoryWire, answer.body())?.permissions?.push, hint: permissionFor(automatic) };
}

/** A branch, a tag, or a commit by its hash: https://docs.gitea.com/api/#tag/repository/operation/repoGetSingleCommit */
export async function knowsCommit(repository: Repository, target: string): Promise<boolean | undefined> {
  // What git writes otherwise, such as main~1, the server resolves when it makes the tag.
  if (target.startsWith("refs/") || /[~^:@{}\\\s]/.test(target)) return undefined;
  const { api, path, commits } = repository;
  const doing = `looking for the commit of ${target}`;
  const encoded = target.split("/").map(encodeURIComponent).join("/");
  const hash = /^[0-9a-f]{7,64}$/i.test(target);
  const routes = [...(hash ? [`git/commits/${target}`] : []), `branches/${encoded}`];
  for (const route of routes) {
    const call = { doing, method: "GET", at: `${path}/${route}`, accept: [200, 403, 404, 422] } as const;
    const { status } = await api.call({ ...call, query: hash ? WITHOUT_EXTRAS : {} });
    if (status === 403) return undefined;
    if (status !== 200) continue;
    commits.add(target);
    return true;
  }
  const isTag = (await tagCommit(repository, target)) !== undefined;
  if (isTag) commits.add(target);
  return isTag;
}
