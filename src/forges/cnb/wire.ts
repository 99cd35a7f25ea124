import { type Decoded, count, flag, id, list, loose, optional, record, sparing, text, words } from "../../http";
import type { Asset, Release, ReleaseChange, ReleaseFields } from "../../model/release";

/** A file as the API gives it, both spellings of its address included. https://api.cnb.cool */
export const AssetWire = record({
  id,
  name: text,
  size: loose(count),
  content_type: loose(text, ""),
  hash_algo: loose(text, ""),
  hash_value: loose(text, ""),
  browser_download_url: loose(text, ""),
  brower_download_url: loose(text, ""),
});

/** A release as the API gives it. https://api.cnb.cool */
export const ReleaseWire = record({
  id,
  tag_name: text,
  tag_commitish: loose(text, ""),
  name: optional(words, ""),
  body: optional(words, ""),
  draft: optional(flag, false),
  prerelease: loose(flag, false),
  is_latest: loose(flag),
  assets: optional(list(AssetWire)),
});

/** A page of releases: notes and files of those of one tag only. */
export const releasesWire = (tag: string | undefined) =>
  optional(list(sparing(ReleaseWire, { heavy: ["body", "assets"], whole: ({ tag_name }) => tag_name === tag })), []);

/** Where the bytes of one file go, and where it is said that they are there. */
export const TicketWire = record({ upload_url: text, verify_url: text });

/** `target` of an annotated tag is the tag object, `commit` what it stands on. */
export const TagWire = record({
  name: text,
  target: loose(text, ""),
  target_type: loose(text, ""),
  commit: loose(record({ sha: text })),
});

export const TagsWire = optional(list(TagWire), []);

/** What the addresses are built from that the API does not give. */
export interface Home {
  readonly serverUrl: string;
  /** `/group/repo/-` */
  readonly path: string;
}

/** Ids are texts of more digits than a number holds; one kind of server gives numbers. */
export function toAsset(wire: Decoded<typeof AssetWire>, home: Home, tag: string): Asset {
  const told = wire.browser_download_url === "" ? wire.brower_download_url : wire.browser_download_url;
  return {
    id: String(wire.id),
    name: wire.name,
    label: "",
    size: wire.size,
    complete: true,
    sha256: sha256Of(wire),
    contentType: wire.content_type,
    downloadUrl: told === "" ? `${home.serverUrl}${downloadPath(home.path, tag, wire.name)}` : told,
    storedAt: "",
    linkType: "",
  };
}

function sha256Of({ hash_algo, hash_value }: Decoded<typeof AssetWire>): string | undefined {
  const known = /^sha-?256$/i.test(hash_algo) && /^[0-9a-f]{64}$/i.test(hash_value);
  return known ? hash_value.toLowerCase() : undefined;
}

/** Below the web root for people, below the API root with the token. */
export function downloadPath(path: string, tag: string, name: string): string {
  return `${path}/releases/download/${encodeURIComponent(tag)}/${encodeURIComponent(name)}`;
}

export function toRelease(wire: Decoded<typeof ReleaseWire>, home: Home): Release {
  return {
    id: String(wire.id),
    tag: wire.tag_name,
    title: wire.name,
    notes: wire.body,
    draft: wire.draft,
    prerelease: wire.prerelease,
    sealed: false,
    target: wire.tag_commitish,
    webUrl: `${home.serverUrl}${home.path}/releases/tag/${encodeURIComponent(wire.tag_name)}`,
    milestones: [],
    discussionUrl: "",
    uploadUrl: "",
    assets: (wire.assets ?? []).map((asset) => toAsset(asset, home, wire.tag_name)),
  };
}

/** A change in CNB's words: it takes neither the tag nor its target, and `make_latest` is a text. */
export function toChange(change: ReleaseChange): Record<string, string | boolean> {
  return {
    ...(change.title === undefined ? {} : { name: change.title }),
    ...(change.notes === undefined ? {} : { body: change.notes }),
    ...(change.draft === undefined ? {} : { draft: change.draft }),
    ...(change.prerelease === undefined ? {} : { prerelease: change.prerelease }),
    ...(change.latest === undefined ? {} : { make_latest: change.latest }),
  };
}

/** The mark goes with the request that publishes. */
export function toCreation({ latest, ...fields }: ReleaseFields): Record<string, string | boolean> {
  return {
    tag_name: fields.tag,
    ...(fields.target === undefined || fields.target === "" ? {} : { target_commitish: fields.target }),
    ...toChange(fields.draft ? fields : { ...fields, latest }),
  };
}
