import { type Decoded, type Decoder, boolean, filled, list, loose, number, optional, record, text } from "../../http";
import type { Asset, Release, ReleaseChange } from "../../model/release";
import { AccountWire } from "../kit/accounts";
import { asset, moment, readMoment, release } from "../kit/shapes";

/** https://docs.github.com/en/rest/releases/assets */
const AssetWire = record({
  id: number,
  name: text,
  label: filled,
  size: optional(number),
  state: optional(text, "uploaded"),
  digest: optional(text),
  content_type: filled,
  browser_download_url: optional(text, ""),
  created_at: loose(text),
});

/** An asset in our words. */
export const readAsset: Decoder<Asset> = (value, path) => {
  const wire = AssetWire(value, path);
  return asset({
    id: wire.id,
    name: wire.name,
    label: wire.label,
    size: wire.size,
    // A failed upload is in state `starter`, on older hosts `new`: all but `uploaded` is unfinished.
    complete: wire.state === "uploaded",
    sha256: /^sha256:([0-9a-f]{64})$/i.exec(wire.digest ?? "")?.[1]?.toLowerCase(),
    contentType: wire.content_type,
    downloadUrl: wire.browser_download_url,
    uploadedAt: readMoment(wire.created_at),
  });
};

/** https://docs.github.com/en/rest/releases/releases */
export const ReleaseWire = record({
  id: number,
  node_id: optional(text),
  tag_name: text,
  name: optional(text, ""),
  body: optional(text, ""),
  draft: optional(boolean, false),
  author: optional(AccountWire),
  created_at: moment,
  published_at: moment,
  prerelease: optional(boolean, false),
  immutable: optional(boolean, false),
  target_commitish: filled,
  html_url: optional(text, ""),
  upload_url: filled,
  discussion_url: filled,
  assets: optional(list(readAsset), []),
});

/** What a draft has in the place of a tag when it was made, or changed, without one. */
const NO_TAG = /^untagged-[0-9a-f]+$/;

/** A release in our words. */
export function toRelease(wire: Decoded<typeof ReleaseWire>): Release {
  return release({
    id: wire.id,
    tag: wire.draft && NO_TAG.test(wire.tag_name) ? "" : wire.tag_name,
    title: wire.name,
    notes: wire.body,
    draft: wire.draft,
    author: wire.author?.login,
    createdAt: wire.created_at,
    publishedAt: wire.published_at,
    prerelease: wire.prerelease,
    immutable: wire.immutable,
    target: wire.target_commitish,
    webUrl: wire.html_url,
    discussionUrl: wire.discussion_url,
    uploadUrl: wire.upload_url,
    assets: wire.assets,
  });
}

/** A change in GitHub's words; what is `undefined` is not sent. `make_latest` is a string there. */
export function toWire(change: ReleaseChange): Readonly<Record<string, unknown>> {
  return {
    tag_name: change.tag === "" ? undefined : change.tag,
    target_commitish: change.target,
    name: change.title,
    body: change.notes,
    draft: change.draft,
    prerelease: change.prerelease,
    make_latest: change.latest,
    discussion_category_name: change.discussionCategory,
  };
}
