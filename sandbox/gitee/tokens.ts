import type { Exchange } from "../kernel/exchange";
import { expiredToken, Refusal, unauthorized, unknownToken } from "./answers";
import { violate, type Call, type World } from "./world";

export interface Token {
  readonly value: string;
  readonly user: string;
  /** Releases and all their routes want `projects` (2). */
  readonly scopes: readonly string[];
  /** What its user may do in the repositories it is a member of. */
  readonly access: "read" | "write";
  /** Paths; undefined = member of all. */
  readonly repositories: readonly string[] | undefined;
  state: "valid" | "expired";
}

export interface TokenOptions extends Partial<Pick<Token, "user" | "scopes" | "access" | "state">> {
  /** Paths; default: all. */
  readonly repositories?: readonly string[];
}

export function addToken(world: World, options: TokenOptions): string {
  const value = `5andb0x${String(world.tokens.size + 1).padStart(25, "0")}`;
  world.tokens.set(value, {
    value,
    user: options.user ?? "octavia",
    scopes: options.scopes ?? ["user_info", "projects"],
    access: options.access ?? "write",
    repositories: options.repositories,
    state: options.state ?? "valid",
  });
  return value;
}

/** `Bearer` and `token` (2); anything else is no credential. */
export function headerToken({ headers }: Pick<Exchange, "headers">): string | undefined {
  return /^(?:bearer|token)\s+(\S+)\s*$/i.exec(headers.authorization ?? "")?.[1];
}

const filled = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

interface Credential {
  readonly value: string;
  readonly header: boolean;
}

/** Gitee takes a token in query and body; a careful client sends one there only after its header was refused. */
function credentialsOf(call: Call): Credential[] {
  const { world } = call;
  const header = world.uncertain.headerTokens ? headerToken(call) : undefined;
  const query = filled(call.query.get("access_token"));
  const body = filled(call.given.access_token);
  if (query !== undefined) violate(world, call, "a secret in the query (access_token)");
  if (body !== undefined) checkBodyToken(call, body);
  const plain = [query, body].filter((value) => value !== undefined);
  return [
    ...(header === undefined ? [] : [{ value: header, header: true }]),
    ...plain.map((value) => ({ value, header: false })),
  ];
}

/** The fallback of old private hosts is allowed after a 401 to the header only (2, 8). */
export function checkBodyToken(call: Call, value: string): void {
  if (!call.world.refusedHeaders.has(value)) violate(call.world, call, "a secret in the body (access_token)");
}

/** Who is asking. Throws 401 for nobody, an unknown token and an expired one (2). */
export function requireToken(call: Call): Token {
  const credentials = credentialsOf(call);
  if (credentials.length > 1) violate(call.world, call, "more than one credential");
  const [credential] = credentials;
  const token = call.world.tokens.get(credential?.value ?? "");
  if (token?.state === "valid") return token;
  if (!credential) throw new Refusal(unauthorized());
  throw new Refusal(token ? expiredToken() : unknownToken());
}

export interface Reader {
  readonly token: Token | undefined;
  /** Answer to a bad token, due where nobody may read. */
  readonly refusal: Refusal | undefined;
}

/** On a public repository a bad token reads as nobody (2, option `publicReads`). */
export function readerOf(call: Call): Reader {
  try {
    return { token: requireToken(call), refusal: undefined };
  } catch (error) {
    if (!(error instanceof Refusal) || call.world.uncertain.publicReads === "token") throw error;
    const named = headerToken(call) !== undefined || call.query.has("access_token");
    return { token: undefined, refusal: named ? error : undefined };
  }
}
