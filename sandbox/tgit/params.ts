import { COERCED, givenTogether, json, pageHeaders, pageOf, positive, readTable, violate } from "../kernel";
import type { Answer, Exchange, Fields, Given, Reader, Table, WithRequired } from "../kernel";
import { refuse, TOKEN_NAMES } from "./access";
import type { Call } from "./state";

export const readGiven = (exchange: Exchange, raw: boolean): Promise<Given> =>
  givenTogether(exchange, { raw, nest: Object.fromEntries, broken: () => refuse(400, "400 Bad Request") });

const MOST_LABELS = 10;

/** One text with commas, ten at most (reference 4); a JSON list is none. */
function labelsOf(value: unknown): string[] | undefined {
  if (typeof value !== "string") return undefined;
  const labels = value
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "");
  return labels.length > MOST_LABELS ? undefined : labels;
}

/** A word of its own for them: the kernel knows lists, and no text that stands for one. */
const READER: Reader = { ...COERCED, types: { ...COERCED.types, strings: labelsOf } };

/** The parameters of `table`; 400 for a missing or invalid one (reference 3). */
export function readParams<T extends Table, N extends keyof T & string = never>(
  { given }: Call,
  table: T,
  required: readonly N[] = [],
): WithRequired<T, N> {
  for (const name of required)
    if ((given[name] ?? "") === "") throw refuse(400, `400 (Bad request) "${name}" not given`);
  const { fields, wrong } = readTable(given, table, READER);
  for (const { name } of wrong) throw refuse(400, `400 (Bad request) "${name}" is invalid`);
  return fields as WithRequired<T, N>;
}

/**
 * Parameters the table does not know are dropped without a word: `tag_name`, `ref`, `name` or `draft` do nothing here
 * (reference 4), and who sends them believes something untrue.
 */
export function noteForeign(call: Call, table: Table): void {
  const known = new Set([...Object.keys(table), ...TOKEN_NAMES]);
  for (const name of Object.keys(call.given)) {
    if (!known.has(name)) violate(call.world, call, `parameter "${name}" means nothing here`);
  }
}

const LARGEST_PAGE = 100;

export const pageTable = { page: "integer", per_page: "integer" } as const;

/** One page with six headers and no Link (reference 3); a larger `per_page` is cut to 100 without a word. */
export function paged<T>(all: readonly T[], fields: Fields<typeof pageTable>, toJson: (item: T) => unknown): Answer {
  const size = Math.min(positive(fields.per_page, 20), LARGEST_PAGE);
  const shown = pageOf(all, { page: positive(fields.page, 1), size });
  return json(200, shown.items.map(toJson), pageHeaders(shown));
}
