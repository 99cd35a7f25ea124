import { found, json, moved, noContent, numbered, Refusal, remove, violate } from "../kernel";
import { canWrite } from "./access";
import { invalidRequest, notFound, paged, readFields, unprocessable, validationFailed } from "./fields";
import type { FieldError } from "./fields";
import { assetJson } from "./json";
import type { Release, RepositoryCall, RepositoryHandler, RepositoryRoute } from "./state";
import { downloadUrl } from "./storage";

/** Letters that lose no diacritic by decomposition; observed: `ð_æ_ŋ` becomes `d_ae_._ng` or close (reference 6.2). */
const LETTERS: Readonly<Record<string, string>> = {
  ...{ ð: "d", Ð: "D", đ: "d", Đ: "D", æ: "ae", Æ: "AE", œ: "oe", Œ: "OE" },
  ...{ ø: "o", Ø: "O", ł: "l", Ł: "L", ß: "ss", þ: "th", Þ: "Th", ŋ: "ng" },
};

const plainLetters = (name: string): string =>
  Array.from(name.normalize("NFD").replace(/\p{M}/gu, ""), (char) => LETTERS[char] ?? char).join("");

/** The name GitHub stores for an uploaded asset, by the five steps of reference 6.2. */
export function storedName(name: string): string {
  const ascii = plainLetters(name);
  const started = ascii.startsWith(".") ? `default${ascii}` : ascii;
  const stored = started.replace(/[^A-Za-z0-9_+@-]+/g, ".").replace(/^\.+|\.+$/g, "");
  return stored !== name && !stored.includes(".") ? `default.${stored}` : stored;
}

export const NAME_TAKEN: FieldError = { resource: "ReleaseAsset", code: "already_exists", field: "name" };

/** The release of the path, if the token may see it. */
export function releaseOf(call: RepositoryCall): Release | undefined {
  const release = numbered(call.repo.releases, call.params.id);
  return release && (!release.draft || canWrite(call.token, call.repo)) ? release : undefined;
}

/** Asset ids are addressed without the release id (reference 6). */
function assetOf(call: RepositoryCall) {
  const all = call.repo.releases.flatMap((release) => release.assets.map((asset) => ({ release, asset })));
  const one = all.find(({ asset }) => String(asset.id) === call.params.asset);
  const at = found(one, notFound);
  if (at.release.draft && !canWrite(call.token, call.repo)) throw new Refusal(notFound());
  return at;
}

const listAssets: RepositoryHandler = (call) => {
  const release = releaseOf(call);
  if (!release) return notFound();
  return paged(call, release.assets, (asset) => assetJson(call.world, call.repo, release, asset));
};

/** JSON, or the bytes when octet-stream is asked for: 302 to storage, or 200 (clients must take both, reference 6). */
const getAsset: RepositoryHandler = (call) => {
  const { release, asset } = assetOf(call);
  if (!call.headers.accept?.includes("application/octet-stream"))
    return json(200, assetJson(call.world, call.repo, release, asset));
  const content = found(asset.content, notFound);
  asset.downloads += 1;
  if (call.world.downloads === "redirect") return moved(downloadUrl(call.world, asset));
  return { status: 200, headers: { "content-type": "application/octet-stream" }, content };
};

const editAsset: RepositoryHandler = async (call) => {
  const { release, asset } = assetOf(call);
  const fields = await readFields(call, { name: "string", label: "string", state: "string" });
  const { name } = fields;
  // SG: "Required. The file name of the asset."
  if (name === undefined && call.world.dialect.editNeedsName) return invalidRequest(`"name" wasn't supplied.`);
  if (release.immutable) return unprocessable("Cannot update assets of an immutable release.");
  const stored = name === undefined ? asset.name : storedName(name);
  if (release.assets.some((one) => one !== asset && one.name === stored)) return validationFailed(NAME_TAKEN);
  asset.name = stored;
  asset.label = fields.label ?? asset.label;
  asset.updatedAt = call.world.now();
  return json(200, assetJson(call.world, call.repo, release, asset));
};

const deleteAsset: RepositoryHandler = (call) => {
  const { release, asset } = assetOf(call);
  if (release.immutable) return unprocessable("Cannot delete assets from an immutable release.");
  remove(release.assets, asset);
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
