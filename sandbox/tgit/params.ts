import type { Exchange } from "../kernel/exchange";
import { problem, Refusal } from "./answers";
import { TOKEN_NAMES } from "./access";
import { violate, type Given, type RepositoryCall } from "./world";

type Kind = "string" | "integer" | "boolean" | "labels" | readonly string[];

/** Parameter -> type, or the list of values allowed. */
export type ParamTable = Readonly<Record<string, Kind>>;

const isRecord = (value: unknown): value is Given =>
  typeof value === "object" && value !== null && !Array.isArray(value);

async function bodyOf(exchange: Exchange): Promise<Given> {
  const type = exchange.headers["content-type"] ?? "";
  if (type.includes("x-www-form-urlencoded")) {
    return Object.fromEntries(new URLSearchParams(await exchange.body.text()));
  }
  if (!type.includes("json")) return {};
  if ((await exchange.body.text()).trim() === "") return {};
  const value = exchange.record.json;
  if (!isRecord(value)) throw new Refusal(problem(400, "400 Bad Request"));
  return value;
}

/**
 * Query and body together, the body's values winning.
 * @param raw the body is a file, whatever its type says
 */
export async function readGiven(exchange: Exchange, raw: boolean): Promise<Given> {
  return { ...Object.fromEntries(exchange.query), ...(raw ? {} : await bodyOf(exchange)) };
}

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

interface Wanted {
  readonly table: ParamTable;
  readonly required?: readonly string[];
}

/** The parameters of `table`; 400 for a missing or invalid one (reference 3). */
export function readParams(call: RepositoryCall, { table, required = [] }: Wanted): Given {
  const values: Record<string, unknown> = {};
  for (const name of required) {
    const value = call.given[name];
    if (value === undefined || value === null || value === "")
      throw new Refusal(problem(400, `400 (Bad request) "${name}" not given`));
  }
  for (const [name, kind] of Object.entries(table)) {
    const value = call.given[name];
    if (value === undefined || value === null) continue;
    values[name] = readOne(value, kind);
    if (values[name] === undefined) throw new Refusal(problem(400, `400 (Bad request) "${name}" is invalid`));
  }
  return values;
}

/**
 * Parameters the table does not know are dropped without a word: `tag_name`, `ref`, `name` or `draft` do nothing here
 * (reference 4), and who sends them believes something untrue.
 */
export function noteForeign(call: RepositoryCall, table: ParamTable): void {
  const known = new Set([...Object.keys(table), ...TOKEN_NAMES]);
  for (const name of Object.keys(call.given)) {
    if (!known.has(name)) violate(call.world, call, `parameter "${name}" means nothing here`);
  }
}

export const text = (given: Given, name: string): string | undefined =>
  typeof given[name] === "string" ? given[name] : undefined;

export const labels = (given: Given): string[] | undefined =>
  Array.isArray(given.labels) ? given.labels.map(String) : undefined;
