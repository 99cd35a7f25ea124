import { json } from "../kernel/answers";
import type { Answer } from "../kernel/exchange";
import type { Given } from "../kernel/given";
import { pageOf, positive } from "../kernel/paging";
import { pageHeaders } from "../kernel/projects";

const LARGEST_PAGE = 100;

export const pageTable = { page: "integer", per_page: "integer" } as const;

/** One page with six headers and no Link (reference 3); a larger `per_page` is cut to 100 without a word. */
export function paged<T>(all: readonly T[], fields: Given, toJson: (item: T) => unknown): Answer {
  const size = Math.min(positive(fields.per_page, 20), LARGEST_PAGE);
  const shown = pageOf(all, { page: positive(fields.page, 1), size });
  return json(200, shown.items.map(toJson), pageHeaders(shown));
}
