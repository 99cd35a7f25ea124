import type { Answer } from "../kernel/exchange";
import { json } from "./answers";
import type { Call } from "./world";

const positive = (value: string | null, otherwise: number): number => {
  const number = Number(value ?? "");
  return Number.isInteger(number) && number > 0 ? number : otherwise;
};

/** One page, of 20 or up to 100; there is no Link header, and the totals are not certain (reference 3). */
export function paged<T>(call: Call, items: readonly T[], toJson: (item: T) => unknown): Answer {
  const size = Math.min(positive(call.query.get("per_page"), 20), 100);
  const page = positive(call.query.get("page"), 1);
  const totals = {
    total_count: String(items.length),
    total_page: String(Math.max(1, Math.ceil(items.length / size))),
  };
  const slice = items.slice((page - 1) * size, page * size);
  return json(200, slice.map(toJson), call.world.habits.totals ? totals : {});
}
