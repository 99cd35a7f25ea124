import { moved } from "../kernel/answers";
import type { Answer } from "../kernel/exchange";
import { requireAccess } from "./access";
import { notFound } from "./answers";
import { releaseOf } from "./releases";
import type { ApiRoute, Asset, Call, Release, Repo } from "./state";
import { signedDownload } from "./storage";

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
