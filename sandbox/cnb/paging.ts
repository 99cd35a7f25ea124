import { json } from "../kernel/answers";
import type { Answer } from "../kernel/exchange";
import { pageOf } from "../kernel/paging";
import { queryNumber } from "./fields";
import type { Call } from "./state";

/** Not in the reference. Few, so that a client which asks for nothing has to ask again. */
const DEFAULT_SIZE = 10;

/** A bare list without totals or links: a short page is the last one. More than 100 is refused (reference 1). */
export function paged<T>(call: Call, items: readonly T[], toJson: (item: T) => unknown): Answer {
  const page = queryNumber(call, "page", { least: 1, most: Number.MAX_SAFE_INTEGER }) ?? 1;
  const size = queryNumber(call, "page_size", { least: 1, most: 100 }) ?? DEFAULT_SIZE;
  return json(200, pageOf(items, { page, size }).items.map(toJson));
}
