import { Refusal, type Exchange } from "../kernel/exchange";
import { isGiven, type Given } from "../kernel/given";
import { givenTogether } from "../kernel/projects";
import { complaint } from "./answers";
import { nest } from "./form";
import type { Call } from "./state";

/** Names under which a token may travel outside a header (reference 2). */
export const TOKEN_NAMES = ["private_token", "access_token", "job_token"] as const;

type Kind = "string" | "integer" | "boolean" | "time" | "strings" | "integers" | "hash" | readonly string[];

/** Parameter -> type, or the list of values allowed. */
export type ParamTable = Readonly<Record<string, Kind>>;

export const readGiven = (exchange: Exchange, raw: boolean): Promise<Given> =>
  givenTogether(exchange, {
    raw,
    nest: nest,
    broken: () => new Refusal(complaint(400, "Problem processing request body")),
  });

const INTEGER = /^-?\d+$/;
const TIME = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2})?)?$/;

/** Grape coerces: a number is a fine string, "true" a fine boolean, "a,b" a fine list. Undefined = cannot be. */
const COERCE: Readonly<Record<Extract<Kind, string>, (value: unknown) => unknown>> = {
  string: (value) => (typeof value === "string" || typeof value === "number" ? String(value) : undefined),
  integer: (value) => (INTEGER.test(String(value)) ? Number(value) : undefined),
  boolean: (value) => ({ true: true, "1": true, false: false, "0": false })[String(value)],
  time: (value) => {
    const time = typeof value === "string" && TIME.test(value.trim()) ? Date.parse(value) : NaN;
    return Number.isNaN(time) ? undefined : new Date(time).toISOString();
  },
  strings: (value) => {
    if (typeof value === "string") return value === "" ? [] : value.split(",").map((one) => one.trim());
    return Array.isArray(value) ? value.map(String) : undefined;
  },
  integers: (value) => {
    const list: unknown[] = Array.isArray(value) ? value : String(value).split(",");
    return list.every((one) => INTEGER.test(String(one))) ? list.map(Number) : undefined;
  },
  hash: (value) => (isGiven(value) ? value : undefined),
};

interface Checked {
  readonly values: Given;
  readonly errors: readonly string[];
}

/** @param prefix how names are shown: `assets[links][0]` for members of an entry */
export function check(given: Given, table: ParamTable, required: readonly string[] = [], prefix = ""): Checked {
  const shown = (name: string): string => (prefix === "" ? name : `${prefix}[${name}]`);
  const values: Record<string, unknown> = {};
  const errors = required.filter((name) => !(name in given)).map((name) => `${shown(name)} is missing`);
  for (const [name, kind] of Object.entries(table)) {
    const value = given[name];
    if (value === undefined || value === null) continue;
    const listed = typeof kind !== "string";
    const coerced = COERCE[listed ? "string" : kind](value);
    if (coerced === undefined) errors.push(`${shown(name)} is invalid`);
    else if (listed && !(typeof coerced === "string" && kind.includes(coerced)))
      errors.push(`${shown(name)} does not have a valid value`);
    else values[name] = coerced;
  }
  return { values, errors };
}

/** 400 with every complaint joined by ", " (reference 3). */
export function refuseAll(errors: readonly string[]): void {
  if (errors.length > 0) throw new Refusal(complaint(400, errors.join(", ")));
}

/** The parameters of `table`; unknown ones are dropped (reference 5), wrong and missing ones answered with 400. */
export function readParams(call: Call, table: ParamTable, required: readonly string[] = []): Given {
  const { values, errors } = check(call.given, table, required);
  refuseAll(errors);
  return values;
}

export const list = (given: Given, name: string): string[] | undefined =>
  Array.isArray(given[name]) ? given[name].map(String) : undefined;
