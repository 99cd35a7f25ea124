import { tagCommit } from "../kernel";
import type { Asset, Release, Repo, World } from "./state";

/** Below the host, with the tag as one segment (4). */
export function downloadPath(repo: Repo, tag: string, name: string): string {
  return `/${repo.path}/-/releases/download/${encodeURIComponent(tag)}/${encodeURIComponent(name)}`;
}

const userJson = (username: string): object => ({ username, nickname: username, email: "", freeze: false });

const idJson = (world: World, id: string): string | number => (world.choices.ids === "number" ? Number(id) : id);

/** The misspelt name is the server's own; which of the two it sends is an option (2, 4). */
function assetJson(world: World, at: Place, asset: Asset): object {
  const { hashes, downloadFields } = world.choices;
  const below = downloadPath(at.repo, at.release.tagName, asset.name);
  return {
    id: idJson(world, asset.id),
    name: asset.name,
    path: `/${at.repo.path}/-/releases/download/${at.release.tagName}/${asset.name}`,
    size: asset.content.size,
    content_type: asset.contentType,
    download_count: asset.downloads,
    url: world.bases.api + below,
    ...Object.fromEntries(downloadFields.map((field) => [field, world.bases.web + below])),
    ...(hashes !== "none" && { hash_algo: hashes, hash_value: asset.content.sha256 }),
    uploader: userJson(asset.uploader),
    created_at: asset.createdAt,
    updated_at: asset.createdAt,
  };
}

interface Place {
  readonly repo: Repo;
  readonly release: Release;
}

/** There is no html_url (3). `tag_commitish` is the tag's commit, which the reference leaves open. */
export function releaseJson(world: World, repo: Repo, release: Release): object {
  return {
    id: idJson(world, release.id),
    tag_name: release.tagName,
    tag_commitish: tagCommit(repo, release.tagName)?.sha ?? "",
    name: release.name,
    body: release.body,
    draft: release.draft,
    prerelease: release.prerelease,
    is_latest: release.latest,
    author: userJson(release.author),
    ...(world.choices.dates && {
      created_at: release.createdAt,
      updated_at: release.updatedAt,
      published_at: release.publishedAt ?? null,
    }),
    assets: release.assets.map((asset) => assetJson(world, { repo, release }, asset)),
  };
}
