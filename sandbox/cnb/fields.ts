import { problem, Refusal } from "./answers";
import { checkBody } from "./manners";
import type { Call } from "./world";

type Kind = "string" | "boolean" | "integer" | readonly string[];

/** Member of a body -> its type, or the list of texts that are allowed. */
export type FieldTable = Readonly<Record<string, Kind>>;

export type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const refuse = (message: string): Refusal => new Refusal(problem(400, message));

function fits(value: unknown, kind: Kind): boolean {
  if (kind === "integer") return Number.isSafeInteger(value);
  return typeof kind === "string" ? typeof value === kind : typeof value === "string" && kind.includes(value);
}

/**
 * The JSON body, its types unchanged: "true" is no boolean and true is no `make_latest` (2).
 * A member that the table does not have is refused; the reference does not say that it would be dropped.
 */
export async function readFields(call: Call, table: FieldTable, required: readonly string[] = []): Promise<Fields> {
  await call.body.text();
  checkBody(call.world, call);
  const given = call.record.json;
  if (!isFields(given)) throw refuse("the body is not a JSON object");
  for (const [name, value] of Object.entries(given)) {
    const kind = Object.hasOwn(table, name) ? table[name] : undefined;
    if (kind === undefined) throw refuse(`unknown field "${name}"`);
    if (!fits(value, kind)) throw refuse(`invalid value of "${name}"`);
  }
  for (const name of required) if (!(name in given)) throw refuse(`"${name}" is required`);
  return given;
}

export const text = (fields: Fields, name: string): string | undefined =>
  typeof fields[name] === "string" ? fields[name] : undefined;

export const flag = (fields: Fields, name: string): boolean | undefined =>
  typeof fields[name] === "boolean" ? fields[name] : undefined;

export const count = (fields: Fields, name: string): number | undefined =>
  typeof fields[name] === "number" ? fields[name] : undefined;

/** A whole number of the query, undefined when it is not given. */
export function queryNumber(call: Call, name: string, range: { least: number; most: number }): number | undefined {
  const given = call.query.get(name);
  if (given === null) return undefined;
  const number = /^\d+$/.test(given) ? Number(given) : NaN;
  if (!(number >= range.least && number <= range.most)) throw refuse(`invalid value of "${name}"`);
  return number;
}
