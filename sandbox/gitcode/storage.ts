import { attachment, sendRange, xml } from "../kernel/answers";
import { BrokenHalfway, type Answer, type Exchange } from "../kernel/exchange";
import { noteSecrets } from "../kernel/secrets";
import { violate } from "../kernel/state";
import { json } from "./answers";
import { attach } from "./files";
import type { Grant, PutGrant } from "./grants";
import type { World } from "./state";

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
  // What the callback returned (reference 5); an error would come with 200 as well.
  return json(200, { success: true });
}

/** The object store: the signature is all it takes, a second authorization beside it is refused. */
export function answerStorage(world: World, exchange: Exchange): Answer | Promise<Answer> {
  noteSecrets(world, exchange, "the storage host");
  if (exchange.headers.authorization !== undefined) return xml(400, "InvalidArgument");
  if (exchange.method === "PUT") checkReuse(world, exchange);
  const signature = exchange.query.get("Signature");
  if (signature === null) return xml(403, "AccessDenied");
  const grant = world.grants.get(signature);
  if (!grant || !fits(grant, exchange)) return xml(403, "SignatureDoesNotMatch");
  if (grant.expires <= world.clock.now()) return xml(403, "AccessDenied", "Request has expired");
  if (grant.method === "PUT") return put(world, exchange, grant);
  return sendRange(grant.content, exchange.headers.range, attachment(grant.name));
}
