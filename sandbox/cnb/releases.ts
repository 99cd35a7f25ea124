import { found, json, listed, moved, numbered, remove, tagged, type Answer } from "../kernel";
import { notFound } from "./access";
import { paged } from "./fields";
import { releaseJson } from "./json";
import { createRelease, deleteRelease, updateRelease } from "./release-write";
import type { ApiRoute, Asset, Call, Release, Repo } from "./state";
import { signedDownload } from "./web";

const show = ({ world, repo }: Call, release: Release): Answer => json(200, releaseJson(world, repo, release));

const missing = (): Answer => notFound("release not found");
const missingAsset = (): Answer => notFound("asset not found");

/** Newest first, drafts among them; without new ones for a while (option `listLag`). */
function listReleases(call: Call): Answer {
  const known = listed(call.world, call.repo.releases).reverse();
  return paged(call, known, (release) => releaseJson(call.world, call.repo, release));
}

function latestRelease(call: Call): Answer {
  const release = call.repo.releases.find(({ latest }) => latest);
  return show(call, found(release, missing));
}

function releaseByTag(call: Call): Answer {
  const release = found(tagged(call.repo.releases, call.params.tag), missing);
  return release.draft && !call.world.choices.draftsByTag ? missing() : show(call, release);
}

/** The release the path names by its id. */
export const releaseOf = ({ repo, params }: Call): Release => found(numbered(repo.releases, params.id), missing);

function releaseById(call: Call): Answer {
  return show(call, releaseOf(call));
}

/** @param word "tags" or "tag" (4) */
export const releaseRoutes = (word: string): readonly ApiRoute[] => [
  { method: "GET", path: "/releases", handler: listReleases },
  { method: "POST", path: "/releases", handler: createRelease },
  { method: "GET", path: "/releases/latest", handler: latestRelease },
  { method: "GET", path: `/releases/${word}/:tag`, handler: releaseByTag },
  { method: "GET", path: "/releases/:id", handler: releaseById },
  { method: "PATCH", path: "/releases/:id", handler: (call) => updateRelease(call, releaseOf) },
  { method: "DELETE", path: "/releases/:id", handler: (call) => deleteRelease(call, releaseOf) },
];

function deleteAsset(call: Call): Answer {
  const release = releaseOf(call);
  remove(release.assets, found(numbered(release.assets, call.params.asset), missingAsset));
  release.updatedAt = call.world.now();
  return { status: call.world.choices.deleteStatus };
}

interface Found {
  readonly release: Release;
  readonly asset: Asset;
}

export function findAsset(repo: Repo, tag: string, file: string): Found | undefined {
  const release = repo.releases.find(({ tagName }) => tagName === tag);
  const asset = release?.assets.find(({ name }) => name === file);
  return release && asset && { release, asset };
}

/** The asset's `url`: on the API host, so with the token, which must not go along to the storage host (4). */
function download(call: Call): Answer {
  const { asset } = found(findAsset(call.repo, call.params.tag ?? "", call.params.file ?? ""), missingAsset);
  return moved(signedDownload(call.world, asset));
}

export const assetRoutes: readonly ApiRoute[] = [
  { method: "DELETE", path: "/releases/:id/assets/:asset", handler: deleteAsset },
  { method: "GET", path: "/releases/download/:tag/:file", handler: download },
];
