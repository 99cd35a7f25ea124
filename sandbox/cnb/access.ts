import { isMember, json, Refusal, type Answer, type Exchange } from "../kernel";
import type { Repo, Token, World } from "./state";

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
