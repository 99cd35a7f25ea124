import {
  type Decoded,
  count,
  counted,
  flag,
  isObject,
  list,
  loose,
  optional,
  record,
  sparing,
  text,
  words,
} from "../../http";
import { emptyNotes, fillNotes } from "../../model/notes";
import type { Asset, Release, ReleaseFields } from "../../model/release";
import { pagePath } from "./names";

/**
 * https://gitee.com/api/v5/swagger. Its `assets` are not read: they have neither ids nor sizes, and the archives of the
 * sources are among them.
 */
export const ReleaseWire = record({
  id: counted,
  tag_name: text,
  target_commitish: loose(text, ""),
  prerelease: loose(flag, false),
  name: optional(words, ""),
  // An update sends the notes back: what is not understood must not be lost with it.
  body: optional(words, ""),
});
export type ReleaseWire = Decoded<typeof ReleaseWire>;
/** A page of releases: with notes those of one tag only. */
export const releasesWire = (tag: string) =>
  optional(list(sparing(ReleaseWire, { heavy: ["body"], whole: ({ tag_name }) => tag_name === tag })), []);

/** By tag, no release is `null`, or an object without an id. */
export function maybeRelease(value: unknown, path: string): ReleaseWire | undefined {
  const absent = value === null || (isObject(value) && (value.id === undefined || value.id === null));
  return absent ? undefined : ReleaseWire(value, path);
}

export const AttachmentWire = record({
  id: counted,
  name: text,
  size: loose(count),
  browser_download_url: loose(text, ""),
});
export type AttachmentWire = Decoded<typeof AttachmentWire>;
export const AttachmentsWire = optional(list(AttachmentWire), []);

export const TagsWire = optional(list(record({ name: text, commit: loose(record({ sha: text })) })), []);
export const RepositoryWire = record({ default_branch: loose(text) });

/** @param webUrl page of the repository: the API names no page of a release */
export function toRelease(wire: ReleaseWire, webUrl: string): Release {
  return {
    id: wire.id,
    tag: wire.tag_name,
    title: wire.name,
    notes: emptyNotes(wire.body),
    draft: false,
    prerelease: wire.prerelease,
    sealed: false,
    target: wire.target_commitish,
    webUrl: `${webUrl}/releases/tag/${pagePath(wire.tag_name)}`,
    milestones: [],
    discussionUrl: "",
    uploadUrl: "",
    assets: [],
  };
}

export function toAsset(wire: AttachmentWire, at: { readonly tag: string; readonly webUrl: string }): Asset {
  const built = `${at.webUrl}/releases/download/${pagePath(at.tag)}/${encodeURIComponent(wire.name)}`;
  return {
    id: wire.id,
    name: wire.name,
    label: "",
    size: wire.size,
    complete: true,
    sha256: undefined,
    contentType: "",
    downloadUrl: wire.browser_download_url === "" ? built : wire.browser_download_url,
    storedAt: "",
    linkType: "",
  };
}

/** All that a release says: what is left out is refused, or reset. Nothing but blanks is refused as well. */
export function toWire(
  fields: Pick<ReleaseFields, "tag" | "title" | "notes" | "prerelease">,
): Record<string, string | boolean> {
  return {
    tag_name: fields.tag,
    name: fields.title.trim() === "" ? fields.tag : fields.title,
    body: fillNotes(fields.notes, fields.tag),
    prerelease: fields.prerelease,
  };
}
