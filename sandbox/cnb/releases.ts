import { found, json, listed, moved, numbered, remove, tagCommit, tagged, type Answer } from "../kernel";
import { notFound, paged } from "./access";
import { createRelease, deleteRelease, updateRelease } from "./release-write";
import type { ApiRoute, Asset, Call, Release, Repo, World } from "./state";
import { signedDownload } from "./web";

/** Below the host, with the tag as one segment (4). */
function downloadPath(repo: Repo, tag: string, name: string): string {
  return `/${repo.path}/-/releases/download/${encodeURIComponent(tag)}/${encodeURIComponent(name)}`;
}

const userJson = (username: string): object => ({ username, nickname: username, email: "", freeze: false });

const idJson = (world: World, id: string): string | number => (world.choices.ids === "number" ? Number(id) : id);

/** The misspelt name is the server's own; which of the two it sends is an option (2, 4). */
function assetJson(world: World, { repo, release }: { repo: Repo; release: Release }, asset: Asset): object {
  const { hashes, downloadFields } = world.choices;
  const below = downloadPath(repo, release.tagName, asset.name);
  return {
    id: idJson(world, asset.id),
    name: asset.name,
    path: `/${repo.path}/-/releases/download/${release.tagName}/${asset.name}`,
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

const show = ({ world, repo }: Call, release: Release): Answer => json(200, releaseJson(world, repo, release));

const missing = (): Answer => notFound("release not found");
const missingAsset = (): Answer => notFound("asset not found");

/** Newest first, drafts among them; without new ones for a while (option `listLag`). */
function listReleases(call: Call): Answer {
  const known = listed(call.world, call.repo.releases).reverse();
  return paged(call, known, (release) => releaseJson(call.world, call.repo, release));
}

const latestRelease = (call: Call): Answer =>
  show(
    call,
    found(
      call.repo.releases.find(({ latest }) => latest),
      missing,
    ),
  );

function releaseByTag(call: Call): Answer {
  const release = found(tagged(call.repo.releases, call.params.tag), missing);
  return release.draft && !call.world.choices.draftsByTag ? missing() : show(call, release);
}

/** The release the path names by its id. */
export const releaseOf = ({ repo, params }: Call): Release => found(numbered(repo.releases, params.id), missing);

/** @param word "tags" or "tag" (4) */
export const releaseRoutes = (word: string): readonly ApiRoute[] => [
  { method: "GET", path: "/releases", handler: listReleases },
  { method: "POST", path: "/releases", handler: createRelease },
  { method: "GET", path: "/releases/latest", handler: latestRelease },
  { method: "GET", path: `/releases/${word}/:tag`, handler: releaseByTag },
  { method: "GET", path: "/releases/:id", handler: (call) => show(call, releaseOf(call)) },
  { method: "PATCH", path: "/releases/:id", handler: updateRelease },
  { method: "DELETE", path: "/releases/:id", handler: deleteRelease },
];

function deleteAsset(call: Call): Answer {
  const release = releaseOf(call);
  remove(release.assets, found(numbered(release.assets, call.params.asset), missingAsset));
  release.updatedAt = call.world.now();
  return { status: call.world.choices.deleteStatus };
}

export function findAsset(repo: Repo, tag: string | undefined, file: string | undefined) {
  const release = tagged(repo.releases, tag);
  const asset = release?.assets.find(({ name }) => name === file);
  return release && asset && { release, asset };
}

/** The asset's `url`: on the API host, so with the token, which must not go along to the storage host (4). */
function download(call: Call): Answer {
  const { asset } = found(findAsset(call.repo, call.params.tag, call.params.file), missingAsset);
  return moved(signedDownload(call.world, asset));
}

export const assetRoutes: readonly ApiRoute[] = [
  { method: "DELETE", path: "/releases/:id/assets/:asset", handler: deleteAsset },
  { method: "GET", path: "/releases/download/:tag/:file", handler: download },
];
