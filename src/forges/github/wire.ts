import { type Decoded, boolean, list, number, optional, record, sparing, text } from "../../http";
import type { Asset, LatestMark, Release, ReleaseFields } from "../../model/release";

/** An asset as the API gives it. https://docs.github.com/en/rest/releases/assets */
export const AssetWire = record({
  id: number,
  name: text,
  label: optional(text, ""),
  size: optional(number),
  state: optional(text, "uploaded"),
  digest: optional(text),
  content_type: optional(text, ""),
  browser_download_url: optional(text, ""),
});

export const AccountWire = record({ login: optional(text) });

/** A release as the API gives it. https://docs.github.com/en/rest/releases/releases */
export const ReleaseWire = record({
  id: number,
  node_id: optional(text),
  tag_name: text,
  name: optional(text, ""),
  body: optional(text, ""),
  draft: optional(boolean, false),
  author: optional(AccountWire),
  prerelease: optional(boolean, false),
  immutable: optional(boolean, false),
  target_commitish: optional(text, ""),
  html_url: optional(text, ""),
  upload_url: optional(text, ""),
  discussion_url: optional(text, ""),
  assets: optional(list(AssetWire), []),
});

/** A page of releases: notes and files of those of one tag only. */
export const releasesWire = (tag: string | undefined) =>
  list(sparing(ReleaseWire, { heavy: ["body", "assets"], whole: ({ tag_name }) => tag_name === tag }));
export const AssetsWire = list(AssetWire);

/** https://docs.github.com/en/rest/git/refs */
export const RefWire = record({ object: record({ sha: text, type: text }) });

/** https://docs.github.com/en/rest/releases/releases#generate-release-notes-content-for-a-release */
export const NotesWire = record({ body: text });

export function toAsset(wire: Decoded<typeof AssetWire>): Asset {
  return {
    id: wire.id,
    name: wire.name,
    label: wire.label,
    size: wire.size ?? undefined,
    // A failed upload is in state `starter`, on older hosts `new`: all but `uploaded` is unfinished.
    complete: wire.state === "uploaded",
    sha256: /^sha256:([0-9a-f]{64})$/i.exec(wire.digest ?? "")?.[1]?.toLowerCase(),
    contentType: wire.content_type,
    downloadUrl: wire.browser_download_url,
    storedAt: "",
    linkType: "",
  };
}

export function toRelease(wire: Decoded<typeof ReleaseWire>): Release {
  return {
    id: wire.id,
    tag: wire.tag_name,
    title: wire.name,
    notes: wire.body,
    draft: wire.draft,
    author: wire.author?.login,
    prerelease: wire.prerelease,
    sealed: wire.immutable,
    target: wire.target_commitish,
    webUrl: wire.html_url,
    milestones: [],
    discussionUrl: wire.discussion_url,
    uploadUrl: wire.upload_url,
    assets: wire.assets.map(toAsset),
  };
}

/** Our fields in GitHub's words. `make_latest` is a string there, and a category is not taken for a draft. */
export function toWire(fields: Partial<ReleaseFields>): Record<string, string | boolean> {
  const latest: LatestMark = fields.latest;
  return {
    ...(fields.tag === undefined ? {} : { tag_name: fields.tag }),
    ...(fields.target === undefined || fields.target === "" ? {} : { target_commitish: fields.target }),
    ...(fields.title === undefined ? {} : { name: fields.title }),
    ...(fields.notes === undefined ? {} : { body: fields.notes }),
    ...(fields.draft === undefined ? {} : { draft: fields.draft }),
    ...(fields.prerelease === undefined ? {} : { prerelease: fields.prerelease }),
    ...(latest === undefined ? {} : { make_latest: latest }),
    ...(fields.discussionCategory === undefined ? {} : { discussion_category_name: fields.discussionCategory }),
  };
}
