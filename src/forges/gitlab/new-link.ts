import { AnswerError } from "../../http";
import type { LinkType } from "../../model/file";
import type { Asset, Link } from "../../model/release";
import { linkPath } from "./names";

/** A link as GitLab takes it. Both names of the path are sent: each server knows one of them. */
export interface NewLink {
  readonly name: string;
  readonly url: string;
  readonly link_type: LinkType;
  readonly direct_asset_path?: string;
  readonly filepath?: string;
}

/** A stored file as a link. */
export function newLink(asset: Asset): NewLink {
  const path = linkPath(asset.name);
  return {
    name: asset.label === "" ? asset.name : asset.label,
    url: asset.storedAt,
    link_type: linkType(asset.linkType),
    ...(path === undefined ? {} : { direct_asset_path: path, filepath: path }),
  };
}

export function linkType(word: string): LinkType {
  return word === "runbook" || word === "image" || word === "package" ? word : "other";
}

export function withoutPath({ name, url, link_type }: NewLink): NewLink {
  return { name, url, link_type };
}

export function givenLink({ name, url, type }: Link): NewLink {
  return { name, url, link_type: type === "" ? "other" : type };
}

/** Paths are unique in a release: of two that became one, the second goes without. */
export function distinctPaths(links: readonly NewLink[]): NewLink[] {
  const taken = new Set<string>();
  return links.map((link) => {
    const path = link.direct_asset_path;
    if (path !== undefined && taken.has(path)) return withoutPath(link);
    if (path !== undefined) taken.add(path);
    return link;
  });
}

/** Links that no answer may lack. */
export function requireLinks(wanted: readonly NewLink[], there: readonly Asset[], request: string): void {
  const urls = new Set(there.map(({ storedAt }) => storedAt));
  const missing = wanted.filter(({ url }) => !urls.has(url)).map(({ name }) => name);
  if (missing.length > 0) throw new AnswerError(request, `the server made the release without ${missing.join(", ")}`);
}
