import { randomBytes } from "node:crypto";
import { BrokenHalfway, json, type Answer, type Refusal, type StoredContent, type WithRequired } from "../kernel";
import { problem, queryNumber, readFields, refuse } from "./access";
import { releaseOf } from "./releases";
import { newAsset, type ApiRoute, type Call, type Release, type Repo, type World } from "./state";

/** Days (3). */
const LONGEST_TTL = 180;

const table = { asset_name: "string", size: "integer", overwrite: "boolean", ttl: "integer" } as const;

interface Asked {
  readonly releaseId: string;
  /** Milliseconds since the epoch. */
  readonly issuedAt: number;
}

/** An upload between its first and its third step (3). */
const newTicket = (slug: string, at: Asked, wanted: WithRequired<typeof table, "asset_name" | "size">) => ({
  ...at,
  /** The `upload_token` of the confirmation. */
  token: randomBytes(24).toString("hex"),
  // With the slug, so that a test can spoil uploads to one repository; what real keys look like is not documented.
  key: `release-assets/${slug}/${randomBytes(16).toString("hex")}`,
  signature: randomBytes(20).toString("hex"),
  ...{ name: wanted.asset_name, size: wanted.size, overwrite: wanted.overwrite ?? false, ttl: wanted.ttl ?? 0 },
  /** "issued" -> "stored" by the PUT -> "spent" by the confirmation. */
  state: "issued" as "issued" | "stored" | "spent",
  content: undefined as StoredContent | undefined,
  ...{ contentType: "", storedAt: 0 },
});
export type Ticket = ReturnType<typeof newTicket>;

/** A plain file name: no directory (3), nothing unprintable. */
const isAssetName = (name: string): boolean =>
  name !== "." && name !== ".." && /^[^/\\]+$/.test(name) && Array.from(name).every((char) => char >= " ");

const inRange = (value: number, most: number): boolean => value >= 0 && value <= most;

/** Answer to a name that is taken, in the first step and in the third (3, the status is an option). */
function refuseTaken(world: World, release: Release, ticket: Pick<Ticket, "name" | "overwrite">): void {
  if (ticket.overwrite || !release.assets.some(({ name }) => name === ticket.name)) return;
  throw refuse(world.choices.existsStatus, `asset ${ticket.name} already exists`);
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
function verifyUrl(world: World, repo: Repo, ticket: Ticket, tag: string): string {
  const path = encodeURIComponent(`/${repo.path}/-/releases/download/${tag}/${ticket.name}`);
  const below = `/${repo.path}/-/releases/${ticket.releaseId}/asset-upload-confirmation`;
  const { verifyUrl: form } = world.choices;
  if (form === "query") return `${world.bases.api}${below}?upload_token=${ticket.token}&asset_path=${path}`;
  return `${form === "relative" ? "" : world.bases.api}${below}/${ticket.token}/${path}`;
}

/** Step 1: nothing exists by this but the right to send. */
async function postUploadUrl(call: Call): Promise<Answer> {
  const { world, repo } = call;
  const fields = await readFields(call, table, ["asset_name", "size"]);
  const release = releaseOf(call);
  const ticket = newTicket(repo.path, { releaseId: release.id, issuedAt: world.clock.now() }, fields);
  if (!isAssetName(ticket.name)) return problem(400, "asset_name must not contain a directory");
  if (ticket.size < 0) return problem(400, "invalid size");
  if (!inRange(ticket.ttl, LONGEST_TTL)) return problem(400, `ttl must be between 0 and ${LONGEST_TTL} days`);
  refuseTaken(world, release, ticket);
  repo.tickets.set(ticket.token, ticket);
  if (call.breakHalfway) throw new BrokenHalfway();
  return json(201, {
    upload_url: uploadUrl(world, ticket),
    verify_url: verifyUrl(world, repo, ticket, release.tagName),
    expires_in_sec: Math.ceil(world.choices.uploadSeconds),
  });
}

/** Too late, used up, of another release, or never issued: start again at step 1 (3). */
const invalidToken = (call: Call): Refusal => refuse(call.world.choices.invalidTokenStatus, "invalid token");

function ticketOf(call: Call, release: Release): Ticket {
  const { world, params, query, repo } = call;
  const ticket = repo.tickets.get(params.token ?? query.get("upload_token") ?? "");
  if (ticket?.releaseId !== release.id || ticket.state === "spent") throw invalidToken(call);
  const path = `/${repo.path}/-/releases/download/${release.tagName}/${ticket.name}`;
  if ((params.path ?? query.get("asset_path")) !== path) throw invalidToken(call);
  const late = ticket.state === "stored" && call.record.time > ticket.storedAt + world.choices.verifySeconds * 1000;
  if (late) throw invalidToken(call);
  return ticket;
}

/** Step 3: from here on the asset exists. One of the same name goes in the same moment, with its id. */
function confirm(call: Call): Answer {
  const { world } = call;
  const release = releaseOf(call);
  const ttl = queryNumber(call, "ttl", { least: 0, most: LONGEST_TTL });
  const ticket = ticketOf(call, release);
  if (!ticket.content) return problem(400, "the file was not uploaded");
  refuseTaken(world, release, ticket);
  ticket.state = "spent";
  if (call.breakHalfway) throw new BrokenHalfway();
  const at = release.assets.findIndex(({ name }) => name === ticket.name);
  if (at >= 0) release.assets.splice(at, 1);
  const { name, content, contentType } = ticket;
  const sent = { name, content, contentType, ttl: ttl ?? ticket.ttl, uploader: call.token.user };
  release.assets.push(newAsset(world, sent));
  release.updatedAt = world.now();
  return { status: 200 };
}

const CONFIRMATION = "/releases/:id/asset-upload-confirmation";

export const uploadRoutes: readonly ApiRoute[] = [
  { method: "POST", path: "/releases/:id/asset-upload-url", handler: postUploadUrl },
  { method: "POST", path: CONFIRMATION, handler: confirm },
  { method: "POST", path: `${CONFIRMATION}/:token/:path`, handler: confirm },
];
