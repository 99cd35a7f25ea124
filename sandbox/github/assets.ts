import { json, moved, noContent, text, violate } from "../kernel";
import { canWrite } from "./access";
import { invalidRequest, notFound, unprocessable, validationFailed, type FieldError } from "./answers";
import { paged, readFields } from "./fields";
import { assetJson } from "./json";
import { storedName } from "./names";
import type { Asset, Release, RepositoryCall, RepositoryHandler, RepositoryRoute } from "./state";
import { downloadUrl } from "./storage";

export const NAME_TAKEN: FieldError = { resource: "ReleaseAsset", code: "already_exists", field: "name" };

/** The release of the path, if the token may see it. */
export function releaseOf(call: RepositoryCall): Release | undefined {
  const release = call.repo.releases.find((one) => String(one.id) === call.params.id);
  return release && (!release.draft || canWrite(call.token, call.repo)) ? release : undefined;
}

/** Asset ids are addressed without the release id (reference 6). */
function assetOf(call: RepositoryCall): { release: Release; asset: Asset } | undefined {
  for (const release of call.repo.releases) {
    const asset = release.assets.find((one) => String(one.id) === call.params.asset);
    if (asset) return !release.draft || canWrite(call.token, call.repo) ? { release, asset } : undefined;
  }
  return undefined;
}

const listAssets: RepositoryHandler = (call) => {
  const release = releaseOf(call);
  if (!release) return notFound();
  return paged(call, release.assets, (asset) => assetJson(call.world, call.repo, release, asset));
};

/** JSON, or the bytes when octet-stream is asked for: 302 to storage, or 200 (clients must take both, reference 6). */
const getAsset: RepositoryHandler = (call) => {
  const found = assetOf(call);
  if (!found) return notFound();
  if (!call.headers.accept?.includes("application/octet-stream")) {
    return json(200, assetJson(call.world, call.repo, found.release, found.asset));
  }
  const { content } = found.asset;
  if (!content) return notFound();
  found.asset.downloads += 1;
  if (call.world.downloads === "redirect") {
    return moved(downloadUrl(call.world, found.asset));
  }
  return { status: 200, headers: { "content-type": "application/octet-stream" }, content };
};

const editAsset: RepositoryHandler = async (call) => {
  const found = assetOf(call);
  if (!found) return notFound();
  const { release, asset } = found;
  const fields = await readFields(call, { name: "string", label: "string", state: "string" });
  const name = text(fields, "name");
  // SG: "Required. The file name of the asset."
  if (name === undefined && call.world.dialect.editNeedsName) return invalidRequest(`"name" wasn't supplied.`);
  if (release.immutable) return unprocessable("Cannot update assets of an immutable release.");
  const stored = name === undefined ? asset.name : storedName(name);
  if (release.assets.some((one) => one !== asset && one.name === stored)) return validationFailed(NAME_TAKEN);
  asset.name = stored;
  asset.label = text(fields, "label") ?? asset.label;
  asset.updatedAt = call.world.now();
  return json(200, assetJson(call.world, call.repo, release, asset));
};

const deleteAsset: RepositoryHandler = (call) => {
  const found = assetOf(call);
  if (!found) return notFound();
  if (found.release.immutable) return unprocessable("Cannot delete assets from an immutable release.");
  found.release.assets.splice(found.release.assets.indexOf(found.asset), 1);
  return noContent;
};

/** Uploads live at `upload_url` only: built from the API url they find nothing (checklist d). */
const misplacedUpload: RepositoryHandler = (call) => {
  violate(call.world, call, "upload sent to the API instead of to upload_url");
  return notFound();
};

export const assetRoutes: readonly RepositoryRoute[] = [
  { method: "GET", path: "/releases/:id/assets", need: "read", handler: listAssets },
  { method: "POST", path: "/releases/:id/assets", need: "read", handler: misplacedUpload },
  { method: "GET", path: "/releases/assets/:asset", need: "read", handler: getAsset },
  { method: "PATCH", path: "/releases/assets/:asset", need: "write", handler: editAsset },
  { method: "DELETE", path: "/releases/assets/:asset", need: "write", handler: deleteAsset },
];
