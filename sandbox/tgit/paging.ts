import type { Answer } from "../kernel/exchange";
import { json } from "./answers";
import type { Given } from "./world";

const LARGEST_PAGE = 100;

const positive = (value: unknown, otherwise: number): number =>
  typeof value === "number" && value > 0 ? value : otherwise;

export const pageTable = { page: "integer", per_page: "integer" } as const;

/** One page with six headers and no Link (reference 3); a larger `per_page` is cut to 100 without a word. */
export function paged<T>(items: readonly T[], fields: Given, toJson: (item: T) => unknown): Answer {
  const size = Math.min(positive(fields.per_page, 20), LARGEST_PAGE);
  const page = positive(fields.page, 1);
  const last = Math.max(1, Math.ceil(items.length / size));
  return json(200, items.slice((page - 1) * size, page * size).map(toJson), {
    "x-total": String(items.length),
    "x-total-pages": String(last),
    "x-per-page": String(size),
    "x-page": String(page),
    "x-next-page": page < last ? String(page + 1) : "",
    "x-prev-page": page > 1 ? String(page - 1) : "",
  });
}
