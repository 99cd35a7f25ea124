import { Refusal, type Exchange } from "../kernel/exchange";
import { isMember } from "../kernel/state";
import { forbidden, notFound, unauthorized } from "./answers";
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
