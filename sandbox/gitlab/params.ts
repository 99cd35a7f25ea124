import { givenTogether, isGiven, pageHeaders, pageOf, positive, Refusal } from "../kernel";
import type { Answer, Exchange, Given } from "../kernel";
import { complaint, json } from "./answers";
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

/** Above this the two totals and rel="last" are left out (reference 3). */
const COUNTED = 10_000;

const sizeOf = (call: Call): number => Math.min(positive(call.given.per_page, 20), 100);

function linkTo(call: Call, changes: Readonly<Record<string, string>>, rel: string): string {
  const query = new URLSearchParams(call.query);
  for (const [name, value] of Object.entries(changes)) query.set(name, value);
  const below = call.path.slice(call.world.bases.root.length + "/api/v4".length);
  return `<${call.world.bases.api}${below}?${query.toString()}>; rel="${rel}"`;
}

/** One page of `items` with GitLab's headers (reference 3). */
export async function paged<T>(call: Call, all: readonly T[], toJson: (item: T) => unknown): Promise<Answer> {
  const shown = pageOf(all, { page: positive(call.given.page, 1), size: sizeOf(call) });
  const { page, size, last, total } = shown;
  const counted = total <= COUNTED;
  const to = (number: number, rel: string): string =>
    linkTo(call, { page: String(number), per_page: String(size) }, rel);
  const links = [
    ...(page > 1 ? [to(page - 1, "prev")] : []),
    ...(page < last ? [to(page + 1, "next")] : []),
    to(1, "first"),
    ...(counted ? [to(last, "last")] : []),
  ];
  const headers = { link: links.join(", "), ...pageHeaders(shown, counted) };
  return json(200, await Promise.all(shown.items.map(toJson)), headers);
}

/** Pages by `page_token`, the name of the last item of the page before; only a rel="next" tells the way. */
export function keyset<T extends { readonly name: string }>(
  call: Call,
  items: readonly T[],
  toJson: (item: T) => unknown,
): Answer {
  const size = sizeOf(call);
  const after = items.findIndex((item) => item.name === call.given.page_token) + 1;
  const slice = items.slice(after, after + size);
  const more = after + size < items.length;
  const next = more ? { link: linkTo(call, { page_token: slice.at(-1)?.name ?? "" }, "next") } : {};
  return json(200, slice.map(toJson), next);
}
