import { isGiven, isMember, json, pageOf, readTable, Refusal, STRICT, violate } from "../kernel";
import type { Answer, Exchange, Table, WithRequired } from "../kernel";
import type { Call, Repo, Token, World } from "./state";

/** Bearer and nothing else; the documents ask for it on every route (1). */
export function authenticate(world: World, { headers }: Pick<Exchange, "headers">): Token {
  const value = /^Bearer (\S+)$/i.exec(headers.authorization ?? "")?.[1];
  const token = world.tokens.get(value ?? "");
  if (token?.state !== "valid") throw new Refusal(unauthorized());
  return token;
}

/** A repository that is not shown is one that is not there: 404. A scope that does not reach: 403 (reference 1). */
export function requireAccess(token: Token, repo: Repo, wanted: "read" | "write"): void {
  const member = isMember(token, repo);
  if (!member && repo.private) throw new Refusal(notFound("repository not found"));
  if (token.access === "none" || (wanted === "write" && (!member || token.access !== "write"))) {
    throw new Refusal(forbidden());
  }
}

/** An integer that clients must not rely on: the reference names no values (1), these follow gRPC's. */
const ERRCODES: Readonly<Record<number, number>> = { 400: 3, 401: 16, 403: 7, 404: 5, 409: 6, 422: 9, 429: 8 };

/** Reference 1, "errors". */
export const problem = (status: number, message: string): Answer =>
  json(status, { errcode: ERRCODES[status] ?? 2, errmsg: message });

export const unauthorized = (): Answer => problem(401, "unauthorized");
export const forbidden = (): Answer => problem(403, "permission denied");
export const notFound = (what = "not found"): Answer => problem(404, what);
export const refuse = (status: number, message: string): Refusal => new Refusal(problem(status, message));

/**
 * The JSON body, its types unchanged: "true" is no boolean and true is no `make_latest` (2).
 * A member that the table does not have is refused; the reference does not say that it would be dropped.
 */
export async function readFields<T extends Table, N extends keyof T & string = never>(
  call: Call,
  table: T,
  required: readonly N[] = [],
): Promise<WithRequired<T, N>> {
  await call.body.text();
  const given = call.record.json;
  const sent = JSON.stringify(given ?? null);
  if ([...call.world.tokens.keys()].some((value) => sent.includes(value)))
    violate(call.world, call, "a secret in the body");
  if (!isGiven(given)) throw refuse(400, "the body is not a JSON object");
  for (const name of Object.keys(given)) if (!Object.hasOwn(table, name)) throw refuse(400, `unknown field "${name}"`);
  const { fields, wrong } = readTable(given, table, STRICT);
  for (const { name } of wrong) throw refuse(400, `invalid value of "${name}"`);
  for (const name of required) if (!(name in given)) throw refuse(400, `"${name}" is required`);
  return fields as WithRequired<T, N>;
}

/** A whole number of the query, undefined when it is not given. */
export function queryNumber(call: Call, name: string, range: { least: number; most: number }): number | undefined {
  const given = call.query.get(name);
  if (given === null) return undefined;
  const number = /^\d+$/.test(given) ? Number(given) : NaN;
  if (!(number >= range.least && number <= range.most)) throw refuse(400, `invalid value of "${name}"`);
  return number;
}

/** Not in the reference. Few, so that a client which asks for nothing has to ask again. */
const DEFAULT_SIZE = 10;

/** A bare list without totals or links: a short page is the last one. More than 100 is refused (reference 1). */
export function paged<T>(call: Call, items: readonly T[], toJson: (item: T) => unknown): Answer {
  const page = queryNumber(call, "page", { least: 1, most: Number.MAX_SAFE_INTEGER }) ?? 1;
  const size = queryNumber(call, "page_size", { least: 1, most: 100 }) ?? DEFAULT_SIZE;
  return json(200, pageOf(items, { page, size }).items.map(toJson));
}
