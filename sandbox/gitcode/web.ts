import { html, moved, webPage } from "../kernel/answers";
import type { StoredContent } from "../kernel/content";
import type { Answer, Exchange } from "../kernel/exchange";
import { noteSecrets } from "../kernel/secrets";
import { archivesOf, downloadUrl, findAsset } from "./files";
import { grantDownload } from "./grants";
import { API_PATH, findRelease, type Repo, type World } from "./state";

export interface File {
  readonly repo: Repo;
  readonly tag: string;
  readonly name: string;
  readonly content: StoredContent;
}

/** The repository a path lies in, and what follows its name. */
function placeOf(world: World, path: string): { repo: Repo; rest: string } | undefined {
  const below = path.slice(1);
  const repo = [...world.repositories.values()].find((one) => below === one.path || below.startsWith(`${one.path}/`));
  return repo && { repo, rest: below.slice(repo.path.length) };
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
  if (place?.repo.private !== false) return html(404, "Not Found");
  if (place.rest === "" || place.rest === "/releases") return html(200, place.repo.path);
  const [, tag = ""] = /^\/releases\/tag\/(.+)$/.exec(place.rest) ?? [];
  const release = findRelease(place.repo, decodeURIComponent(tag));
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
