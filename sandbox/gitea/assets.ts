import { found, json, noContent, numbered, remove, type Answer } from "../kernel";
import { internal, notFound, problem, requireDraftAccess } from "./access";
import { bind, filled } from "./fields";
import { assetJson, assetsJson } from "./json";
import { releaseById } from "./rows";
import type { Asset, Release, RepositoryCall, RepositoryRoute } from "./state";
import { checkName, checkType } from "./upload-form";
import { checkExternalUrl, missingRelease, postAsset, storedUrl } from "./uploads";

function ownRelease(call: RepositoryCall): Release {
  const release = found(releaseById(call.repo, call.params.id), () => missingRelease(call));
  if (release.draft && call.method === "GET") requireDraftAccess(call, "id");
  return release;
}

/** The path names the release too, and it must be the asset's (reference 6). */
function ownAsset(call: RepositoryCall): { release: Release; asset: Asset } {
  const { world } = call;
  const release = ownRelease(call);
  const missing = world.dialect.knowsMissingAsset ? notFound : internal;
  return { release, asset: found(numbered(release.assets, call.params.asset), () => missing(world)) };
}

/** All of them: there are no pages (reference 3). */
const listAssets = (call: RepositoryCall): Answer => json(200, assetsJson(call.world, call.repo, ownRelease(call)));

/** Metadata; the bytes are behind the download addresses (reference 6). */
const getAsset = (call: RepositoryCall): Answer => json(200, assetJson(call.world, ownAsset(call).asset));

/** Answers 201 (reference 6). */
async function editAsset(call: RepositoryCall): Promise<Answer> {
  const { world } = call;
  const { external } = world.dialect;
  const fields = { name: "string", ...(external && { browser_download_url: "string" as const }) } as const;
  const given = await bind(call, { name: "EditAttachmentOptions", fields });
  const { asset } = ownAsset(call);
  const name = filled(given.name) ?? asset.name;
  const url = given.browser_download_url ?? "";
  if (world.dialect.renameChecked) checkType(call, name, undefined);
  checkName(call, name);
  if (url !== "") {
    if (asset.externalUrl === undefined) return problem(world, 400, "existing attachment is not external");
    checkExternalUrl(call, url);
  }
  asset.name = name;
  // Told, and not kept: the next look shows the old address (second table).
  const told = url === "" ? asset : { ...asset, externalUrl: storedUrl(url) };
  return json(201, assetJson(world, told));
}

function deleteAsset(call: RepositoryCall): Answer {
  const { release, asset } = ownAsset(call);
  remove(release.assets, asset);
  return noContent;
}

const unit = "releases";
const LIST = "/releases/:id/assets";
const ONE = "/releases/:id/assets/:asset";

export const assetRoutes: readonly RepositoryRoute[] = [
  { method: "GET", path: LIST, unit, handler: listAssets },
  { method: "POST", path: LIST, unit, quota: "attachments", handler: postAsset },
  { method: "GET", path: ONE, unit, handler: getAsset },
  { method: "PATCH", path: ONE, unit, handler: editAsset },
  { method: "DELETE", path: ONE, unit, handler: deleteAsset },
];
