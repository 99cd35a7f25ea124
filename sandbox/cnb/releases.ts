import { json, listed, moved, Refusal, type Answer } from "../kernel";
import { notFound, requireAccess } from "./access";
import { paged } from "./fields";
import { releaseJson } from "./json";
import { createRelease, deleteRelease, updateRelease } from "./release-write";
import type { ApiRoute, Asset, Call, Release, Repo } from "./state";
import { signedDownload } from "./web";

const show = ({ world, repo }: Call, release: Release): Answer => json(200, releaseJson(world, repo, release));

const missing = (): Refusal => new Refusal(notFound("release not found"));

/** Newest first, drafts among them; without new ones for a while (option `listLag`). */
function listReleases(call: Call): Answer {
  requireAccess(call.token, call.repo, "read");
  const known = listed(call.world, call.repo.releases).reverse();
  return paged(call, known, (release) => releaseJson(call.world, call.repo, release));
}

function latestRelease(call: Call): Answer {
  requireAccess(call.token, call.repo, "read");
  const release = call.repo.releases.find(({ latest }) => latest);
  if (!release) throw missing();
  return show(call, release);
}

function releaseByTag(call: Call): Answer {
  requireAccess(call.token, call.repo, "read");
  const release = call.repo.releases.find(({ tagName }) => tagName === call.params.tag);
  if (!release || (release.draft && !call.world.choices.draftsByTag)) throw missing();
  return show(call, release);
}

/** The release the path names by its id. */
export function releaseOf({ repo, params }: Call): Release {
  const release = repo.releases.find(({ id }) => id === params.id);
  if (!release) throw missing();
  return release;
}

function releaseById(call: Call): Answer {
  requireAccess(call.token, call.repo, "read");
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
  requireAccess(call.token, call.repo, "write");
  const release = releaseOf(call);
  const at = release.assets.findIndex(({ id }) => id === call.params.asset);
  if (at < 0) return notFound("asset not found");
  release.assets.splice(at, 1);
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
  requireAccess(call.token, call.repo, "read");
  const found = findAsset(call.repo, call.params.tag ?? "", call.params.file ?? "");
  if (!found) return notFound("asset not found");
  return moved(signedDownload(call.world, found.asset));
}

export const assetRoutes: readonly ApiRoute[] = [
  { method: "DELETE", path: "/releases/:id/assets/:asset", handler: deleteAsset },
  { method: "GET", path: "/releases/download/:tag/:file", handler: download },
];
