import { createHash } from "node:crypto";
import { attachment, sendWhole, xml } from "../kernel/answers";
import type { Answer, Exchange } from "../kernel/exchange";
import { noteSecrets } from "../kernel/secrets";
import type { Attachment, World } from "./state";

const LIFETIME = 600_000;

const signature = (id: string, expires: string): string =>
  createHash("sha256").update(`${id} ${expires}`).digest("base64url").slice(0, 28);

/** A signed address on the storage host: the signature is the authorization, for ten minutes. */
export function signedUrl(world: World, { id, name }: Attachment): string {
  const expires = String(Math.floor((world.clock.now() + LIFETIME) / 1000));
  const query = new URLSearchParams({
    Expires: expires,
    OSSAccessKeyId: "sandbox",
    Signature: signature(String(id), expires),
  });
  return `${world.bases.storage}/attach_files/${id}/${encodeURIComponent(name)}?${query.toString()}`;
}

export const sendContent = ({ name, content }: Attachment): Answer => sendWhole(content, attachment(name));

/** Also one that was deleted a moment ago: caches do not hear of that at once. */
export function storedAttachment(world: World, id: string): Attachment | undefined {
  const time = world.clock.now();
  return [...world.repositories.values()]
    .flatMap(({ releases }) => releases)
    .flatMap(({ assets, departed }) => [
      ...assets,
      ...departed.filter(({ until }) => until > time).map((one) => one.attachment),
    ])
    .find((one) => String(one.id) === id);
}

/** Refuses a second authorization beside the signature, as object stores do: the token must not travel here (1). */
export function answerStorage(world: World, exchange: Exchange): Answer {
  noteSecrets(world, exchange, "the storage host");
  if (exchange.headers.authorization !== undefined) return xml(400, "InvalidArgument");
  if (!["GET", "HEAD"].includes(exchange.method)) return xml(403, "AccessDenied");
  const id = /^\/attach_files\/(\d+)\//.exec(exchange.path)?.[1] ?? "";
  const expires = exchange.query.get("Expires") ?? "";
  const signed =
    exchange.query.get("Signature") === signature(id, expires) && Number(expires) * 1000 > world.clock.now();
  if (!signed) return xml(403, "SignatureDoesNotMatch");
  const stored = storedAttachment(world, id);
  return stored ? sendContent(stored) : xml(404, "NoSuchKey");
}
