import { found, numbered, remove, tagged, violate, type Fields } from "../kernel";
import { requireDownload, requireRole, requireTag } from "./access";
import { complaint, json, notFound, refuse } from "./answers";
import { linkJson } from "./json";
import { formComplaints, takenComplaints, type LinkFields } from "./link-rules";
import { paged, readParams } from "./params";
import { LINK_TYPES, newLink, type Call, type Link, type Release, type RepositoryCall, type Route } from "./state";
import type { Dialect } from "./versions";

/** Names a server does not know are dropped (reference 5). */
export const linkTable = ({ pathNames, linkType }: Dialect) => ({
  name: "string" as const,
  url: "string" as const,
  ...(pathNames.includes("direct_asset_path") && { direct_asset_path: "string" as const }),
  ...(pathNames.includes("filepath") && { filepath: "string" as const }),
  ...(linkType && { link_type: LINK_TYPES }),
});

type LinkParams = Fields<ReturnType<typeof linkTable>>;

/** `direct_asset_path` wins over its old name. An empty one is none. */
function pathOf(call: Call, fields: LinkParams): string | undefined {
  const [newest] = call.world.dialect.pathNames;
  const sent = call.world.dialect.pathNames.find((name) => fields[name] !== undefined);
  if (sent !== undefined && sent !== newest)
    violate(call.world, call, `"${sent}" alone: its new name is "${newest ?? ""}"`);
  const path = sent && fields[sent];
  return path === "" ? undefined : path;
}

export function linkFrom(call: Call, fields: LinkParams & Pick<Link, "name" | "url">): Link {
  const { name, url, link_type: type = "other" } = fields;
  return newLink(call.world, { name, url, path: pathOf(call, fields), type });
}

const releaseOf = ({ repo, params }: RepositoryCall): Release => found(tagged(repo.releases, params.tag), notFound);

const linkOf = ({ params }: RepositoryCall, release: Release): Link =>
  found(numbered(release.links, params.link), notFound);

/** Developer, and the right on a protected tag: 403 (reference 5). */
function authorize(call: RepositoryCall): Release {
  const release = releaseOf(call);
  requireRole(call, "developer");
  requireTag(call, release.tagName);
  return release;
}

function refuseInvalid(call: RepositoryCall, link: LinkFields, others: readonly Link[]): void {
  const complaints = [...takenComplaints(link, others), ...formComplaints(link, call.world.dialect)];
  if (complaints.length > 0) throw refuse(400, complaints);
}

function listLinks(call: RepositoryCall) {
  requireDownload(call);
  const release = releaseOf(call);
  return paged(call, release.links.toReversed(), (link) => linkJson(call, release, link));
}

function getLink(call: RepositoryCall) {
  requireDownload(call);
  const release = releaseOf(call);
  return json(200, linkJson(call, release, linkOf(call, release)));
}

function createLink(call: RepositoryCall) {
  const fields = readParams(call, linkTable(call.world.dialect), ["name", "url"]);
  const release = authorize(call);
  const link = linkFrom(call, fields);
  refuseInvalid(call, link, release.links);
  release.links.push(link);
  return json(201, linkJson(call, release, link));
}

/** Keeps the id (reference 5, "Replace semantic"). */
function updateLink(call: RepositoryCall) {
  const fields = readParams(call, linkTable(call.world.dialect));
  if (!("name" in fields) && !("url" in fields)) {
    return complaint(400, "name, url are missing, at least one parameter must be provided");
  }
  const release = authorize(call);
  const link = linkOf(call, release);
  const sentPath = call.world.dialect.pathNames.some((name) => name in fields);
  const wanted = {
    name: fields.name ?? link.name,
    url: fields.url ?? link.url,
    path: sentPath ? pathOf(call, fields) : link.path,
    // What is not sent again is reset, unlike the path.
    type: fields.link_type ?? "other",
  };
  const others = release.links.filter((one) => one !== link);
  refuseInvalid(call, wanted, others);
  Object.assign(link, wanted);
  return json(200, linkJson(call, release, link));
}

/** 200 with what was deleted, not 204 (reference 5). */
function deleteLink(call: RepositoryCall) {
  const release = authorize(call);
  const link = linkOf(call, release);
  remove(release.links, link);
  return json(200, linkJson(call, release, link));
}

const LIST = "/releases/:tag/assets/links";
const ONE = `${LIST}/:link`;
const job = (dialect: Dialect): boolean => dialect.jobTokenLinks;
const read = { job, permission: "READ_RELEASES" } as const;
const write = { job, permission: "ADMIN_RELEASES" } as const;

export const linkRoutes: readonly Route[] = [
  { method: "GET", path: LIST, handler: listLinks, ...read },
  { method: "POST", path: LIST, handler: createLink, ...write },
  { method: "GET", path: ONE, handler: getLink, ...read },
  { method: "PUT", path: ONE, handler: updateLink, ...write },
  { method: "DELETE", path: ONE, handler: deleteLink, ...write },
];
