import { json } from "../kernel/answers";
import type { Answer } from "../kernel/exchange";
import { linkHeader, pageOf, positive } from "../kernel/paging";
import type { RepositoryCall } from "./state";

/** One page of `items` with the `Link` header in its numeric /repositories/ID/ form (reference section 3). */
export function paged<T>(call: RepositoryCall, all: readonly T[], toJson: (item: T) => unknown): Answer {
  const { query, repo, world } = call;
  const size = Math.min(positive(query.get("per_page"), 30), 100);
  const shown = pageOf(all, { page: positive(query.get("page"), 1), size });
  const rest = call.path.replace(/^.*?\/(repos\/[^/]+|repositories)\/[^/]+/, "");
  const links = linkHeader(shown, ["prev", "next", "last", "first"], (page) => {
    const asked = new URLSearchParams(query);
    asked.set("page", String(page));
    return `${world.bases.api}/repositories/${repo.id}${rest}?${asked.toString()}`;
  });
  return json(200, shown.items.map(toJson), links.length > 0 ? { link: links.join(", ") } : {});
}
