import { type Decoded, HttpError, filled, number, optional, record, text } from "../../http";
import { decoded } from "../../model/address";
import { type Asset, type Link, type LinkType, isLinkType } from "../../model/release";
import { MAYBE_THERE, wordsOf } from "../kit/refusals";
import { asset, readMoment } from "../kit/shapes";
import { linkPath } from "./names";
import type { PackageFile } from "./package-contents";
import type { Packages } from "./packages";
import type { Project } from "./project";

/** A project whose packages are asked for the files in them; without packages a link alone tells of its file. */
export type Listed = Project & { readonly packages: Packages | undefined };

/** https://docs.gitlab.com/api/releases/links/ */
export const LinkWire = record({
  id: number,
  name: text,
  url: text,
  direct_asset_url: optional(text),
  link_type: filled,
});

/** A link as GitLab takes it. Both names of the path are sent: each server knows one of them. */
export interface NewLink {
  readonly name: string;
  readonly url: string;
  readonly link_type: LinkType;
  readonly direct_asset_path?: string;
  readonly filepath?: string;
}

/** A stored file as a link. */
export function fileLink({ name, label, storedAt, downloadUrl, linkType }: Asset): NewLink {
  const path = linkPath(name);
  return {
    ...givenLink({ name: label ?? name, url: storedAt ?? downloadUrl, type: kindOf(linkType) }),
    ...(path === undefined ? {} : { direct_asset_path: path, filepath: path }),
  };
}

export function givenLink({ name, url, type }: Link): NewLink {
  return { name, url, link_type: kindOf(type) };
}

export function kindOf(word = ""): LinkType {
  return isLinkType(word) ? word : "other";
}

const withoutPath = ({ name, url, link_type: type }: NewLink): NewLink => givenLink({ name, url, type });

/** Sends links in one try; those whose path the server does not take go without. */
export async function sendLinks<T>(
  links: readonly NewLink[],
  send: (links: readonly NewLink[]) => Promise<T>,
): Promise<T> {
  const paths = links.map((link) => link.direct_asset_path);
  // Paths are unique in a release: of two that became one, the second goes without.
  const distinct = links.map((link, at) => (paths.indexOf(paths[at]) === at ? link : withoutPath(link)));
  try {
    return await send(distinct);
  } catch (error) {
    const refusal = error instanceof HttpError && MAYBE_THERE.includes(error.status) ? wordsOf(error.body) : "";
    if (!/filepath|direct_asset_path/i.test(refusal)) throw error;
    return send(links.map(withoutPath));
  }
}

/** What a link leads to, where it is this project's own. */
interface Place {
  /** Name of the file. */
  readonly name: string;
  readonly inPackage?: PackageFile;
  readonly sha256?: string | undefined;
}

/** Reads the address of a link; `undefined` for one that leads elsewhere. The project's number or path may stand in it. */
export async function placeOf({ options, identity }: Project, address: string): Promise<Place | undefined> {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const homes = [new URL(options.apiUrl).host, new URL(options.serverUrl).host];
  if (url === undefined || !homes.includes(url.host)) return undefined;
  const [, id = "", ...segments] =
    /\/api\/v4\/projects\/([^/]+)\/packages\/generic\/([^/]+)\/([^/]+)\/([^/]+)$/.exec(url.pathname) ?? [];
  if (id !== "") {
    const own = await identity();
    const isOwn = [own.id, encodeURIComponent(own.fullPath)].some((one) => one.toLowerCase() === id.toLowerCase());
    const [name = "", version = "", file = ""] = segments.map(decoded);
    return isOwn ? { name: file, inPackage: { name, version, file } } : undefined;
  }
  const [, uploaded] = /\/uploads\/[0-9a-f]{32}\/([^/]+)$/.exec(url.pathname) ?? [];
  const [, sha256] = /^#sha256=([0-9a-f]{64})$/.exec(url.hash) ?? [];
  return uploaded === undefined ? undefined : { name: decoded(uploaded), sha256 };
}

/** A link as an asset. It is called as its file is stored; what people see instead is its label. */
export async function toAsset({ packages, ...project }: Listed, link: Decoded<typeof LinkWire>): Promise<Asset> {
  const place = await placeOf(project, link.url);
  const stored = place?.inPackage && (await packages?.newest(place.inPackage));
  const name = place?.name ?? link.name;
  return asset({
    id: link.id,
    name,
    label: link.name === name ? undefined : link.name,
    size: stored?.size,
    sha256: stored?.file_sha256?.toLowerCase() ?? place?.sha256,
    downloadUrl: withoutDigest(link.direct_asset_url ?? link.url),
    elsewhere: place === undefined,
    storedAt: link.url,
    linkType: link.link_type,
    uploadedAt: readMoment(stored?.created_at),
  });
}

/** An address without the sha256 that uploads to a project have at their end. */
export function withoutDigest(address: string): string {
  return address.replace(/#sha256=[0-9a-f]{64}$/, "");
}
