import { listed, moved, type Answer } from "../kernel";
import { canRead } from "./access";
import { json, notFound, unauthorized } from "./answers";
import { releaseJson } from "./json";
import { paged, readParams } from "./params";
import { releaseOf } from "./release-fields";
import { createRelease, deleteRelease, updateRelease } from "./release-write";
import { always, type Release, type RepositoryCall, type Route } from "./state";

const ORDERS = ["released_at", "created_at"] as const;

const listTable = {
  order_by: ORDERS,
  sort: ["desc", "asc"],
  include_html_description: "boolean",
  updated_before: "time",
  updated_after: "time",
} as const;

function sorted(releases: readonly Release[], by: "releasedAt" | "createdAt", ascending: boolean): Release[] {
  // Later ones of one millisecond count as newer.
  const newestFirst = releases.toReversed().sort((a, b) => Date.parse(b[by]) - Date.parse(a[by]));
  return ascending ? newestFirst.reverse() : newestFirst;
}

async function freshList(call: RepositoryCall): Promise<Answer> {
  const fields = readParams(call, listTable);
  const known = listed(call.world, call.repo.releases);
  // 11.7 knows `created_at` only.
  const by = fields.order_by === "created_at" || !call.world.dialect.releasedAt ? "createdAt" : "releasedAt";
  return paged(call, sorted(known, by, fields.sort === "asc"), (release) => releaseJson(call, release));
}

/** Cached per user: neither new releases nor changed ones show at once, with option `listLag` (reference 4). */
async function listReleases(call: RepositoryCall): Promise<Answer> {
  const { lists, listLag } = call.world;
  if (listLag === 0) return freshList(call);
  const key = JSON.stringify([call.token?.user, call.repo.id, [...call.query].sort()]);
  const known = lists.get(key);
  if (known && known.until > call.world.clock.now()) return known.answer;
  const answer = await freshList(call);
  lists.set(key, { until: call.world.clock.now() + listLag, answer });
  return answer;
}

function getRelease(call: RepositoryCall): Answer {
  return json(200, releaseJson(call, releaseOf(call)));
}

function latestOf(call: RepositoryCall): Release | undefined {
  const released = call.repo.releases.filter(({ releasedAt }) => Date.parse(releasedAt) <= call.world.clock.now());
  return sorted(released, "releasedAt", false)[0];
}

const releaseAddress = ({ world, repo }: RepositoryCall, tag: string): string =>
  `${world.bases.api}/projects/${repo.id}/releases/${encodeURIComponent(tag)}`;

/** Whatever follows `latest` follows the tag as well. */
function permalink(call: RepositoryCall): Answer {
  const release = latestOf(call);
  if (!release) return notFound();
  const rest = call.params.rest === undefined ? "" : `/${call.params.rest}`;
  const query = call.query.size > 0 ? `?${call.query.toString()}` : "";
  return moved(`${releaseAddress(call, release.tagName)}${rest}${query}`);
}

/** To wherever the link points, also to another origin: no token may go there (reference 1). */
function download(call: RepositoryCall): Answer {
  const release = releaseOf(call);
  const link = release.links.find((one) => one.path === `/${call.params.path ?? ""}`);
  if (!link) return notFound();
  return canRead(call.token, call.repo) ? moved(link.url) : unauthorized();
}

const LIST = "/releases";
const ONE = "/releases/:tag";
const read = { job: always, permission: "READ_RELEASES" } as const;
const write = { job: always, permission: "ADMIN_RELEASES" } as const;
const newer = { ...read, exists: (dialect: { readonly permalinks: boolean }) => dialect.permalinks };

export const releaseRoutes: readonly Route[] = [
  { method: "GET", path: LIST, handler: listReleases, ...read },
  { method: "POST", path: LIST, handler: createRelease, ...write },
  { method: "GET", path: "/releases/permalink/latest", handler: permalink, ...newer },
  { method: "GET", path: "/releases/permalink/latest/*rest", handler: permalink, ...newer },
  { method: "GET", path: "/releases/:tag/downloads/*path", handler: download, ...newer },
  { method: "GET", path: ONE, handler: getRelease, ...read },
  { method: "PUT", path: ONE, handler: updateRelease, ...write, job: (dialect) => dialect.jobTokenUpdates },
  { method: "DELETE", path: ONE, handler: deleteRelease, ...write },
];
