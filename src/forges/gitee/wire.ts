import {
  type Decoded,
  boolean,
  count,
  counted,
  filled,
  flag,
  isObject,
  list,
  loose,
  optional,
  record,
  text,
  words,
} from "../../http";
import { emptyNotes, fillNotes } from "../../model/notes";
import type { Asset, Release, ReleaseFields } from "../../model/release";
import type { ListOptions } from "../forge";
import { segments } from "../kit/rest";
import { asset, moment, release, releaseList } from "../kit/shapes";

/**
 * https://gitee.com/api/v5/swagger. Its `assets` are not read: they have neither ids nor sizes, and the archives of the
 * sources are among them.
 */
export const ReleaseWire = record({
  id: counted,
  tag_name: text,
  target_commitish: loose(filled),
  prerelease: loose(flag, false),
  created_at: moment,
  name: optional(words, ""),
  // An update sends the notes back: what is not understood must not be lost with it.
  body: optional(words, ""),
});
export type ReleaseWire = Decoded<typeof ReleaseWire>;

export const releasesWire = (wanted: Pick<ListOptions, "tag">) => optional(releaseList(ReleaseWire, wanted), []);

/** By tag, no release is `null`, or an object without an id. */
export function maybeRelease(value: unknown, path: string): ReleaseWire | undefined {
  const absent = value === null || (isObject(value) && (value.id === undefined || value.id === null));
  return absent ? undefined : ReleaseWire(value, path);
}

export const AttachmentWire = record({
  id: counted,
  name: text,
  size: loose(count),
  browser_download_url: loose(filled),
});
export const AttachmentsWire = optional(list(AttachmentWire), []);

/** What a repository says of itself. Its permissions are the user's, whatever the token's scope. */
export const RepositoryWire = record({
  default_branch: loose(text),
  permission: loose(record({ push: optional(boolean) })),
});

/** @param webUrl page of the repository: the API names no page of a release */
export function toRelease(wire: ReleaseWire, webUrl: string): Release {
  return release({
    id: wire.id,
    tag: wire.tag_name,
    title: wire.name,
    notes: emptyNotes(wire.body),
    prerelease: wire.prerelease,
    createdAt: wire.created_at,
    target: wire.target_commitish,
    webUrl: `${webUrl}/releases/tag/${segments(wire.tag_name)}`,
  });
}

export function toAsset(
  { id, name, size, browser_download_url: told }: Decoded<typeof AttachmentWire>,
  { tag, webUrl }: { readonly tag: string; readonly webUrl: string },
): Asset {
  const built = `${webUrl}/releases/download/${segments(tag)}/${encodeURIComponent(name)}`;
  return asset({ id, name, size, downloadUrl: told ?? built });
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
