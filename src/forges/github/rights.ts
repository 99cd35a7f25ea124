import { attemptDecode, boolean, optional, record, text } from "../../http";
import type { Rights } from "../forge";
import { permissionFor } from "./refusals";
import type { Repository } from "./repository";

const RepositoryWire = record({ permissions: optional(record({ pull: optional(boolean), push: optional(boolean) })) });

/** https://docs.github.com/en/rest/repos/repos#get-a-repository. Of installations' own tokens it may say that they can do nothing. */
export async function readRights(repository: Repository, automatic: boolean): Promise<Rights> {
  const doing = "looking at the repository";
  const answer = await repository.ask({ doing, method: "GET", at: repository.path, accept: [200] });
  const { pull, push } = attemptDecode(RepositoryWire, answer.body())?.permissions ?? {};
  return { writes: push === false && pull !== true ? undefined : push, hint: permissionFor(automatic) };
}

/** https://docs.github.com/en/rest/commits/commits#get-a-commit: a missing one is a 422 that names it. */
export async function knowsCommit(repository: Repository, target: string): Promise<boolean | undefined> {
  const at = `${repository.path}/commits/${target.split("/").map(encodeURIComponent).join("/")}`;
  const doing = `looking for the commit of ${target}`;
  const call = { doing, method: "GET", at, query: { per_page: 1 }, accept: [200, 403, 404, 409, 422] } as const;
  const answer = await repository.ask(call);
  if (answer.status === 200) return true;
  const said = attemptDecode(record({ message: text }), answer.body())?.message ?? "";
  return answer.status === 422 && /no commit found/i.test(said) ? false : undefined;
}
