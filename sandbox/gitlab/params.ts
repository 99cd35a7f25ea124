import { COERCED, givenTogether, linkHeader, pageHeaders, pageOf, positive, readTable, Refusal } from "../kernel";
import type { Answer, Exchange, Given, Reader, Table, WithRequired } from "../kernel";
import { complaint, json } from "./answers";
import { nest } from "./form";
import type { Call } from "./state";

/** Names under which a token may travel outside a header (reference 2). */
export const TOKEN_NAMES = ["private_token", "access_token", "job_token"] as const;

export const readGiven = (exchange: Exchange, raw: boolean): Promise<Given> =>
  givenTogether(exchange, {
    raw,
    nest,
    broken: () => new Refusal(complaint(400, "Problem processing request body")),
  });

const INTEGER = /^-?\d+$/;
const TIME = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2})?)?$/;

/** Grape coerces: a number is a fine string, "true" a fine boolean, "a,b" a fine list. */
const GRAPE: Reader = {
  nullIsNothing: true,
  types: {
    ...COERCED.types,
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
  },
};

/** @param prefix how names are shown: `assets[links][0]` for members of an entry */
export function check<T extends Table, N extends keyof T & string = never>(
  given: Given,
  table: T,
  required: readonly N[] = [],
  prefix = "",
) {
  const shown = (name: string): string => (prefix === "" ? name : `${prefix}[${name}]`);
  const { fields, wrong } = readTable(given, table, GRAPE);
  const errors = [
    ...required.filter((name) => !(name in given)).map((name) => `${shown(name)} is missing`),
    ...wrong.map(({ name, listed }) => `${shown(name)} ${listed ? "does not have a valid value" : "is invalid"}`),
  ];
  return { fields: fields as WithRequired<T, N>, errors };
}

/** 400 with every complaint joined by ", " (reference 3). */
export function refuseAll(errors: readonly string[]): void {
  if (errors.length > 0) throw new Refusal(complaint(400, errors.join(", ")));
}

/** The parameters of `table`; unknown ones are dropped (reference 5), wrong and missing ones answered with 400. */
export function readParams<T extends Table, N extends keyof T & string = never>(
  call: Call,
  table: T,
  required: readonly N[] = [],
): WithRequired<T, N> {
  const { fields, errors } = check(call.given, table, required);
  refuseAll(errors);
  return fields;
}

/** Above this the two totals and rel="last" are left out (reference 3). */
const COUNTED = 10_000;

const sizeOf = (call: Call): number => Math.min(positive(call.given.per_page, 20), 100);

function linkTo(call: Call, changes: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(call.query);
  for (const [name, value] of Object.entries(changes)) query.set(name, value);
  const below = call.path.slice(call.world.bases.prefix.length);
  return `${call.world.bases.api}${below}?${query.toString()}`;
}

/** One page of `items` with GitLab's headers (reference 3). */
export async function paged<T>(call: Call, all: readonly T[], toJson: (item: T) => unknown): Promise<Answer> {
  const shown = pageOf(all, { page: positive(call.given.page, 1), size: sizeOf(call) });
  const counted = shown.total <= COUNTED;
  const to = (page: number): string => linkTo(call, { page: String(page), per_page: String(shown.size) });
  const ends = [`<${to(1)}>; rel="first"`, ...(counted ? [`<${to(shown.last)}>; rel="last"`] : [])];
  const link = [...linkHeader(shown, ["prev", "next"], to), ...ends].join(", ");
  return json(200, await Promise.all(shown.items.map(toJson)), { link, ...pageHeaders(shown, counted) });
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
  const next = more ? { link: `<${linkTo(call, { page_token: slice.at(-1)?.name ?? "" })}>; rel="next"` } : {};
  return json(200, slice.map(toJson), next);
}
