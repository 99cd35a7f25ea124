import type { Exchange } from "../kernel/exchange";
import { problem, Refusal } from "./answers";
import type { Token } from "./token-store";
import { violate, type World } from "./world";

/** Where Gitea looks for a token outside the header (reference 2). */
const PARAMETERS = ["token", "access_token"] as const;

export const isSecret = (name: string): boolean => PARAMETERS.some((one) => one === name);

function fromBasic(value: string): string {
  const [user = "", ...rest] = Buffer.from(value, "base64").toString("utf8").split(":");
  const secret = rest.join(":");
  return secret === "" || secret === "x-oauth-basic" ? user : secret;
}

/** Undefined = no scheme that this version reads, which is the same as no header (reference 2). */
function fromHeader(world: World, header: string): string | undefined {
  const fields = header.split(" ");
  const [scheme = "", value = ""] = fields;
  if (fields.length !== 2 || value === "") return undefined;
  const lower = scheme.toLowerCase();
  if (scheme === "token" || lower === "bearer" || (lower === "token" && world.dialect.anyCaseToken)) return value;
  return lower === "basic" ? fromBasic(value) : undefined;
}

/** A token in an address ends up in logs: Gitea takes it, Forgejo does not, a careful client sends none. */
function fromParameters(world: World, exchange: Exchange, form: URLSearchParams | undefined): string | undefined {
  for (const name of PARAMETERS) {
    const sent = exchange.query.get(name) ?? form?.get(name) ?? "";
    if (sent === "") continue;
    violate(world, exchange, `a secret in the ${exchange.query.has(name) ? "query" : "body"} ("${name}")`);
    if (world.dialect.queryToken) return sent;
  }
  return undefined;
}

/**
 * Who is asking; undefined for nobody. 401 for a token that is unknown or ended.
 * @param form the body, when it is urlencoded: the authentication layer reads it (reference 6)
 */
export function authenticate(world: World, exchange: Exchange, form?: URLSearchParams): Token | undefined {
  const { dialect } = world;
  const secret =
    fromParameters(world, exchange, form) ?? fromHeader(world, (exchange.headers.authorization ?? "").trim());
  if (secret === undefined) return undefined;
  const token = world.tokens.get(secret);
  if (token?.state === "valid") return token;
  if (dialect.lenientTokens) return undefined;
  throw new Refusal(
    problem(world, 401, dialect.repeatsToken ? `${dialect.badToken} [sha: ${secret}]` : dialect.badToken),
  );
}
