import { randomBytes } from "node:crypto";
import { BrokenHalfway, type Answer } from "../kernel/exchange";
import { requireAccess } from "./access";
import { json, problem, Refusal } from "./answers";
import { count, flag, readFields, text } from "./fields";
import { releaseOf } from "./releases";
import type { Release, RepositoryState, Ticket } from "./state";
import type { ApiRoute, Call, World } from "./world";

/** Days (3). */
export const LONGEST_TTL = 180;

const table = { asset_name: "string", size: "integer", overwrite: "boolean", ttl: "integer" } as const;

/** A plain file name: no directory (3), nothing unprintable. */
const isAssetName = (name: string): boolean =>
  name !== "." && name !== ".." && /^[^/\\]+$/.test(name) && Array.from(name).every((char) => char >= " ");

const inRange = (value: number, most: number): boolean => value >= 0 && value <= most;

/** Answer to a name that is taken, in the first step and in the third (3, the status is an option). */
export function refuseTaken(world: World, release: Release, ticket: Pick<Ticket, "name" | "overwrite">): void {
  if (ticket.overwrite || !release.assets.some(({ name }) => name === ticket.name)) return;
  throw new Refusal(problem(world.choices.existsStatus, `asset ${ticket.name} already exists`));
}

/** Signed for this one object, in the query as object stores do. */
function uploadUrl(world: World, ticket: Ticket): string {
  const from = Math.floor(ticket.issuedAt / 1000);
  const until = Math.ceil(ticket.issuedAt / 1000 + world.choices.uploadSeconds);
  const time = encodeURIComponent(`${from};${until}`);
  const signed = `q-sign-algorithm=sha1&q-sign-time=${time}&q-signature=${ticket.signature}`;
  return `${world.bases.storage}/${ticket.key}?${signed}`;
}

/** Three forms are about (3, "may be relative", "may carry"); the path of the asset is one segment. */
function verifyUrl(world: World, repository: RepositoryState, ticket: Ticket, tag: string): string {
  const path = encodeURIComponent(`/${repository.slug}/-/releases/download/${tag}/${ticket.name}`);
  const below = `/${repository.slug}/-/releases/${ticket.releaseId}/asset-upload-confirmation`;
  const { verifyUrl: form } = world.choices;
  if (form === "query") return `${world.bases.api}${below}?upload_token=${ticket.token}&asset_path=${path}`;
  return `${form === "relative" ? "" : world.bases.api}${below}/${ticket.token}/${path}`;
}

/** Step 1: nothing exists by this but the right to send. */
async function postUploadUrl(call: Call): Promise<Answer> {
  const { world, repository } = call;
  requireAccess(call.token, repository, "write");
  const fields = await readFields(call, table, ["asset_name", "size"]);
  const release = releaseOf(call);
  const ticket: Ticket = {
    token: randomBytes(24).toString("hex"),
    // With the slug, so that a test can spoil uploads to one repository; what real keys look like is not documented.
    key: `release-assets/${repository.slug}/${randomBytes(16).toString("hex")}`,
    signature: randomBytes(20).toString("hex"),
    releaseId: release.id,
    name: text(fields, "asset_name") ?? "",
    size: count(fields, "size") ?? 0,
    overwrite: flag(fields, "overwrite") ?? false,
    ttl: count(fields, "ttl") ?? 0,
    issuedAt: world.clock.now(),
    state: "issued",
    content: undefined,
    contentType: "",
    storedAt: 0,
  };
  if (!isAssetName(ticket.name)) return problem(400, "asset_name must not contain a directory");
  if (ticket.size < 0) return problem(400, "invalid size");
  if (!inRange(ticket.ttl, LONGEST_TTL)) return problem(400, `ttl must be between 0 and ${LONGEST_TTL} days`);
  refuseTaken(world, release, ticket);
  repository.tickets.set(ticket.token, ticket);
  if (call.breakHalfway) throw new BrokenHalfway();
  return json(201, {
    upload_url: uploadUrl(world, ticket),
    verify_url: verifyUrl(world, repository, ticket, release.tagName),
    expires_in_sec: Math.ceil(world.choices.uploadSeconds),
  });
}

export const ticketRoutes: readonly ApiRoute[] = [
  { method: "POST", path: "/releases/:id/asset-upload-url", handler: postUploadUrl },
];
