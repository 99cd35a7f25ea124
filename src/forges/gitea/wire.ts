import { type Decoder, boolean, filled, list, loose, number, optional, record, text } from "../../http";
import type { Asset, Release, ReleaseChange } from "../../model/release";
import { AccountWire } from "../kit/accounts";
import { asset, moment, readMoment, release } from "../kit/shapes";

/** An asset as the API gives it: no state, label, type of content or digest. https://docs.gitea.com/api/ */
const AssetWire = record({
  id: number,
  name: text,
  size: optional(number),
  uuid: filled,
  browser_download_url: optional(text, ""),
  created_at: loose(text),
  /** Forgejo 9 and later: `external` for a link. */
  type: optional(text, "attachment"),
});

/**
 * Reads assets into our words.
 *
 * @param webRoot the site on the very host that is asked: addresses in answers are made of the configured ROOT_URL,
 * which may be another one
 */
export function assetReader(webRoot: string): Decoder<Asset> {
  return (value, path) => {
    const wire = AssetWire(value, path);
    const isLink = wire.type === "external";
    return asset({
      id: wire.id,
      name: wire.name,
      size: isLink ? undefined : wire.size,
      downloadUrl: wire.browser_download_url,
      elsewhere: isLink,
      storedAt:
        isLink || wire.uuid === undefined ? undefined : `${webRoot}/attachments/${encodeURIComponent(wire.uuid)}`,
      uploadedAt: readMoment(wire.created_at),
    });
  };
}

/** Reads releases into our words. */
export function releaseReader(readAsset: Decoder<Asset>): Decoder<Release> {
  const ReleaseWire = record({
    id: number,
    tag_name: text,
    target_commitish: filled,
    name: optional(text, ""),
    body: optional(text, ""),
    draft: optional(boolean, false),
    author: optional(AccountWire),
    created_at: moment,
    published_at: moment,
    prerelease: optional(boolean, false),
    html_url: optional(text, ""),
    assets: optional(list(readAsset), []),
  });
  return (value, path) => {
    const { tag_name, name, body, author, target_commitish, html_url, created_at, published_at, ...same } = ReleaseWire(
      value,
      path,
    );
    return release({
      ...same,
      createdAt: created_at,
      publishedAt: published_at,
      tag: tag_name,
      title: name,
      // Notes cannot be cleared: what stands for none is blank.
      notes: body.trim() === "" ? "" : body,
      author: author?.login,
      target: target_commitish,
      webUrl: html_url,
    });
  };
}

/**
 * A change in Gitea's words; what is `undefined` is not sent. An empty `body` would mean "leave it": a line break stands
 * for none.
 */
export function toWire({ target, title, notes, draft, prerelease }: ReleaseChange): Readonly<Record<string, unknown>> {
  return {
    target_commitish: target,
    name: title,
    body: notes === "" ? "\n" : notes,
    draft,
    prerelease,
  };
}
