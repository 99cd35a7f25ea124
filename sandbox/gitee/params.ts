import { formOf, isForm, isJson, json, jsonOf, pageOf, readInOrder, Refusal, STRICT } from "../kernel";
import type { Answer, Exchange, Given, Reader, Table, WithRequired } from "../kernel";
import type { Limits, RepositoryCall } from "./state";

/** A text, or for model errors lists of texts by field (2). */
export const problem = (status: number, message: unknown): Answer => json(status, { message });

/** The plural key of parameter errors (2, 5). */
export const problems = (status: number, messages: readonly string[]): Answer => json(status, { messages });

export const unauthorized = (): Answer => problem(401, "401 Unauthorized");
export const unknownToken = (): Answer => problem(401, "401 Unauthorized: Access token does not exist");
export const expiredToken = (): Answer => json(401, { code: 40001, message: "登录失效" });
export const forbidden = (): Answer => problem(403, "403 Forbidden");
/** "Not Found Project" also stands for a missing scope (2). Of other things and routes the wording is chosen. */
export const notFound = (what: string): Answer => problem(404, `Not Found ${what}`);
export const unknownRoute = (): Answer => problem(404, "404 Not Found");

export const html = (status: number, text: string): Answer => ({
  status,
  body: `<!DOCTYPE html>\n<html>\n<head><title>${text}</title></head>\n<body><h1>${status} ${text}</h1></body>\n</html>\n`,
});

/** The firewall in front refuses with a page and does not wait for the body (2). */
export const firewallPage = (status: number): Answer => ({
  ...html(status, "您的请求可能存在威胁，已被拦截"),
  atOnce: true,
});

export const tooLargePage = (): Answer => ({ ...html(413, "Request Entity Too Large"), atOnce: true });

export const refuse = (status: number, message: string): Refusal => new Refusal(problem(status, message));

export const refuseAll = (messages: readonly string[]): Refusal => new Refusal(problems(400, messages));

export const tooLarge = ({ by }: Limits): Refusal =>
  by === "proxy" ? new Refusal(tooLargePage()) : refuse(400, "附件大小超过限制");

/** JSON and forms (4). PATCH names no consumed type, so only what the official client sends is read there: JSON. */
export async function readGiven(exchange: Exchange): Promise<Given> {
  if (isForm(exchange) && exchange.method !== "PATCH") return formOf(exchange);
  const given = isJson(exchange) ? await jsonOf(exchange) : {};
  if (!given) throw refuse(400, "Problem processing request body");
  return given;
}

const FLAGS: Readonly<Record<string, boolean>> = { true: true, false: false };

const READER: Reader = {
  nullIsNothing: true,
  types: {
    ...STRICT.types,
    boolean: (value) => (typeof value === "boolean" || typeof value === "string" ? FLAGS[String(value)] : undefined),
  },
};

/**
 * The parameters of a table; unknown ones are nobody's business. Throws 400: one complaint as `message`, several as
 * `messages` (2; which of them when is not certain).
 */
export function readFields<T extends Table, N extends keyof T & string>(
  given: Given,
  table: T,
  wanted: { readonly required: readonly N[]; readonly blank?: N | undefined },
): WithRequired<T, N> {
  const { fields, complaints } = readInOrder(given, table, { reader: READER, ...wanted });
  const said = complaints.map(({ name, what }) => `${name} is ${what}`);
  const [first, ...more] = said;
  if (first === undefined) return fields;
  throw more.length === 0 ? refuse(400, first) : refuseAll(said);
}

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
