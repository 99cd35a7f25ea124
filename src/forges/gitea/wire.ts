import { type Decoded, boolean, list, number, optional, record, sparing, text } from "../../http";
import type { Asset, Release, ReleaseFields } from "../../model/release";

/** An asset as the API gives it: no state, label, type of content or digest. https://docs.gitea.com/api/ */
export const AssetWire = record({
  id: number,
  name: text,
  size: optional(number),
  uuid: optional(text, ""),
  browser_download_url: optional(text, ""),
  /** Forgejo 9 and later: `external` for a link. */
  type: optional(text, "attachment"),
});

export const AccountWire = record({ login: optional(text) });

/** A release as the API gives it. */
export const ReleaseWire = record({
  id: number,
  tag_name: text,
  target_commitish: optional(text, ""),
  name: optional(text, ""),
  body: optional(text, ""),
  draft: optional(boolean, false),
  author: optional(AccountWire),
  prerelease: optional(boolean, false),
  html_url: optional(text, ""),
  assets: optional(list(AssetWire), []),
});

/** A page of releases: notes and files of those of one tag only. */
export const releasesWire = (tag: string) =>
  list(sparing(ReleaseWire, { heavy: ["body", "assets"], whole: ({ tag_name }) => tag_name === tag }));
export const TagWire = record({ name: text, commit: record({ sha: text }) });
/** Mebibytes. */
export const AttachmentSettingsWire = record({ max_size: optional(number, 0) });
export const VersionWire = record({ version: text });

/**
 * @param webRoot the site on the very host that is asked: addresses in answers are made of the configured ROOT_URL,
 * which may be another one
 */
export function toAsset(wire: Decoded<typeof AssetWire>, webRoot: string): Asset {
  const isFile = wire.type !== "external" && wire.uuid !== "";
  return {
    id: wire.id,
    name: wire.name,
    label: "",
    size: wire.type === "external" ? undefined : wire.size,
    complete: true,
    sha256: undefined,
    contentType: "",
    downloadUrl: wire.browser_download_url,
    storedAt: isFile ? `${webRoot}/attachments/${encodeURIComponent(wire.uuid)}` : "",
    linkType: "",
  };
}

export function toRelease(wire: Decoded<typeof ReleaseWire>, webRoot: string): Release {
  return {
    id: wire.id,
    tag: wire.tag_name,
    title: wire.name,
    // Notes cannot be cleared: what stands for none is blank.
    notes: wire.body.trim() === "" ? "" : wire.body,
    draft: wire.draft,
    author: wire.author?.login,
    prerelease: wire.prerelease,
    sealed: false,
    target: wire.target_commitish,
    webUrl: wire.html_url,
    milestones: [],
    discussionUrl: "",
    uploadUrl: "",
    assets: wire.assets.map((asset) => toAsset(asset, webRoot)),
  };
}

/** Our fields in Gitea's words. An empty `body` would mean "leave it": a line break stands for none. */
export function toWire(fields: Partial<ReleaseFields>): Record<string, string | boolean> {
  return {
    ...(fields.target === undefined || fields.target === "" ? {} : { target_commitish: fields.target }),
    ...(fields.title === undefined ? {} : { name: fields.title }),
    ...(fields.notes === undefined ? {} : { body: fields.notes === "" ? "\n" : fields.notes }),
    ...(fields.draft === undefined ? {} : { draft: fields.draft }),
    ...(fields.prerelease === undefined ? {} : { prerelease: fields.prerelease }),
  };
}

/** Longest title in characters (Gitea 1.25 on) or bytes; what is longer is cut, with an ellipsis at its end. */
const LONGEST_TITLE = 255;

/** Whether a stored title is what the server makes of the wanted one. */
export function isTitleOf(stored: string, wanted: string): boolean {
  if (stored === wanted) return true;
  const cut = stored.replace(/(…|\.\.\.)$/, "");
  return Buffer.byteLength(wanted) > LONGEST_TITLE && cut !== stored && wanted.startsWith(cut);
}
