import { BrokenHalfway, decodeSegments, everyAsset, html, moved, noteSecrets, xml } from "../kernel";
import type { Answer, Exchange } from "../kernel";
import { findAsset } from "./releases";
import type { Asset, World } from "./state";

/** The repository, and what follows `/{slug}/-` in decoded segments. The slug stands raw in the path, slashes and all (1). */
export function placeOf(world: World, path: string) {
  const mark = path.indexOf("/-/");
  const slug = decodeSegments(mark < 0 ? path : path.slice(0, mark))?.slice(1);
  const segments = mark < 0 ? [] : decodeSegments(path.slice(mark + 3));
  if (!slug || !segments || slug.some((segment) => segment.includes("/"))) return undefined;
  const repo = world.repositories.get(slug.join("/").toLowerCase());
  return repo && { repo, segments };
}

type Place = NonNullable<ReturnType<typeof placeOf>>;

/** Asset behind `/releases/download/{tag}/{file}`, the tag as one segment. */
function assetAt({ repo, segments }: Place) {
  const [releases, download, tag, file, ...rest] = segments;
  const isDownload = releases === "releases" && download === "download" && rest.length === 0;
  return isDownload ? findAsset(repo, tag, file) : undefined;
}

function answerPage({ repo, segments }: Place): Answer {
  const [releases, word, tag, ...rest] = segments;
  if (segments.length === 0) return html(200, repo.path);
  const release = repo.releases.find(({ tagName, draft }) => tagName === tag && !draft);
  const page = releases === "releases" && word === "tag" && rest.length === 0;
  return page && release ? html(200, release.name) : html(404, "Not Found");
}

/** The web site, as far as download links and release pages lead there. Its sessions are not played. */
export function answerWeb(world: World, exchange: Exchange): Answer {
  // The token belongs to the API (3, step 2).
  noteSecrets(world, exchange, "the web host");
  const place = ["GET", "HEAD"].includes(exchange.method) ? placeOf(world, exchange.path) : undefined;
  // A private repository and a draft show nothing to somebody who is not signed in.
  if (place?.repo.private !== false) return html(404, "Not Found");
  const found = assetAt(place);
  if (!found) return answerPage(place);
  if (found.release.draft) return html(404, "Not Found");
  return moved(signedDownload(world, found.asset));
}

const signatureOf = (asset: Asset): string => asset.content.sha256.slice(0, 40);

/** Where a download leads: signed, on the storage host (3). */
export const signedDownload = (world: World, asset: Asset): string =>
  `${world.bases.storage}/download/${asset.id}?q-sign-algorithm=sha1&q-signature=${signatureOf(asset)}`;

const denied = (message = "Access denied."): Answer => xml(403, "AccessDenied", message);

/** Step 2 (3). That the length must be the announced size is not in the reference. */
async function putObject(world: World, exchange: Exchange): Promise<Answer> {
  const tickets = [...world.repositories.values()].flatMap((repo) => [...repo.tickets.values()]);
  const ticket = tickets.find(({ key }) => `/${key}` === exchange.path);
  if (ticket?.signature !== exchange.query.get("q-signature")) {
    return xml(403, "SignatureDoesNotMatch", "The signature does not match.");
  }
  const { declared } = exchange.body;
  // The time counts when the request begins, not when its body has come in.
  if (exchange.record.time > ticket.issuedAt + world.choices.uploadSeconds * 1000) return denied("Request has expired");
  if (declared === undefined) return xml(411, "MissingContentLength", "Content-Length is needed.");
  if (declared !== ticket.size) return xml(400, "InvalidArgument", "The size is not the announced one.");
  if (ticket.state === "spent") return denied();
  const content = await world.store.receive(exchange.body.chunks());
  exchange.record.sha256 = content.sha256;
  ticket.content = content;
  ticket.contentType = exchange.headers["content-type"] ?? "application/octet-stream";
  ticket.storedAt = world.clock.now();
  ticket.state = "stored";
  if (exchange.breakHalfway) throw new BrokenHalfway();
  return { status: 200, headers: { etag: `"${content.sha256.slice(0, 32)}"` } };
}

function getObject(world: World, exchange: Exchange): Answer {
  const id = /^\/download\/(\d+)$/.exec(exchange.path)?.[1];
  const asset = everyAsset(world).find(({ asset }) => asset.id === id)?.asset;
  if (!asset || signatureOf(asset) !== exchange.query.get("q-signature")) return denied();
  if (asset.content.discarded) return xml(410, "Discarded", "Started with `discard`.");
  if (exchange.method === "GET") asset.downloads += 1;
  return { status: 200, headers: { "content-type": asset.contentType }, content: asset.content };
}

/** The address is the right to use it; a second authorization beside it is refused, as object stores do. */
export async function answerStorage(world: World, exchange: Exchange): Promise<Answer> {
  noteSecrets(world, exchange, "the storage host");
  if (exchange.headers.authorization !== undefined) return denied("More than one authorization.");
  if (exchange.method === "PUT") return putObject(world, exchange);
  if (["GET", "HEAD"].includes(exchange.method)) return getObject(world, exchange);
  return xml(405, "MethodNotAllowed", "The method is not allowed.");
}
