import { createHash } from "node:crypto";
import { attachment, moved, noteSecrets, numbered, sendWhole, webPage, xml } from "../kernel";
import type { Answer, Exchange } from "../kernel";
import { repositoryAt } from "./access";
import { html } from "./params";
import type { Attachment, Release, World } from "./state";

/** The repository, and what follows `/owner/name/`, decoded; a tag may bring slashes of its own. */
function pageOf(world: World, path: string) {
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

type Page = NonNullable<ReturnType<typeof pageOf>>;

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

const LIFETIME = 600_000;

const signature = (id: string, expires: string): string =>
  createHash("sha256").update(`${id} ${expires}`).digest("base64url").slice(0, 28);

/** A signed address on the storage host: the signature is the authorization, for ten minutes. */
function signedUrl(world: World, { id, name }: Attachment): string {
  const expires = String(Math.floor((world.clock.now() + LIFETIME) / 1000));
  const query = new URLSearchParams({
    Expires: expires,
    OSSAccessKeyId: "sandbox",
    Signature: signature(String(id), expires),
  });
  return `${world.bases.storage}/attach_files/${id}/${encodeURIComponent(name)}?${query.toString()}`;
}

const sendContent = ({ name, content }: Attachment): Answer => sendWhole(content, attachment(name));

/** To the object store, or the bytes at once. */
export const download = (world: World, attachment: Attachment): Answer =>
  world.uncertain.download === "direct" ? sendContent(attachment) : moved(signedUrl(world, attachment));

/** Also one that was deleted a moment ago: caches do not hear of that at once. */
function storedAttachment(world: World, id: string): Attachment | undefined {
  const releases = [...world.repositories.values()].flatMap((repo) => repo.releases);
  const stale = releases.flatMap(({ departed }) => departed).filter(({ until }) => until > world.clock.now());
  return numbered([...releases.flatMap(({ assets }) => assets), ...stale.map((one) => one.attachment)], id);
}

/** Refuses a second authorization beside the signature, as object stores do: the token must not travel here (1). */
export function answerStorage(world: World, exchange: Exchange): Answer {
  noteSecrets(world, exchange, "the storage host");
  if (exchange.headers.authorization !== undefined) return xml(400, "InvalidArgument");
  if (!["GET", "HEAD"].includes(exchange.method)) return xml(403, "AccessDenied");
  const id = /^\/attach_files\/(\d+)\//.exec(exchange.path)?.[1] ?? "";
  const expires = exchange.query.get("Expires") ?? "";
  const signed =
    exchange.query.get("Signature") === signature(id, expires) && Number(expires) * 1000 > world.clock.now();
  if (!signed) return xml(403, "SignatureDoesNotMatch");
  const stored = storedAttachment(world, id);
  return stored ? sendContent(stored) : xml(404, "NoSuchKey");
}
