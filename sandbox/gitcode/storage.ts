import { BrokenHalfway, type Answer, type Exchange } from "../kernel/exchange";
import { json, xml } from "./answers";
import { attach } from "./attach";
import type { Grant, PutGrant } from "./grants";
import { remember } from "./history";
import { sendFile } from "./range";
import { violate, type World } from "./world";

const TOKEN_HEADERS = ["authorization", "private-token"];

function checkSecrets(world: World, exchange: Exchange, where: string): void {
  for (const name of TOKEN_HEADERS) {
    if (exchange.headers[name] !== undefined) violate(world, exchange, `${name} sent to ${where}`);
  }
  if (exchange.query.has("access_token")) violate(world, exchange, `a token in the query, sent to ${where}`);
}

/** Method, path and query are signed: whatever is added, left out or written another way spoils the signature. */
function fits(grant: Grant, { method, path, query }: Exchange): boolean {
  const expected = Object.entries(grant.query);
  const same = expected.length === query.size && expected.every(([name, value]) => query.get(name) === value);
  return grant.method === method && grant.path === path && same;
}

/** Content-Type and every x-obs- header are part of what was signed (reference 5). */
function headersFit(grant: PutGrant, { headers }: Exchange): boolean {
  const signed = new Map(Object.entries(grant.headers).map(([name, value]) => [name.toLowerCase(), value]));
  const matters = Object.keys(headers).filter((name) => name === "content-type" || name.startsWith("x-obs-"));
  return matters.length === signed.size && matters.every((name) => signed.get(name) === headers[name]);
}

/** A fresh address for every try: one may have run out, or have been half used (reference 5). */
function checkReuse(world: World, exchange: Exchange): void {
  const signature = exchange.query.get("Signature");
  const uses = world.requests.filter(({ method, query }) => method === "PUT" && query.Signature === signature);
  if (uses.length > 1) violate(world, exchange, "a signed upload url used again");
}

async function put(world: World, exchange: Exchange, grant: PutGrant): Promise<Answer> {
  if (exchange.body.declared === undefined) return xml(411, "MissingContentLength");
  if (!headersFit(grant, exchange)) return xml(403, "SignatureDoesNotMatch");
  if (exchange.body.declared > world.limits.upload) return xml(400, "EntityTooLarge");
  const content = await world.store.receive(exchange.body.chunks());
  exchange.record.sha256 = content.sha256;
  // The object is there, its callback never ran: no attachment.
  if (exchange.breakHalfway) throw new BrokenHalfway();
  attach(world, grant, content);
  remember(grant.repo, exchange.record);
  // What the callback returned (reference 5); an error would come with 200 as well.
  return json(200, { success: true });
}

/** The object store: the signature is all it takes, a second authorization beside it is refused. */
export function answerStorage(world: World, exchange: Exchange): Answer | Promise<Answer> {
  checkSecrets(world, exchange, "the storage host");
  if (exchange.headers.authorization !== undefined) return xml(400, "InvalidArgument");
  if (exchange.method === "PUT") checkReuse(world, exchange);
  const signature = exchange.query.get("Signature");
  if (signature === null) return xml(403, "AccessDenied");
  const grant = world.grants.get(signature);
  if (!grant || !fits(grant, exchange)) return xml(403, "SignatureDoesNotMatch");
  if (grant.expires <= world.clock.now()) return xml(403, "AccessDenied", "Request has expired");
  if (grant.method === "PUT") return put(world, exchange, grant);
  return sendFile(grant.name, grant.content, exchange.headers.range);
}

/** Another host, for redirects that lead away: it takes anything, and notes what should not have come (5). */
export function answerElsewhere(world: World, exchange: Exchange): Answer {
  checkSecrets(world, exchange, "another host");
  if (exchange.method !== "GET") violate(world, exchange, "followed a redirect to another host");
  return { status: 200, headers: { "content-type": "text/plain" }, body: "elsewhere\n" };
}
