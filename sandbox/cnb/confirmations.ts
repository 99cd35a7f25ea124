import { BrokenHalfway, type Answer } from "../kernel/exchange";
import { requireAccess } from "./access";
import { problem, Refusal } from "./answers";
import { queryNumber } from "./fields";
import { releaseOf } from "./releases";
import { LONGEST_TTL, refuseTaken } from "./tickets";
import { now, type Release, type Ticket } from "./state";
import type { ApiRoute, Call } from "./world";

/** Too late, used up, of another release, or never issued: start again at step 1 (3). */
const invalidToken = (call: Call): Refusal =>
  new Refusal(problem(call.world.choices.invalidTokenStatus, "invalid token"));

function ticketOf(call: Call, release: Release): Ticket {
  const { world, params, query, repository } = call;
  const ticket = repository.tickets.get(params.token ?? query.get("upload_token") ?? "");
  if (ticket?.releaseId !== release.id || ticket.state === "spent") throw invalidToken(call);
  const path = `/${repository.slug}/-/releases/download/${release.tagName}/${ticket.name}`;
  if ((params.path ?? query.get("asset_path")) !== path) throw invalidToken(call);
  const late = ticket.state === "stored" && call.record.time > ticket.storedAt + world.choices.verifySeconds * 1000;
  if (late) throw invalidToken(call);
  return ticket;
}

/** Step 3: from here on the asset exists. One of the same name goes in the same moment, with its id. */
function confirm(call: Call): Answer {
  const { world } = call;
  requireAccess(call.token, call.repository, "write");
  const release = releaseOf(call);
  const ttl = queryNumber(call, "ttl", { least: 0, most: LONGEST_TTL });
  const ticket = ticketOf(call, release);
  if (!ticket.content) return problem(400, "the file was not uploaded");
  refuseTaken(world, release, ticket);
  ticket.state = "spent";
  if (call.breakHalfway) throw new BrokenHalfway();
  const at = release.assets.findIndex(({ name }) => name === ticket.name);
  if (at >= 0) release.assets.splice(at, 1);
  release.assets.push({
    id: world.nextId(),
    name: ticket.name,
    content: ticket.content,
    contentType: ticket.contentType,
    ttl: ttl ?? ticket.ttl,
    uploader: call.token.user,
    createdAt: now(world),
    downloads: 0,
  });
  release.updatedAt = now(world);
  return { status: 200 };
}

const ROUTE = "/releases/:id/asset-upload-confirmation";

export const confirmationRoutes: readonly ApiRoute[] = [
  { method: "POST", path: ROUTE, handler: confirm },
  { method: "POST", path: `${ROUTE}/:token/:path`, handler: confirm },
];
