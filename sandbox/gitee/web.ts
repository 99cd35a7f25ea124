import { moved, webPage } from "../kernel/answers";
import type { StoredContent } from "../kernel/content";
import type { Answer, Exchange } from "../kernel/exchange";
import { repositoryAt } from "./access";
import { html } from "./answers";
import type { Attachment, Release, Repo, World } from "./state";
import { signedUrl, storedAttachment } from "./storage";

interface Page {
  readonly repo: Repo;
  /** What follows `/owner/name/`, decoded; a tag may bring slashes of its own. */
  readonly rest: string;
}

function pageOf(world: World, path: string): Page | undefined {
  const [, owner = "", name = "", ...rest] = path.split("/").map(decodeURIComponent);
  const repo = repositoryAt(world, `${owner}/${name}`);
  return repo && { repo, rest: rest.join("/") };
}

/** The oldest of a name, and one deleted a moment ago before all others: caches lag behind (5). */
function served(world: World, release: Release, name: string): Attachment | undefined {
  const time = world.clock.now();
  const stale = release.departed.find(({ attachment, until }) => attachment.name === name && until > time);
  return stale?.attachment ?? release.assets.find((one) => one.name === name && one.visibleFrom <= time);
}

function downloadOf(world: World, { repo, rest }: Page): Attachment | undefined {
  const below = /^releases\/download\/(.+)$/s.exec(rest)?.[1];
  const release = repo.releases.find(({ tagName }) => below?.startsWith(`${tagName}/`));
  return release && below !== undefined ? served(world, release, below.slice(release.tagName.length + 1)) : undefined;
}

function answerPage(world: World, page: Page): Answer {
  const { repo, rest } = page;
  const attachment = downloadOf(world, page);
  if (attachment) return moved(signedUrl(world, attachment));
  const tag = /^releases\/tag\/(.+)$/s.exec(rest)?.[1];
  const release = repo.releases.find(({ tagName }) => tagName === tag);
  if (release) return html(200, `${release.name} · ${repo.displayName}`);
  const archive = /^archive\/refs\/tags\/(.+)\.(?:zip|tar\.gz)$/s.exec(rest)?.[1];
  if (repo.tags.has(archive ?? "")) return { status: 200, body: Buffer.from(`source of ${archive ?? ""}`) };
  return rest === "" ? html(200, repo.displayName) : html(404, "你所访问的页面不存在了");
}

/** The web site, as far as release pages and `browser_download_url` lead there. A token is no session. */
export function answerWeb(world: World, exchange: Exchange): Answer | Promise<Answer> {
  if (!["GET", "HEAD"].includes(exchange.method)) return html(404, "Not Found");
  return webPage(() => {
    const page = pageOf(world, exchange.path);
    if (!page) return html(404, "Not Found");
    return page.repo.private ? moved(`${world.bases.web}/login`) : answerPage(world, page);
  });
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
