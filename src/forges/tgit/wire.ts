import {
  type Decoded,
  boolean,
  count,
  counted,
  filled,
  list,
  loose,
  number,
  optional,
  record,
  sparing,
  text,
  words,
} from "../../http";
import { decodeTitle, encodeTitle, sameTitle } from "../../model/notes";
import type { Asset, Release, ReleaseFields } from "../../model/release";
import type { ListOptions } from "../forge";
import { asset, moment, readMoment, release } from "../kit/shapes";

/** An attachment has a name and nothing else to call it by. https://git.tencent.com/help/ (API, Releases) */
export const AttachmentWire = record({
  name: text,
  size: loose(count),
  type: loose(filled),
  created_at: loose(text),
});

/** A tag with or without its release: `type` is `none` for a plain one. */
export const ReleaseWire = record({
  id: loose(counted),
  tag: text,
  type: optional(text, "release"),
  description: optional(words, ""),
  created_at: moment,
  attachments: optional(list(AttachmentWire), []),
  ref: loose(record({ commit: loose(record({ id: text })) })),
});
export type ReleaseWire = Decoded<typeof ReleaseWire>;

/** A page of releases: those of one tag whole, the others without what weighs. */
export const releasesWire = ({ tag: whole, files }: Pick<ListOptions, "tag" | "files">) => {
  const heavy = files === true ? [] : ["description", "attachments"];
  return optional(list(sparing(ReleaseWire, { heavy, whole: ({ tag }) => tag === whole })), []);
};

/** Who may see the project. */
export const VisibilityWire = record({ public: loose(boolean), visibility_level: loose(number) });

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
export function toAsset(
  { name, size, type, created_at }: Decoded<typeof AttachmentWire>,
  { tag, places }: { readonly tag: string; readonly places: Places },
): Asset {
  const uploadedAt = readMoment(created_at);
  return asset({ id: name, name, size, contentType: type, downloadUrl: places.download(tag, name), uploadedAt });
}

/** The answer's own title is the server's (the tag, or its message): ours is in the description. */
export function toRelease({ id, tag, description, attachments, created_at }: ReleaseWire, places: Places): Release {
  const { title = tag, notes } = decodeTitle(description);
  const assets = attachments.map((attachment) => toAsset(attachment, { tag, places }));
  return release({ id: id ?? tag, tag, title, notes, createdAt: created_at, webUrl: places.page(tag), assets });
}

/** Notes with the title before them, where it says more than the tag. */
export function toDescription({ tag, title, notes }: Pick<ReleaseFields, "tag" | "title" | "notes">): string {
  return encodeTitle({ title: sameTitle(title, tag) || title === "" ? undefined : title, notes });
}
