import { type Decoded, count, filled, flag, id, list, loose, optional, record, text, words } from "../../http";
import type { Asset, Release, ReleaseChange } from "../../model/release";
import type { ListOptions } from "../forge";
import { asset, moment, readMoment, release, releaseList } from "../kit/shapes";

/** A file as the API gives it, both spellings of its address included. https://api.cnb.cool */
const AssetWire = record({
  id,
  name: text,
  size: loose(count),
  content_type: loose(filled),
  hash_algo: loose(text, ""),
  hash_value: loose(text, ""),
  browser_download_url: loose(filled),
  brower_download_url: loose(filled),
  created_at: loose(text),
});

/** A release as the API gives it; in a list perhaps without its files. https://api.cnb.cool */
export const ReleaseWire = record({
  id,
  tag_name: text,
  tag_commitish: loose(filled),
  name: optional(words, ""),
  body: optional(words, ""),
  draft: optional(flag, false),
  prerelease: loose(flag, false),
  is_latest: loose(flag),
  created_at: moment,
  published_at: moment,
  assets: optional(list(AssetWire)),
});

export const releasesWire = (wanted: Pick<ListOptions, "tag" | "files">) =>
  optional(releaseList(ReleaseWire, wanted), []);

/** Where the bytes of one file go, and where it is said that they are there. */
export const UploadWire = record({ upload_url: text, verify_url: text });

/** What the addresses are built from that the API does not give. */
export interface Home {
  readonly serverUrl: string;
  /** `/group/repo/-` */
  readonly path: string;
}

/** Ids are texts of more digits than a number holds; one kind of server gives numbers. */
export function toRelease(wire: Decoded<typeof ReleaseWire>, home: Home): Release {
  return release({
    id: String(wire.id),
    tag: wire.tag_name,
    title: wire.name,
    notes: wire.body,
    draft: wire.draft,
    prerelease: wire.prerelease,
    latest: wire.is_latest,
    createdAt: wire.created_at,
    publishedAt: wire.published_at,
    target: wire.tag_commitish,
    webUrl: `${home.serverUrl}${home.path}/releases/tag/${encodeURIComponent(wire.tag_name)}`,
    assets: (wire.assets ?? []).map((one) => toAsset(one, home, wire.tag_name)),
  });
}

function toAsset(wire: Decoded<typeof AssetWire>, home: Home, tag: string): Asset {
  const { name, hash_algo, hash_value } = wire;
  const isSha256 = /^sha-?256$/i.test(hash_algo) && /^[0-9a-f]{64}$/i.test(hash_value);
  return asset({
    id: String(wire.id),
    name,
    size: wire.size,
    sha256: isSha256 ? hash_value.toLowerCase() : undefined,
    contentType: wire.content_type,
    downloadUrl:
      wire.browser_download_url ?? wire.brower_download_url ?? home.serverUrl + downloadPath(home, { tag, name }),
    uploadedAt: readMoment(wire.created_at),
  });
}

/** Below the web root for people, below the API root with the token. */
export function downloadPath(
  { path }: Pick<Home, "path">,
  at: { readonly tag: string; readonly name: string },
): string {
  return `${path}/releases/download/${encodeURIComponent(at.tag)}/${encodeURIComponent(at.name)}`;
}

/** A change in CNB's words: it takes neither the tag nor its target; what is `undefined` is not sent. */
export function toWire(change: ReleaseChange): Readonly<Record<string, unknown>> {
  return {
    name: change.title,
    body: change.notes,
    draft: change.draft,
    prerelease: change.prerelease,
    make_latest: change.latest,
  };
}
