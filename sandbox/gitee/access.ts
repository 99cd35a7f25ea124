import { isMember, Refusal, violate, type Exchange, type RecordedRequest } from "../kernel";
import { expiredToken, firewallPage, forbidden, notFound, unauthorized, unknownToken } from "./params";
import type { Call, Repo, RepositoryCall, Token, World } from "./state";

/** `Bearer` and `token` (2); anything else is no credential. */
export function headerToken({ headers }: Pick<Exchange, "headers">): string | undefined {
  return /^(?:bearer|token)\s+(\S+)\s*$/i.exec(headers.authorization ?? "")?.[1];
}

const filled = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

/** Gitee takes a token in query and body; a careful client sends one there only after its header was refused. */
function credentialsOf(call: Call): string[] {
  const header = call.world.uncertain.headerTokens ? headerToken(call) : undefined;
  const body = filled(call.given.access_token);
  if (body !== undefined) checkBodyToken(call, body);
  return [header, filled(call.query.get("access_token")), body].filter((value) => value !== undefined);
}

/** The fallback of old private hosts is allowed after a 401 to the header only (2, 8). */
export function checkBodyToken(call: Call, value: string): void {
  if (!call.world.refusedHeaders.has(value)) violate(call.world, call, 'a secret in the body ("access_token")');
}

/** Who is asking. Throws 401 for nobody, an unknown token and an expired one (2). */
export function requireToken(call: Call): Token {
  const credentials = credentialsOf(call);
  if (credentials.length > 1) violate(call.world, call, "more than one credential");
  const [credential] = credentials;
  const token = call.world.tokens.get(credential ?? "");
  if (token?.state === "valid") return token;
  if (credential === undefined) throw new Refusal(unauthorized());
  throw new Refusal(token ? expiredToken() : unknownToken());
}

/**
 * On a public repository a bad token reads as nobody (2, option `publicReads`).
 * @returns with the answer to a bad token, which is due where nobody may read
 */
function readerOf(call: Call): { token?: Token; refusal?: Refusal } {
  try {
    return { token: requireToken(call) };
  } catch (error) {
    if (!(error instanceof Refusal) || call.world.uncertain.publicReads === "token") throw error;
    const named = headerToken(call) !== undefined || call.query.has("access_token");
    return named ? { refusal: error } : {};
  }
}

/** By its path, as it was written. */
export function repositoryAt(world: World, path: string): Repo | undefined {
  const repo = world.repositories.get(path.toLowerCase());
  return repo?.path === path ? repo : undefined;
}

/** A missing scope looks like a missing repository, reads included (2, 10). */
function checkScope(call: Call, token: Token | undefined): void {
  if (!token || token.scopes.includes("projects")) return;
  throw new Refusal(call.world.uncertain.scopeDenied === 403 ? forbidden() : notFound("Project"));
}

/** Finds the repository of the path. Throws 401, then 404, then 403 when the caller may not do this there (2). */
export function admit(call: Call): RepositoryCall {
  const reading = ["GET", "HEAD"].includes(call.method);
  const reader: ReturnType<typeof readerOf> = reading ? readerOf(call) : { token: requireToken(call) };
  const { token, refusal } = reader;
  const repo = repositoryAt(call.world, `${call.params.owner ?? ""}/${call.params.repo ?? ""}`);
  if (!repo || (repo.private && !isMember(token, repo))) throw refusal ?? new Refusal(notFound("Project"));
  checkScope(call, token);
  const writer = token?.access === "write" && isMember(token, repo);
  if (!reading && !writer) throw new Refusal(forbidden());
  return { ...call, repo, token };
}

/** The edge wants to know who is asking; what it refuses exactly is unverified (2). */
export function checkEdge(call: Pick<Call, "headers" | "world">): void {
  if (!call.headers["user-agent"]) throw new Refusal(firewallPage(call.world.uncertain.firewallStatus));
}

/** The client cannot know whether it was carried out. */
function unclear({ status, fault }: RecordedRequest): boolean {
  if (status >= 500) return true;
  return fault !== undefined && (status === 0 || fault === "truncate");
}

function subjectOf(world: World, record: RecordedRequest): string | undefined {
  const known = world.subjects.get(record);
  if (known !== undefined) return known;
  const { json } = record;
  const named = typeof json === "object" && json !== null && "tag_name" in json ? json.tag_name : undefined;
  return typeof named === "string" ? named : undefined;
}

/** After an attachment only its own list tells; after a create also by-tag (5, 7, 10). */
function looks(record: RecordedRequest, path: string): boolean {
  if (record.method !== "GET" || ![200, 404].includes(record.status)) return false;
  return record.path === path || (path.endsWith("/releases") && record.path.startsWith(`${path}/tags/`));
}

/**
 * Notes a POST of the same thing to the same address after one with an unclear outcome and no look in between (7, 10).
 * @param subject tag of a release, name of a file
 */
export function checkRepeat(call: Call, subject: string): void {
  const { world, path, record } = call;
  world.subjects.set(record, subject);
  // Not there any more if the log was cleared meanwhile.
  const before = world.requests.slice(0, Math.max(0, world.requests.indexOf(record)));
  for (const earlier of before.toReversed()) {
    if (looks(earlier, path)) return;
    const same = earlier.method === "POST" && earlier.path === path && subjectOf(world, earlier) === subject;
    if (!same || !unclear(earlier)) continue;
    violate(world, call, `"${subject}" sent again without looking whether it had arrived`);
    return;
  }
}
