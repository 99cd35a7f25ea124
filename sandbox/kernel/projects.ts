import type { Exchange } from "./exchange";
import { isForm, isJson, jsonOf, type Given } from "./fields";
import type { Page } from "./paging";
import type { Commit, RepositoryState, World } from "./state";

/** What GitLab and the servers that descend from it write alike. */

export function commitJson(commit: Commit, by: { readonly name: string; readonly email: string }, date = commit.date) {
  return {
    id: commit.sha,
    short_id: commit.sha.slice(0, 8),
    title: commit.message.split("\n")[0],
    message: commit.message,
    parent_ids: commit.parent === undefined ? [] : [commit.parent],
    ...{ created_at: date, authored_date: date, committed_date: date },
    ...{ author_name: by.name, author_email: by.email, committer_name: by.name, committer_email: by.email },
  };
}

/** @param counted whether the totals are told */
export const pageHeaders = ({ page, size, last, total }: Page<unknown>, counted = true): Record<string, string> => ({
  "x-page": String(page),
  "x-per-page": String(size),
  "x-next-page": page < last ? String(page + 1) : "",
  "x-prev-page": page > 1 ? String(page - 1) : "",
  ...(counted && { "x-total": String(total), "x-total-pages": String(last) }),
});

/** The project that a path of the web site lies below, and what follows. @param root the sub-path of the site */
export function projectAt<R extends RepositoryState>(
  world: Pick<World<R>, "repositories">,
  path: string,
  root: string,
) {
  const below = path.slice(root.length + 1);
  const repo = [...world.repositories.values()].find((one) => below === one.path || below.startsWith(`${one.path}/`));
  return repo && { repo, rest: below.slice(repo.path.length) };
}

interface Reading {
  /** The body is a file, whatever its type says. */
  readonly raw: boolean;
  readonly nest: (fields: Iterable<readonly [string, string]>) => Given;
  readonly broken: () => Error;
}

/** Query and body together, the body's values winning. */
export async function givenTogether(exchange: Exchange, { raw, nest, broken }: Reading): Promise<Given> {
  const query = nest(exchange.query);
  if (raw) return query;
  if (isForm(exchange)) return { ...query, ...nest(new URLSearchParams(await exchange.body.text())) };
  const given = isJson(exchange) ? await jsonOf(exchange) : {};
  if (!given) throw broken();
  return { ...query, ...given };
}
