import { formOf, isForm, isJson, json, jsonOf, pageOf, readInOrder, readTable, Refusal, STRICT } from "../kernel";
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

const PAGE = /^[1-9]\d{0,8}$/;

const QUERY: Reader = {
  nullIsNothing: true,
  types: { ...STRICT.types, integer: (value) => (PAGE.test(String(value)) ? Number(value) : undefined) },
};

/** Parameters of the query. Throws 400 for the first that is wrong. */
export function readQuery<T extends Table>({ query }: RepositoryCall, table: T) {
  const { fields, wrong } = readTable(Object.fromEntries(query), table, QUERY);
  const [first] = wrong;
  if (first) throw refuse(400, `${first.name} ${first.listed ? "does not have a valid value" : "is invalid"}`);
  return fields;
}

/** Ascending when omitted, so the newest come last (3). */
export const descending = (call: RepositoryCall): boolean =>
  readQuery(call, { direction: ["asc", "desc"] }).direction === "desc";

/** More than 100 a page are never given, so such a page is shorter than what was asked for (3). No Link header. */
export function paged<T>(call: RepositoryCall, items: readonly T[], toJson: (item: T) => unknown): Answer {
  const { page = 1, per_page: asked = 20 } = readQuery(call, { per_page: "integer", page: "integer" });
  const size = Math.min(asked, 100);
  const { items: shown, total } = pageOf(items, { page, size });
  const totals = { total_count: String(total), total_page: String(Math.ceil(total / size)) };
  return json(200, shown.map(toJson), call.world.uncertain.totals ? totals : {});
}
