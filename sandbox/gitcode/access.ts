import { formOf, isForm, isJson, isMember, jsonOf, readInOrder, Refusal, STRICT, violate } from "../kernel";
import type { Exchange, Given, Table, WithRequired } from "../kernel";
import { refuse, unauthorized } from "./answers";
import type { Call, Repo, Route, Token, World } from "./state";

/** Bearer and token, PRIVATE-TOKEN, or the query (reference 2); any other scheme holds no token. */
function credentialsOf({ headers, query }: Exchange): string[] {
  const authorization = headers.authorization?.trim();
  const scheme = authorization === undefined ? null : /^(?:bearer|token)\s+(\S+)$/i.exec(authorization);
  const all = [
    authorization === undefined ? undefined : (scheme?.[1] ?? ""),
    headers["private-token"],
    query.get("access_token") ?? undefined,
  ];
  return all.filter((one) => one !== undefined).map(String);
}

const SECRETS = ["access_token", "private_token", "token"];

/** Who is asking; undefined without any credential, 401 for a wrong or ended one. */
export function authenticate(world: World, exchange: Exchange, given: Given): Token | undefined {
  for (const name of SECRETS) if (name in given) violate(world, exchange, `a secret in the body ("${name}")`);
  const [credential, ...more] = credentialsOf(exchange);
  if (more.length > 0) violate(world, exchange, "more than one credential");
  if (credential === undefined) return undefined;
  const token = world.tokens.get(credential);
  if (token?.state !== "valid") throw new Refusal(unauthorized());
  return token;
}

/** 401 where a token is missing, 404 for what must stay unknown, 403 for what may only be read. */
export function checkAccess(world: World, token: Token | undefined, repo: Repo | undefined, needs: Route["needs"]) {
  if (needs !== "nothing" && !token) throw new Refusal(unauthorized());
  if (!repo || (repo.private && !isMember(token, repo))) throw refuse(world, 404, "Not Found Project");
  if (needs === "write" && !(isMember(token, repo) && token?.access === "write")) {
    throw refuse(world, 403, "Forbidden: no permission to write to this repository");
  }
  return repo;
}

const MINUTE = 60_000;

/** Sliding windows per user; what was refused counts as well. No header tells of it (reference 3). */
export function countRequest(world: World, user: string): void {
  const { asked, clock, limits } = world;
  const time = clock.now();
  const recent = (asked.get(user) ?? []).filter((one) => one > time - 60 * MINUTE);
  recent.push(time);
  asked.set(user, recent);
  const minute = recent.filter((one) => one > time - MINUTE).length;
  if (minute > limits.perMinute || recent.length > limits.perHour) throw refuse(world, 429, "Too Many Requests");
}

/** JSON; the spec page declares formData, which only the older form still takes (reference 7). */
export async function readGiven(exchange: Exchange, world: World): Promise<Given> {
  if (world.habits.form === "older" && isForm(exchange)) return formOf(exchange);
  const given = isJson(exchange) ? await jsonOf(exchange) : {};
  if (!given) throw refuse(world, 400, "Bad Request: the body is no JSON object");
  return given;
}

/** 400 for a missing one and an empty one (reference 4), blanks alone too, which is not verified; 422 for another type. */
export function readFields<T extends Table, N extends keyof T & string = never>(
  { given, world }: Call,
  table: T,
  required: readonly N[] = [],
): WithRequired<T, N> {
  const reader = { ...STRICT, nullIsNothing: true };
  const { fields, complaints } = readInOrder(given, table, { reader, required });
  for (const { name, what } of complaints) {
    if (what === "invalid") throw refuse(world, 422, `${name} is invalid`);
    throw refuse(world, 400, `Bad Request: ${name} is ${what}`);
  }
  return fields;
}
