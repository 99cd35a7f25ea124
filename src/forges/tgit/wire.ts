import { type Decoded, count, counted, list, loose, optional, record, text, words } from "../../http";
import { decodeTitle, encodeTitle, sameTitle } from "../../model/notes";
import type { Asset, Release, ReleaseFields } from "../../model/release";

/** An attachment has a name and nothing else to call it by. https://git.tencent.com/help/ (API, Releases) */
export const AttachmentWire = record({ name: text, size: loose(count), type: loose(text, "") });
export type AttachmentWire = Decoded<typeof AttachmentWire>;

/** A tag with or without its release: `type` is `none` for a plain one. */
export const ReleaseWire = record({
  id: loose(counted),
  tag: text,
  type: optional(text, "release"),
  description: optional(words, ""),
  attachments: optional(list(AttachmentWire), []),
  ref: loose(record({ commit: loose(record({ id: text })) })),
});
export type ReleaseWire = Decoded<typeof ReleaseWire>;

export const ReleasesWire = optional(list(ReleaseWire), []);

export const TagWire = record({ commit: loose(record({ id: text })) });

/** What the API does not tell: where things can be seen. */
export interface Places {
  /** Page of a tag's release. */
  page(tag: string): string;
  /** Address of an attachment. */
  download(tag: string, name: string): string;
}

export function isRelease({ type }: ReleaseWire): boolean {
  return type !== "none";
}

/** The name is the id: it is what an attachment is read and deleted by. */
export function toAsset(wire: AttachmentWire, tag: string, places: Places): Asset {
  return {
    id: wire.name,
    name: wire.name,
    label: "",
    size: wire.size,
    complete: true,
    sha256: undefined,
    contentType: wire.type,
    downloadUrl: places.download(tag, wire.name),
    storedAt: "",
    linkType: "",
  };
}

/** The answer's own title is the server's (the tag, or its message): ours is in the description. */
export function toRelease(wire: ReleaseWire, places: Places): Release {
  const { tag } = wire;
  const { title = tag, notes } = decodeTitle(wire.description);
  return {
    id: wire.id ?? tag,
    tag,
    title,
    notes,
    draft: false,
    prerelease: false,
    sealed: false,
    target: "",
    webUrl: places.page(tag),
    milestones: [],
    discussionUrl: "",
    uploadUrl: "",
    assets: wire.attachments.map((attachment) => toAsset(attachment, tag, places)),
  };
}

/** Notes with the title before them, where it says more than the tag. */
export function toDescription({ tag, title, notes }: Pick<ReleaseFields, "tag" | "title" | "notes">): string {
  return encodeTitle({ title: sameTitle(title, tag) || title === "" ? undefined : title, notes });
}
