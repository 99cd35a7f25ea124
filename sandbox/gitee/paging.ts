import { json } from "../kernel/answers";
import type { Answer } from "../kernel/exchange";
import { pageOf } from "../kernel/paging";
import { refuse } from "./answers";
import type { RepositoryCall } from "./state";

const LARGEST = 100;

function number(call: RepositoryCall, name: string, otherwise: number): number {
  const given = call.query.get(name);
  if (given === null) return otherwise;
  if (!/^[1-9]\d{0,8}$/.test(given)) throw refuse(400, `${name} is invalid`);
  return Number(given);
}

/** One of the words allowed; the first is the default. */
export function choice<T extends string>(call: RepositoryCall, name: string, words: readonly [T, ...T[]]): T {
  const given = call.query.get(name);
  if (given === null) return words[0];
  const found = words.find((word) => word === given);
  if (found === undefined) throw refuse(400, `${name} does not have a valid value`);
  return found;
}

/** Ascending when omitted, so the newest come last (3). */
export const descending = (call: RepositoryCall): boolean => choice(call, "direction", ["asc", "desc"]) === "desc";

/** More than 100 a page are never given, so such a page is shorter than what was asked for (3). No Link header. */
export function paged<T>(call: RepositoryCall, items: readonly T[], toJson: (item: T) => unknown): Answer {
  const size = Math.min(number(call, "per_page", 20), LARGEST);
  const { items: shown, total } = pageOf(items, { page: number(call, "page", 1), size });
  const totals = { total_count: String(total), total_page: String(Math.ceil(total / size)) };
  return json(200, shown.map(toJson), call.world.uncertain.totals ? totals : {});
}
