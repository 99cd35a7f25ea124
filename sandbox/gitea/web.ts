import { everyAsset, html, moved, sendRange, SIGNATURE, signedStore, webPage, xml } from "../kernel";
import type { Answer, Exchange } from "../kernel";
import { authenticate, canSee, canWrite } from "./access";
import { releaseByTag } from "./rows";
import type { Asset, Found, Repo, World } from "./state";
import { sniff } from "./upload-form";

const byUuid = (world: World, uuid: string): Found | undefined =>
  everyAsset(world).find(({ asset }) => asset.uuid === uuid);

/** One segment for the tag and one for the name, each as %2F where it holds a slash (reference 5.4). */
const DOWNLOAD = /^\/([^/]+\/[^/]+)\/releases\/download\/([^/]+)\/([^/]+)$/;

function byName(world: World, path: string): Found | undefined {
  const [, place = "", tag = "", name = ""] = DOWNLOAD.exec(path) ?? [];
  const repo = world.repositories.get(place.toLowerCase());
  const release = repo && releaseByTag(repo, decodeURIComponent(tag));
  const asset = release?.assets.find((one) => one.name === decodeURIComponent(name));
  return repo && release && asset && { repo, release, asset };
}

const uuidOf = (path: string): string | undefined => /^\/attachments\/([0-9a-f-]{36})$/.exec(path)?.[1];

function find(world: World, path: string): Found | undefined {
  const uuid = uuidOf(path);
  return uuid === undefined ? byName(world, path) : byUuid(world, uuid);
}

/** As Go sends it: bytes of UTF-8, whatever a header should hold. */
const raw = (name: string): string =>
  Buffer.from(name.replace(/["\\]/g, "\\$&").replace(/\p{Cc}/gu, " ")).toString("latin1");

/** As Go's http.ServeContent does: one range of bytes, or the whole. */
async function send(exchange: Exchange, { name, content, uuid }: Asset): Promise<Answer> {
  if (content.discarded) return html(410, "The sandbox was started with `discard`");
  // What the bytes look like, to be shown and not to be saved (second table).
  const type = await sniff(content);
  const headers = {
    "content-type": type.startsWith("text/") ? `${type}; charset=utf-8` : type,
    "content-disposition": `inline; filename="${raw(name)}"; filename*=UTF-8''${encodeURIComponent(name)}`,
    etag: `"${uuid}"`,
  };
  return sendRange(content, exchange.headers.range, headers);
}

async function deliver(world: World, exchange: Exchange, asset: Asset): Promise<Answer> {
  asset.downloads += 1;
  const status = world.dialect.fileRedirect;
  if (asset.externalUrl !== undefined) return moved(asset.externalUrl, status);
  // Before 1.21 the named address leads to the other one (reference 10).
  if (!world.dialect.namedDownloads && uuidOf(exchange.path.slice(world.bases.root.length)) === undefined) {
    return moved(`${world.publicUrl}/attachments/${asset.uuid}`, status);
  }
  if (!world.serveDirect) return send(exchange, asset);
  return moved(`${world.bases.storage}/attachments/${asset.uuid}?${SIGNATURE}=${asset.uuid.slice(0, 8)}`, status);
}

/** The web site, as far as addresses in answers lead there. A token in the header is taken here as well. */
export async function answerWeb(world: World, exchange: Exchange): Promise<Answer> {
  const path = exchange.path.slice(world.bases.root.length);
  if (!["GET", "HEAD"].includes(exchange.method)) return html(405, "Method Not Allowed");
  return webPage(() => {
    const token = authenticate(world, exchange);
    const found = find(world, path);
    const hidden = found?.release.draft === true && uuidOf(path) === undefined;
    if (found && canSee(token, found.repo) && (!hidden || canWrite(token, found.repo, "releases"))) {
      return deliver(world, exchange, found.asset);
    }
    return answerPage(world, path) ?? html(404, "Not Found");
  });
}

function answerPage(world: World, path: string): Answer | undefined {
  const [, place = "", tag = ""] = /^\/([^/]+\/[^/]+)\/releases\/tag\/(.+)$/.exec(path) ?? [];
  const repo = world.repositories.get(place.toLowerCase());
  const release = repo && !repo.private ? releaseByTag(repo, decodeURIComponent(tag)) : undefined;
  return release && !release.draft ? html(200, release.name) : undefined;
}

export function answerStorage(world: World, exchange: Exchange): Answer | Promise<Answer> {
  const asset = byUuid(world, uuidOf(exchange.path) ?? "")?.asset;
  const answer = () => (asset ? send(exchange, asset) : xml(404, "NoSuchKey"));
  return signedStore(world, exchange, { signature: asset?.uuid.slice(0, 8), answer });
}

/** Which repository a request is about; files by their number name none in their path. */
export function placeOf(world: World, path: string): Repo | undefined {
  const below = path.slice(world.bases.root.length).replace(/^\/api\/v1\/repos/, "");
  const uuid = uuidOf(below);
  if (uuid !== undefined) return byUuid(world, uuid)?.repo;
  const [, place = ""] = /^\/([^/]+\/[^/]+)(?:\/|$)/.exec(below) ?? [];
  return world.repositories.get(place.toLowerCase()) ?? world.moved.get(place.toLowerCase());
}
