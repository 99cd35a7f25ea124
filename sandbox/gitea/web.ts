import { Readable } from "node:stream";
import type { StoredContent } from "../kernel/content";
import type { Answer, Exchange } from "../kernel/exchange";
import { canSee, canWrite } from "./access";
import { html } from "./answers";
import { SNIFFED, sniff } from "./file-types";
import { releaseByTag } from "./rows";
import type { Asset, Release, RepositoryState } from "./state";
import { authenticate } from "./tokens";
import { violate, type World } from "./world";

interface Found {
  readonly repo: RepositoryState;
  readonly release: Release;
  readonly asset: Asset;
}

const rowsOf = (repo: RepositoryState): Found[] =>
  repo.releases.flatMap((release) => release.assets.map((asset) => ({ repo, release, asset })));

const byUuid = (world: World, uuid: string): Found | undefined =>
  [...world.repositories.values()].flatMap(rowsOf).find(({ asset }) => asset.uuid === uuid);

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

function slice(content: StoredContent, from: number, to: number): StoredContent {
  const cut = async function* (): AsyncGenerator<Buffer> {
    let at = 0;
    for await (const piece of content.stream()) {
      const chunk: unknown = piece;
      if (!Buffer.isBuffer(chunk)) continue;
      yield chunk.subarray(Math.max(from - at, 0), Math.max(to - at, 0));
      at += chunk.length;
    }
  };
  const stream = (): Readable => Readable.from(cut(), { objectMode: false });
  const bytes = async (): Promise<Buffer> => (await content.bytes()).subarray(from, to);
  return { size: to - from, sha256: content.sha256, discarded: content.discarded, bytes, stream };
}

/** As Go sends it: bytes of UTF-8, whatever a header should hold. */
const raw = (name: string): string =>
  Buffer.from(name.replace(/["\\]/g, "\\$&").replace(/\p{Cc}/gu, " ")).toString("latin1");

async function beginning(content: StoredContent): Promise<Buffer> {
  for await (const piece of content.stream()) {
    const chunk: unknown = piece;
    if (Buffer.isBuffer(chunk)) return chunk.subarray(0, SNIFFED);
  }
  return Buffer.alloc(0);
}

/** As Go's http.ServeContent does: one range of bytes, or the whole. */
async function send(exchange: Exchange, { name, content, uuid }: Asset): Promise<Answer> {
  if (content.discarded) return html(410, "The sandbox was started with `discard`");
  // What the bytes look like, to be shown and not to be saved (second table).
  const type = sniff(await beginning(content));
  const headers = {
    "content-type": type.startsWith("text/") ? `${type}; charset=utf-8` : type,
    "content-disposition": `inline; filename="${raw(name)}"; filename*=UTF-8''${encodeURIComponent(name)}`,
    "accept-ranges": "bytes",
    etag: `"${uuid}"`,
  };
  const [, start = "", end = ""] = /^bytes=(\d*)-(\d*)$/.exec(exchange.headers.range ?? "") ?? [];
  if (start === "" && end === "") return { status: 200, headers, content };
  const from = start === "" ? Math.max(content.size - Number(end), 0) : Number(start);
  const to = start === "" || end === "" ? content.size : Math.min(Number(end) + 1, content.size);
  if (from >= to) return { status: 416, headers: { "content-range": `bytes */${content.size}` } };
  const range = { "content-range": `bytes ${from}-${to - 1}/${content.size}` };
  return { status: 206, headers: { ...headers, ...range }, content: slice(content, from, to) };
}

const SIGNATURE = "X-Amz-Signature";

async function deliver(world: World, exchange: Exchange, asset: Asset): Promise<Answer> {
  asset.downloads += 1;
  const moved = (location: string): Answer => ({ status: world.dialect.fileRedirect, headers: { location } });
  if (asset.externalUrl !== undefined) return moved(asset.externalUrl);
  // Before 1.21 the named address leads to the other one (reference 10).
  if (!world.dialect.namedDownloads && uuidOf(exchange.path.slice(world.bases.path.length)) === undefined) {
    return moved(`${world.bases.root}/attachments/${asset.uuid}`);
  }
  if (!world.serveDirect) return send(exchange, asset);
  return moved(`${world.bases.storage}/attachments/${asset.uuid}?${SIGNATURE}=${asset.uuid.slice(0, 8)}`);
}

/** The web site, as far as addresses in answers lead there. A token in the header is taken here as well. */
export async function answerWeb(world: World, exchange: Exchange): Promise<Answer> {
  const path = exchange.path.slice(world.bases.path.length);
  if (!["GET", "HEAD"].includes(exchange.method)) return html(405, "Method Not Allowed");
  try {
    const token = authenticate(world, exchange);
    const found = find(world, path);
    const hidden = found?.release.draft === true && uuidOf(path) === undefined;
    if (found && canSee(token, found.repo) && (!hidden || canWrite(token, found.repo, "releases"))) {
      return await deliver(world, exchange, found.asset);
    }
    return answerPage(world, path) ?? html(404, "Not Found");
  } catch (error) {
    if (error instanceof URIError) return html(400, "Bad Request");
    throw error;
  }
}

function answerPage(world: World, path: string): Answer | undefined {
  const [, place = "", tag = ""] = /^\/([^/]+\/[^/]+)\/releases\/tag\/(.+)$/.exec(path) ?? [];
  const repo = world.repositories.get(place.toLowerCase());
  const release = repo && !repo.private ? releaseByTag(repo, decodeURIComponent(tag)) : undefined;
  return release && !release.draft ? html(200, release.name) : undefined;
}

/** The object store takes the signature for the authorization and refuses a second one. */
export async function answerStorage(world: World, exchange: Exchange): Promise<Answer> {
  const xml = (status: number, code: string): Answer => ({
    status,
    headers: { "content-type": "application/xml" },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code></Error>`,
  });
  if (exchange.headers.authorization !== undefined) {
    violate(world, exchange, "Authorization sent to the storage host");
    return xml(400, "InvalidArgument");
  }
  const found = byUuid(world, uuidOf(exchange.path) ?? "");
  if (found?.asset.uuid.slice(0, 8) !== exchange.query.get(SIGNATURE)) return xml(403, "AccessDenied");
  return send(exchange, found.asset);
}

/** Another host, to which faults and external links lead: a token that arrives there is a violation. */
export function answerElsewhere(world: World, exchange: Exchange): Answer {
  if (exchange.headers.authorization !== undefined) violate(world, exchange, "authorization sent to another host");
  return { status: 200, headers: { "content-type": "text/plain" }, body: "elsewhere\n" };
}

/** What an address of a download leads to, whichever of the two hosts it names. */
export function storedAt(world: World, url: string): StoredContent | undefined {
  const base = [world.bases.root, world.bases.web].find((one) => url.startsWith(`${one}/`));
  return base === undefined ? undefined : find(world, url.slice(base.length))?.asset.content;
}
