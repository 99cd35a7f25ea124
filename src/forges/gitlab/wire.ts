import { type Decoded, either, list, number, optional, record, text } from "../../http";
import type { Release, ReleaseChange, ReleaseFields } from "../../model/release";

/** https://docs.gitlab.com/api/releases/links/ */
export const LinkWire = record({
  id: number,
  name: text,
  url: text,
  direct_asset_url: optional(text),
  link_type: optional(text, ""),
});
export type LinkWire = Decoded<typeof LinkWire>;
export const LinksWire = list(LinkWire);

/** https://docs.gitlab.com/api/releases/; `_links` and milestones are younger than the rest. */
export const ReleaseWire = record({
  tag_name: text,
  name: optional(text, ""),
  description: optional(text, ""),
  milestones: optional(list(record({ title: text })), []),
  assets: optional(record({ links: optional(LinksWire, []) })),
  _links: optional(record({ self: optional(text) })),
});
export type ReleaseWire = Decoded<typeof ReleaseWire>;
export const ReleasesWire = list(record({ tag_name: text }));

/** https://docs.gitlab.com/api/packages/ */
export const PackagesWire = list(record({ id: number, name: text, version: optional(text, "") }));
export const PackageFileWire = record({
  id: number,
  file_name: text,
  size: optional(number),
  file_sha256: optional(text),
});
export type PackageFileWire = Decoded<typeof PackageFileWire>;
export const PackageFilesWire = list(PackageFileWire);

/** https://docs.gitlab.com/api/tags/ */
export const TagWire = record({ name: text, commit: record({ id: text }) });
export const TagsWire = list(TagWire);

/** https://docs.gitlab.com/api/projects/ */
export const ProjectWire = record({ id: number, path_with_namespace: text });
export const VersionWire = record({ version: text });

/** https://docs.gitlab.com/api/project_markdown_uploads/; `full_path` is absent on old servers. */
export const UploadWire = record({ url: text, full_path: optional(text) });

/** https://docs.gitlab.com/api/repositories/ */
export const ChangelogWire = record({ notes: text });
export const CompareWire = record({ commits: list(record({ short_id: text, title: text })) });

/** Every shape in which GitLab says no; the order is from the narrow to the general. */
export const RefusalWire = either(
  record({ message: text }),
  either(record({ message: list(text) }), either(record({ error: text, error_description: optional(text) }), text)),
);

export function toRelease(wire: ReleaseWire, webUrl: string): Release {
  return {
    // There are no numbers: the tag is the id.
    id: wire.tag_name,
    tag: wire.tag_name,
    title: wire.name,
    notes: wire.description,
    draft: false,
    prerelease: false,
    sealed: false,
    target: "",
    webUrl: wire._links?.self ?? webUrl,
    milestones: wire.milestones.map(({ title }) => title),
    discussionUrl: "",
    uploadUrl: "",
    assets: [],
  };
}

/** Our fields in GitLab's words. */
export function toWire(fields: ReleaseFields | ReleaseChange): Record<string, string | readonly string[]> {
  return {
    ...("tag" in fields ? { tag_name: fields.tag } : {}),
    ...("target" in fields && fields.target !== undefined ? { ref: fields.target } : {}),
    ...("tagMessage" in fields && fields.tagMessage !== undefined ? { tag_message: fields.tagMessage } : {}),
    ...(fields.title === undefined ? {} : { name: fields.title }),
    ...(fields.notes === undefined ? {} : { description: fields.notes }),
    ...(fields.milestones === undefined ? {} : { milestones: fields.milestones }),
  };
}
