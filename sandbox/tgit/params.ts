import { givenTogether, json, pageHeaders, pageOf, positive, violate } from "../kernel";
import type { Answer, Exchange, Given } from "../kernel";
import { refuse, TOKEN_NAMES } from "./access";
import type { Call } from "./state";

type Kind = "string" | "integer" | "boolean" | "labels" | readonly string[];

/** Parameter -> type, or the list of values allowed. */
export type ParamTable = Readonly<Record<string, Kind>>;

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

const READ: Readonly<Record<Extract<Kind, string>, (value: unknown) => unknown>> = {
  string: (value) => (typeof value === "string" || typeof value === "number" ? String(value) : undefined),
  integer: (value) => (/^\d+$/.test(String(value)) ? Number(value) : undefined),
  boolean: (value) => ({ true: true, false: false })[String(value)],
  labels: labelsOf,
};

const readOne = (value: unknown, kind: Kind): unknown => {
  if (typeof kind === "string") return READ[kind](value);
  return typeof value === "string" && kind.includes(value) ? value : undefined;
};

interface Table {
  readonly table: ParamTable;
  readonly required?: readonly string[];
}

/** The parameters of `table`; 400 for a missing or invalid one (reference 3). */
export function readParams(call: Call, { table, required = [] }: Table): Given {
  const values: Record<string, unknown> = {};
  for (const name of required) {
    const value = call.given[name];
    if (value === undefined || value === null || value === "")
      throw refuse(400, `400 (Bad request) "${name}" not given`);
  }
  for (const [name, kind] of Object.entries(table)) {
    const value = call.given[name];
    if (value === undefined || value === null) continue;
    values[name] = readOne(value, kind);
    if (values[name] === undefined) throw refuse(400, `400 (Bad request) "${name}" is invalid`);
  }
  return values;
}

/**
 * Parameters the table does not know are dropped without a word: `tag_name`, `ref`, `name` or `draft` do nothing here
 * (reference 4), and who sends them believes something untrue.
 */
export function noteForeign(call: Call, table: ParamTable): void {
  const known = new Set([...Object.keys(table), ...TOKEN_NAMES]);
  for (const name of Object.keys(call.given)) {
    if (!known.has(name)) violate(call.world, call, `parameter "${name}" means nothing here`);
  }
}

export const labels = (given: Given): string[] | undefined =>
  Array.isArray(given.labels) ? given.labels.map(String) : undefined;

const LARGEST_PAGE = 100;

export const pageTable = { page: "integer", per_page: "integer" } as const;

/** One page with six headers and no Link (reference 3); a larger `per_page` is cut to 100 without a word. */
export function paged<T>(all: readonly T[], fields: Given, toJson: (item: T) => unknown): Answer {
  const size = Math.min(positive(fields.per_page, 20), LARGEST_PAGE);
  const shown = pageOf(all, { page: positive(fields.page, 1), size });
  return json(200, shown.items.map(toJson), pageHeaders(shown));
}
