import { html, moved } from "../kernel/answers";
import type { StoredContent } from "../kernel/content";
import type { Answer, Exchange } from "../kernel/exchange";
import { findAsset } from "./assets";
import type { Asset, Repo, World } from "./state";
import { signedDownload, storedAsset } from "./storage";

interface Place {
  readonly repo: Repo;
  /** What follows `/{slug}/-`, in decoded segments. */
  readonly segments: readonly string[];
}

function segmentsOf(path: string): string[] | undefined {
  try {
    return path.split("/").map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

/** The slug stands raw in the path, slashes and all (1). */
export function placeOf(world: World, path: string): Place | undefined {
  const mark = path.indexOf("/-/");
  const slug = segmentsOf(mark < 0 ? path : path.slice(0, mark))?.slice(1);
  const segments = mark < 0 ? [] : segmentsOf(path.slice(mark + 3));
  if (!slug || !segments || slug.some((segment) => segment.includes("/"))) return undefined;
  const repo = world.repositories.get(slug.join("/").toLowerCase());
  return repo && { repo, segments };
}

/** Asset behind `/releases/download/{tag}/{file}`, the tag as one segment. */
function assetAt({ repo, segments }: Place): { asset: Asset; draft: boolean } | undefined {
  const [releases, download, tag = "", file = "", ...rest] = segments;
  if (releases !== "releases" || download !== "download" || rest.length > 0) return undefined;
  const found = findAsset(repo, tag, file);
  return found && { asset: found.asset, draft: found.release.draft };
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
  const place = ["GET", "HEAD"].includes(exchange.method) ? placeOf(world, exchange.path) : undefined;
  // A private repository and a draft show nothing to somebody who is not signed in.
  if (place?.repo.private !== false) return html(404, "Not Found");
  const found = assetAt(place);
  if (!found) return answerPage(place);
  if (found.draft) return html(404, "Not Found");
  return moved(signedDownload(world, found.asset));
}

/** What an asset's link leads to: its addresses on the web, API and storage hosts. */
export function storedAt(world: World, url: string): StoredContent | undefined {
  const { web, api, storage } = world.bases;
  const plain = url.split("?")[0] ?? "";
  if (plain.startsWith(`${storage}/`)) return storedAsset(world, plain.slice(storage.length))?.content;
  const base = [web, api].find((one) => plain.startsWith(`${one}/`));
  const place = base === undefined ? undefined : placeOf(world, plain.slice(base.length));
  return place && assetAt(place)?.asset.content;
}
