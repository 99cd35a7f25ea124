import {
  everyAsset,
  html,
  moved,
  sendWhole,
  SIGNATURE,
  signedStore,
  webPage,
  xml,
  type Answer,
  type Exchange,
} from "../kernel";
import { authenticate, canWrite } from "./access";
import { urlName } from "./json";
import type { Asset, Release, Repo, World } from "./state";

/** A signed address on the storage host: the signature is the authorization. */
export const downloadUrl = (world: World, asset: Asset): string =>
  `${world.bases.storage}/release-asset/${asset.id}?${SIGNATURE}=${asset.id.toString(16)}&response-content-disposition=attachment`;

export function answerStorage(world: World, exchange: Exchange): Answer | Promise<Answer> {
  const id = /^\/release-asset\/(\d+)$/.exec(exchange.path)?.[1];
  const asset = everyAsset(world).find(({ asset }) => String(asset.id) === id)?.asset;
  const { content, contentType = "" } = asset ?? {};
  const answer = () => (content ? sendWhole(content, { "content-type": contentType }) : xml(404, "NoSuchKey"));
  return signedStore(world, exchange, { signature: asset?.id.toString(16), answer });
}

/** Drafts and private repositories are for those who may write; a browser session is not played, a token is. */
function visible(world: World, exchange: Exchange, at: Page): boolean {
  const closed = at.repo.private || at.release.draft;
  return !closed || canWrite(authenticate(world, exchange), at.repo);
}

interface Page {
  readonly repo: Repo;
  readonly release: Release;
  /** Of a download address. */
  readonly file: string | undefined;
}

function findPage(world: World, path: string): Page | undefined {
  const segments = path.split("/").map((segment) => decodeURIComponent(segment));
  const [, owner = "", name = "", , ...rest] = segments;
  const repo = world.repositories.get(`${owner}/${name}`.toLowerCase());
  if (!repo || segments[3] !== "releases") return undefined;
  const download = rest[0] === "download";
  const file = download ? rest.pop() : undefined;
  if (download || world.dialect.tagPath.endsWith("/tag/")) rest.shift();
  const release = repo.releases.find((one) => urlName(one) === rest.join("/"));
  return release && { repo, release, file };
}

function answerPage(world: World, { repo, release, file }: Page): Answer {
  if (file === undefined) return html(200, `Release ${release.tagName} · ${repo.path}`);
  const asset = release.assets.find((one) => one.name === file);
  if (!asset?.content) return html(404, "Not Found");
  asset.downloads += 1;
  return moved(downloadUrl(world, asset));
}

/** The web site, as far as html_url and browser_download_url lead there. */
export const answerWeb = (world: World, exchange: Exchange): Promise<Answer> =>
  webPage(() => {
    const page = exchange.method === "GET" ? findPage(world, exchange.path) : undefined;
    return page && visible(world, exchange, page) ? answerPage(world, page) : html(404, "Not Found");
  });
