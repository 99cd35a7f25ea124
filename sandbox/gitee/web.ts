import type { StoredContent } from "../kernel/content";
import type { Answer, Exchange } from "../kernel/exchange";
import { html } from "./answers";
import { signedUrl, storedAttachment } from "./storage";
import type { Attachment, Release, RepositoryState } from "./state";
import { violate, type World } from "./world";

interface Page {
  readonly repository: RepositoryState;
  /** What follows `/owner/name/`, decoded; a tag may bring slashes of its own. */
  readonly rest: string;
}

function pageOf(world: World, path: string): Page | undefined {
  const [, owner = "", name = "", ...rest] = path.split("/").map(decodeURIComponent);
  const repository = world.repositories.get(`${owner}/${name}`);
  return repository && { repository, rest: rest.join("/") };
}

/** The oldest of a name, and one deleted a moment ago before all others: caches lag behind (5). */
function served(world: World, release: Release, name: string): Attachment | undefined {
  const time = world.clock.now();
  const stale = release.departed.find(({ attachment, until }) => attachment.name === name && until > time);
  return stale?.attachment ?? release.assets.find((one) => one.name === name && one.visibleFrom <= time);
}

function downloadOf(world: World, { repository, rest }: Page): Attachment | undefined {
  const below = /^releases\/download\/(.+)$/s.exec(rest)?.[1];
  const release = repository.releases.find(({ tagName }) => below?.startsWith(`${tagName}/`));
  return release && below !== undefined ? served(world, release, below.slice(release.tagName.length + 1)) : undefined;
}

function answerPage(world: World, page: Page): Answer {
  const { repository, rest } = page;
  const attachment = downloadOf(world, page);
  if (attachment) return { status: 302, headers: { location: signedUrl(world, attachment) } };
  const tag = /^releases\/tag\/(.+)$/s.exec(rest)?.[1];
  const release = repository.releases.find(({ tagName }) => tagName === tag);
  if (release) return html(200, `${release.name} · ${repository.displayName}`);
  const archive = /^archive\/refs\/tags\/(.+)\.(?:zip|tar\.gz)$/s.exec(rest)?.[1];
  if (repository.tags.has(archive ?? "")) return { status: 200, body: Buffer.from(`source of ${archive ?? ""}`) };
  return rest === "" ? html(200, repository.displayName) : html(404, "你所访问的页面不存在了");
}

/** The web site, as far as release pages and `browser_download_url` lead there. A token is no session. */
export function answerWeb(world: World, exchange: Exchange): Answer {
  if (!["GET", "HEAD"].includes(exchange.method)) return html(404, "Not Found");
  try {
    const page = pageOf(world, exchange.path);
    if (!page) return html(404, "Not Found");
    if (page.repository.private) return { status: 302, headers: { location: `${world.bases.web}/login` } };
    return answerPage(world, page);
  } catch (error) {
    if (error instanceof URIError) return html(400, "Bad Request");
    throw error;
  }
}

/** Another host, for redirects that lead away: it serves anything and notes every token it is shown. */
export function answerElsewhere(world: World, exchange: Exchange): Answer {
  const shown = exchange.headers.authorization !== undefined || exchange.query.has("access_token");
  if (shown) violate(world, exchange, "a token sent to another host");
  return { status: 200, headers: { "content-type": "text/plain" }, body: "elsewhere\n" };
}

/** What a link leads to at this moment, if it is stored here. */
export function storedAt(world: World, url: string): StoredContent | undefined {
  const { api, web, storage } = world.bases;
  const path = url.replace(/[?#].*$/s, "");
  const id = path.startsWith(`${storage}/`)
    ? /\/attach_files\/(\d+)\/[^/]*$/.exec(path)?.[1]
    : path.startsWith(`${api}/`)
      ? /\/attach_files\/(\d+)(?:\/download)?$/.exec(path)?.[1]
      : undefined;
  if (id !== undefined) return storedAttachment(world, id)?.content;
  const page = path.startsWith(`${web}/`) ? pageOf(world, path.slice(web.length)) : undefined;
  return page && downloadOf(world, page)?.content;
}
