import {
  type Decoded,
  boolean,
  either,
  flag,
  id,
  isObject,
  list,
  loose,
  number,
  optional,
  record,
  sparing,
  text,
  words,
} from "../../http";
import { emptyNotes, fillNotes } from "../../model/notes";
import type { Asset, Release, ReleaseFields } from "../../model/release";

/** An attachment or a generated archive. https://docs.gitcode.com/en/docs/repos/release/ */
const AssetWire = record({
  id: loose(id),
  name: text,
  type: loose(text, ""),
  browser_download_url: loose(text, ""),
});

/** A release as the API gives it: without an id, known by its tag. Two of its routes type `prerelease` as a number. */
export const ReleaseWire = record({
  tag_name: text,
  name: optional(words, ""),
  // An update sends the notes back: what is not understood must not be lost with it.
  body: optional(words, ""),
  prerelease: loose(flag, false),
  target_commitish: loose(text, ""),
  release_status: loose(text),
  assets: optional(list(AssetWire), []),
});

/** A page of releases: with notes those of one tag only. */
export const releasesWire = (tag: string | undefined) =>
  optional(list(sparing(ReleaseWire, { heavy: ["body"], whole: ({ tag_name }) => tag_name === tag })), []);

/** The page for tags is not public; the members are those of the API that this one is modelled on. */
export const TagWire = record({ name: text, commit: loose(either(record({ sha: text }), record({ id: text }))) });

/** Where the bytes of an attachment go. */
export const UploadWire = record({ url: text, headers: optional(headers, {}) });

/** Names in lower case, so that one that is sent anyway is replaced and not doubled. */
function headers(value: unknown, path: string): Readonly<Record<string, string>> {
  record({})(value, path);
  return Object.fromEntries(
    Object.entries(isObject(value) ? value : {})
      .filter(([, one]) => one !== null)
      .map(([name, one]) => [name.toLowerCase(), String(scalar(one, `${path}.${name}`))]),
  );
}

const scalar = either(either(number, boolean), text);

type WireAsset = Decoded<typeof AssetWire>;
type WireRelease = Decoded<typeof ReleaseWire>;

/** Archives that the server makes of every tag stand among the assets; only on some servers they have a type. */
export function isGenerated({ id: number, type, browser_download_url }: WireAsset): boolean {
  return type === "source" || String(number) === "0" || browser_download_url.includes("/-/archive/");
}

/** Servers as the spec page shows them: their archives have no type. They mark a release only when it is made. */
export function isOfSpecPage({ id: number, type, browser_download_url }: WireAsset): boolean {
  return number === undefined && type === "" && browser_download_url.includes("/-/archive/");
}

/** Whether the server tells ids of attachments: without one an attachment cannot be deleted. */
export function hasId({ id: number }: WireAsset): boolean {
  return number !== undefined && number !== "" && String(number) !== "0";
}

/** @param web the repository's page */
export function toRelease(wire: WireRelease, web: string): Release {
  const tag = encodeURIComponent(wire.tag_name);
  return {
    id: wire.tag_name,
    tag: wire.tag_name,
    title: wire.name,
    notes: emptyNotes(wire.body),
    draft: false,
    prerelease: wire.prerelease || wire.release_status === "pre",
    sealed: false,
    target: wire.target_commitish,
    webUrl: `${web}/releases/tag/${tag}`,
    milestones: [],
    discussionUrl: "",
    uploadUrl: "",
    assets: wire.assets
      .filter((asset) => !isGenerated(asset))
      .map((asset) => toAsset(asset, `${web}/releases/download/${tag}/${encodeURIComponent(asset.name)}`)),
  };
}

/** Neither size nor digest is told; where there is no id the name has to do. */
function toAsset(wire: WireAsset, address: string): Asset {
  return {
    id: hasId(wire) ? (wire.id ?? wire.name) : wire.name,
    name: wire.name,
    label: "",
    size: undefined,
    complete: true,
    sha256: undefined,
    contentType: wire.type === "attach" ? "" : wire.type,
    downloadUrl: wire.browser_download_url === "" ? address : wire.browser_download_url,
    storedAt: "",
    linkType: "",
  };
}

/** The one switch for prereleases and the latest release; `undefined` for an ordinary one. */
export type Status = "pre" | "latest" | undefined;

export function statusOf({ prerelease, latest }: Pick<ReleaseFields, "prerelease" | "latest">): Status {
  if (prerelease) return "pre";
  return latest === "true" ? "latest" : undefined;
}

/** An empty title is refused. */
export function titleOf({ tag, title }: Pick<ReleaseFields, "tag" | "title">): string {
  return title.trim() === "" ? tag : title;
}

/** What a release says, in GitCode's words. */
export function toWire(
  { notes, target, ...named }: Pick<ReleaseFields, "tag" | "title" | "notes" | "target">,
  status: Status,
): Record<string, string> {
  const { tag } = named;
  return {
    tag_name: tag,
    name: titleOf(named),
    body: fillNotes(notes, tag),
    ...(target === undefined || target === "" ? {} : { target_commitish: target }),
    ...(status === undefined ? {} : { release_status: status }),
  };
}
