import {
  type Answer,
  type Decoded,
  attemptDecode,
  boolean,
  either,
  filled,
  flag,
  id,
  isObject,
  list,
  loose,
  number,
  optional,
  record,
  text,
  words,
} from "../../http";
import { emptyNotes, fillNotes } from "../../model/notes";
import type { Asset, Release, ReleaseFields } from "../../model/release";
import { asset, release, moment } from "../kit/shapes";

const CodeWire = record({ error_code: either(number, text) });

/**
 * The status that counts: a code inside the body goes before the HTTP status, which is 400 for many of them, and 200 for
 * some.
 */
export function codeOf({ status, body }: Pick<Answer, "status" | "body">): number {
  const told = attemptDecode(CodeWire, body())?.error_code;
  if (told === undefined) return status;
  const code = Number(told);
  if (code >= 400 && code < 600) return code;
  return code === 0 || code === 200 || status >= 400 ? status : 400;
}

/** An attachment or a generated archive. https://docs.gitcode.com/en/docs/repos/release/ */
const AssetWire = record({
  id: loose(id),
  name: text,
  type: loose(filled),
  browser_download_url: loose(filled),
});
type AssetWire = Decoded<typeof AssetWire>;

/** A release as the API gives it: without an id, known by its tag. Two of its routes type `prerelease` as a number. */
export const ReleaseWire = record({
  tag_name: text,
  name: optional(words, ""),
  // An update sends the notes back: what is not understood must not be lost with it.
  body: optional(words, ""),
  prerelease: loose(flag, false),
  target_commitish: loose(filled),
  release_status: loose(text),
  created_at: moment,
  assets: optional(list(AssetWire), []),
});
export type ReleaseWire = Decoded<typeof ReleaseWire>;

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

/** Archives that the server makes of every tag stand among the assets; only on some servers they have a type. */
const isGenerated = (wire: AssetWire): boolean =>
  wire.type === "source" || String(wire.id) === "0" || wire.browser_download_url?.includes("/-/archive/") === true;

/** What the assets of a release tell about the server. */
export function habitsOf({ assets }: ReleaseWire): { readonly givesIds: boolean; readonly fixesMarks: boolean } {
  return {
    // Without an id an attachment cannot be deleted.
    givesIds: assets.every((one) => isGenerated(one) || idOf(one) !== undefined),
    // Servers as the spec page shows them, whose archives have no type, mark a release only when it is made.
    fixesMarks: assets.some((one) => one.id === undefined && one.type === undefined && isGenerated(one)),
  };
}

const idOf = ({ id: own }: AssetWire): Asset["id"] | undefined => (own === "" || String(own) === "0" ? undefined : own);

/** @param web the repository's page */
export function toRelease(wire: ReleaseWire, web: string): Release {
  const { tag_name: tag, release_status: status } = wire;
  const folder = `${web}/releases/download/${encodeURIComponent(tag)}`;
  return release({
    id: tag,
    tag,
    title: wire.name,
    notes: emptyNotes(wire.body),
    prerelease: wire.prerelease || status === "pre",
    createdAt: wire.created_at,
    latest: status === undefined ? undefined : status === "latest",
    target: wire.target_commitish,
    webUrl: `${web}/releases/tag/${encodeURIComponent(tag)}`,
    assets: wire.assets.filter((one) => !isGenerated(one)).map((one) => toAsset(one, folder)),
  });
}

/** Neither size nor digest is told; where there is no id the name has to do. */
function toAsset(wire: AssetWire, folder: string): Asset {
  const { name, type, browser_download_url: told } = wire;
  return asset({
    id: idOf(wire) ?? name,
    name,
    contentType: type === "attach" ? undefined : type,
    downloadUrl: told ?? `${folder}/${encodeURIComponent(name)}`,
  });
}

/** The one switch for prereleases and the latest release; `undefined` for an ordinary one. */
export type Status = "pre" | "latest" | undefined;

export function statusOf({ prerelease, latest }: Pick<ReleaseFields, "prerelease" | "latest">): Status {
  if (prerelease) return "pre";
  return latest === "true" ? "latest" : undefined;
}

/** What a release says, in GitCode's words. An empty title is refused. */
export function toWire(
  {
    tag,
    title,
    notes,
    target,
  }: Pick<ReleaseFields, "tag" | "title" | "notes"> & { readonly target?: string | undefined },
  status: Status,
): Record<string, string | undefined> {
  return {
    tag_name: tag,
    name: title.trim() === "" ? tag : title,
    body: fillNotes(notes, tag),
    target_commitish: target,
    release_status: status,
  };
}
