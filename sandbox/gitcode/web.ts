import type { StoredContent } from "../kernel/content";
import type { Answer, Exchange } from "../kernel/exchange";
import { html } from "./answers";
import { downloadUrl } from "./addresses";
import { archivesOf } from "./archives";
import { findAsset } from "./attach";
import { grantDownload } from "./grants";
import { findRelease, fullName, type RepositoryState } from "./state";
import { API_PATH, violate, type World } from "./world";

export interface File {
  readonly repo: RepositoryState;
  readonly tag: string;
  readonly name: string;
  readonly content: StoredContent;
}

/** The repository a path lies in, and what follows its name. */
function placeOf(world: World, path: string): { repo: RepositoryState; rest: string } | undefined {
  const below = path.slice(1);
  const repo = [...world.repositories.values()].find(
    (one) => below === fullName(one) || below.startsWith(`${fullName(one)}/`),
  );
  return repo && { repo, rest: below.slice(fullName(repo).length) };
}

/** Attachments and archives by the very address that the API gives out. */
export function fileAt(world: World, path: string): File | undefined {
  const place = placeOf(world, path);
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
  const place = placeOf(world, path);
  if (place?.repo.visibility !== "public") return html(404, "Not Found");
  if (place.rest === "" || place.rest === "/releases") return html(200, fullName(place.repo));
  const [, tag = ""] = /^\/releases\/tag\/(.+)$/.exec(place.rest) ?? [];
  const release = findRelease(place.repo, decodeURIComponent(tag));
  return release ? html(200, release.name) : html(404, "Not Found");
}

/** The web site, as far as addresses of the API lead there. A token is no session and has no business here. */
export function answerWeb(world: World, exchange: Exchange): Answer {
  for (const name of ["authorization", "private-token"]) {
    if (exchange.headers[name] !== undefined) violate(world, exchange, `${name} sent to the web site`);
  }
  if (exchange.query.has("access_token")) violate(world, exchange, "a token in the query, sent to the web site");
  // HEAD of a download says 404 (reference 4).
  if (exchange.method !== "GET") return html(exchange.method === "HEAD" ? 404 : 405, "Not Found");
  try {
    const file = fileAt(world, exchange.path);
    if (!file) return page(world, exchange.path);
    if (file.repo.visibility === "private") return html(404, "Not Found");
    return { status: 302, headers: { location: grantDownload(world, file.repo, file) } };
  } catch (error) {
    if (error instanceof URIError) return html(400, "Bad Request");
    throw error;
  }
}

function apiFile(world: World, path: string): StoredContent | undefined {
  const parts = /^\/repos\/([^/]+)\/([^/]+)\/releases\/([^/]+)\/attach_files\/([^/]+)\/download$/.exec(path);
  const [owner = "", name = "", tag = "", file = ""] = parts?.slice(1).map(decodeURIComponent) ?? [];
  const repo = world.repositories.get(`${owner}/${name}`.toLowerCase());
  return repo && findAsset(world, findRelease(repo, tag), file)?.content;
}

/** What a link leads to, if it is stored here: on the web site, of the API, or signed. */
export function storedAt(world: World, url: string): StoredContent | undefined {
  const { origin, pathname, searchParams } = new URL(url);
  if (origin === world.bases.storage) {
    const grant = world.grants.get(searchParams.get("Signature") ?? "");
    return grant?.method === "GET" ? grant.content : undefined;
  }
  if (pathname.startsWith(`${API_PATH}/`)) return apiFile(world, pathname.slice(API_PATH.length));
  return origin === world.bases.web ? fileAt(world, pathname)?.content : undefined;
}
