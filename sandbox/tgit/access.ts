import { isMember, json, Refusal, violate, type Answer, type Exchange, type Given } from "../kernel";
import { ROLES, type Call, type Repo, type RoleName, type Token, type World } from "./state";

/** Names under which a token may travel outside a header. */
export const TOKEN_NAMES = ["private_token", "access_token"] as const;

/** Other ways that people know from elsewhere; whether TGit takes any is unverified, so that none is taken (2). */
const OTHER_HEADERS = ["authorization", "oauth-token", "job-token", "x-token"];

function inParameters(world: World, exchange: Exchange, given: Given): string[] {
  return TOKEN_NAMES.flatMap((name) => {
    const value = given[name];
    if (typeof value !== "string" || value === "") return [];
    if (!exchange.query.has(name)) violate(world, exchange, `a secret in the body ("${name}")`);
    // An OAuth token as `access_token` is unverified too: it counts as shown, and opens nothing.
    return name === "private_token" ? [value] : [""];
  });
}

/** Who is asking; undefined without any credential, 401 for one that is wrong, expired or in the wrong place. */
export function authenticate(world: World, exchange: Exchange, given: Given): Token | undefined {
  const { "private-token": header } = exchange.headers;
  const named = typeof header === "string" && header !== "" ? [header] : [];
  const others = OTHER_HEADERS.filter((name) => exchange.headers[name] !== undefined).map(() => "");
  const credentials = [...named, ...inParameters(world, exchange, given), ...others];
  if (credentials.length > 1) violate(world, exchange, "more than one credential");
  const [credential] = credentials;
  if (credential === undefined) return undefined;
  const token = world.tokens.get(credential);
  if (!token || token.state === "expired") throw new Refusal(unauthorized());
  return token;
}

/** Access level in this repository, 0 for a stranger. */
export function levelOf(token: Token | undefined, repo: Repo): number {
  return token && isMember(token, repo) ? ROLES[token.role] : 0;
}

export const canRead = (token: Token | undefined, repo: Repo): boolean => !repo.private || levelOf(token, repo) > 0;

export function requireRole({ token, repo }: Call, role: RoleName): void {
  if (!token) throw new Refusal(unauthorized());
  if (levelOf(token, repo) < ROLES[role]) throw new Refusal(forbidden());
}

/** The one error body that is documented is that of the 401 (reference 3); the others are taken to look like it. */
export const problem = (status: number, message: string): Answer => json(status, { message });

/** "200 or a related status", no body promised (reference 4, 5): there is none. */
export const deleted: Answer = { status: 200 };
export const unauthorized = (): Answer => problem(401, "401 Unauthorized");
export const forbidden = (): Answer => problem(403, "403 Forbidden");
export const notFound = (what = ""): Answer => problem(404, what === "" ? "404 Not Found" : `404 ${what} Not Found`);
export const notSupported = (): Answer => problem(405, "405 Method Not Allowed");
export const refuse = (status: number, message: string): Refusal => new Refusal(problem(status, message));
