import { attachment, BrokenHalfway, found, html, moved, noteSecrets } from "../kernel";
import { projectAt, sendRange, tagged, webPage, xml, type Answer, type Exchange } from "../kernel";
import { failure, json, releaseOf } from "./answers";
import { archivesOf, attach, downloadUrl, findAsset } from "./files";
import { checkReuse, grantDownload, type Grant, type PutGrant } from "./grants";
import type { Call, World } from "./state";

/** Attachments and archives by the very address that the API gives out. */
function fileAt(world: World, path: string) {
  const place = projectAt(world, path, "");
  if (!place) return undefined;
  const { repo } = place;
  const url = world.bases.web + path;
  for (const release of repo.releases) {
    const tag = release.tagName;
    const asset = release.assets.find((one) => downloadUrl(world, repo, release, one.name) === url);
    const visible = findAsset(world, release, asset?.name ?? "");
    if (visible) return { repo, tag, name: visible.name, content: visible.content };
    const archive = archivesOf(world, repo, tag).find((one) => one.url === url);
    if (archive) return { repo, tag, name: archive.name, content: archive.content() };
  }
  return undefined;
}

/** Only the form with `/tag/`: the other one is not verified (reference 1). */
function page(world: World, path: string): Answer {
  const place = projectAt(world, path, "");
  if (place?.repo.private !== false) return html(404, "Not Found");
  if (place.rest === "" || place.rest === "/releases") return html(200, place.repo.path);
  const [, tag = ""] = /^\/releases\/tag\/(.+)$/.exec(place.rest) ?? [];
  const release = tagged(place.repo.releases, decodeURIComponent(tag));
  return release ? html(200, release.name) : html(404, "Not Found");
}

/** The web site, as far as addresses of the API lead there. A token is no session and has no business here. */
export function answerWeb(world: World, exchange: Exchange): Answer | Promise<Answer> {
  noteSecrets(world, exchange, "the web site");
  // HEAD of a download says 404 (reference 4).
  if (exchange.method !== "GET") return html(exchange.method === "HEAD" ? 404 : 405, "Not Found");
  return webPage(() => {
    const file = fileAt(world, exchange.path);
    if (!file) return page(world, exchange.path);
    return file.repo.private ? html(404, "Not Found") : moved(grantDownload(world, file.repo, file));
  });
}

export const missingAttachment = (world: World) => (): Answer => failure(world, 404, "Not Found Attachment");

/** By its name: of several the first. */
export function download(call: Call): Answer {
  const { world, repo } = call;
  const release = releaseOf(call);
  const asset = found(findAsset(world, release, call.params.file ?? ""), missingAttachment(world));
  if (world.habits.download === "bytes") return sendRange(asset.content, call.headers.range, attachment(asset.name));
  return moved(grantDownload(world, repo, { tag: release.tagName, ...asset }));
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

async function put(world: World, exchange: Exchange, grant: PutGrant): Promise<Answer> {
  if (exchange.body.declared === undefined) return xml(411, "MissingContentLength");
  if (!headersFit(grant, exchange)) return xml(403, "SignatureDoesNotMatch");
  if (exchange.body.declared > world.limits.upload) return xml(400, "EntityTooLarge");
  const content = await world.store.receive(exchange.body.chunks());
  exchange.record.sha256 = content.sha256;
  // The object is there, its callback never ran: no attachment.
  if (exchange.breakHalfway) throw new BrokenHalfway();
  attach(world, grant.release, { name: grant.name, contentType: grant.contentType, content });
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
