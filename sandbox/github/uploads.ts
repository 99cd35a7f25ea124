import { BrokenHalfway, found, json, Refusal, violate, type Answer } from "../kernel";
import { requireWrite } from "./access";
import { NAME_TAKEN, releaseOf, storedName } from "./assets";
import { custom, notFound, requiresAuthentication, unprocessable, validationFailed, type FieldError } from "./fields";
import { assetJson } from "./json";
import type { Dialect } from "./shape";
import { newAsset, type Asset, type RepositoryCall, type RepositoryHandler, type RepositoryRoute } from "./state";

const SIZE_LIMIT = 2_147_483_648;
const COUNT_LIMIT = 1000;

const missing = (field: string): FieldError => ({ resource: "ReleaseAsset", code: "missing_field", field });

function sizeErrors({ oldSizeMessage }: Dialect, size: number): FieldError[] {
  if (size >= 1 && size <= SIZE_LIMIT) return [];
  const bound = size < 1 ? "greater than or equal to 1" : `less than or equal to ${SIZE_LIMIT}`;
  const message = oldSizeMessage ? "size is not included in the list" : `size must be ${bound}`;
  return [custom("ReleaseAsset", "size", message)];
}

/** Chunked, missing or unreadable: all the same to the upload host (checklist e). */
const badContentLength: Answer = json(400, { message: "Bad Content-Length: " });

/** Everything that is refused before the first byte is looked at (checklist f, l, p). */
function inspect(call: RepositoryCall) {
  if (!call.token) throw new Refusal(requiresAuthentication());
  const size = call.body.declared;
  if (size === undefined || !Number.isFinite(size)) throw new Refusal(badContentLength);
  requireWrite(call.token, call.repo);
  const release = found(releaseOf(call), notFound);
  if (release.immutable) throw new Refusal(unprocessable("Cannot upload assets to an immutable release."));
  const contentType = call.headers["content-type"] ?? "";
  const name = storedName(call.query.get("name") ?? "");
  const errors = [
    ...(contentType === "" ? [missing("content_type")] : []),
    ...(name === "" || !call.query.get("name") ? [missing("name")] : []),
    ...(release.assets.some((asset) => asset.name === name) ? [NAME_TAKEN] : []),
    ...sizeErrors(call.world.dialect, size),
    ...(release.assets.length >= COUNT_LIMIT
      ? [custom("ReleaseAsset", "file_count", `file_count limited to ${COUNT_LIMIT} assets per release`)]
      : []),
  ];
  if (errors.length > 0) throw new Refusal({ ...validationFailed(...errors), atOnce: size > SIZE_LIMIT });
  if (contentType.startsWith("multipart/")) violate(call.world, call, "multipart body: the file is to be sent raw");
  return { release, name, contentType };
}

function begin(call: RepositoryCall, { release, name, contentType }: ReturnType<typeof inspect>): Asset {
  const { dialect } = call.world;
  // SG's template has no label; only PATCH sets it (reference 12). github.com answers "" for none (reference 5.3).
  const sent = dialect.uploadLabel ? call.query.get("label") : null;
  const label = sent ?? dialect.emptyLabel;
  const asset = newAsset(call.world, { name, label, state: dialect.brokenState, contentType, content: undefined });
  release.assets.push(asset);
  return asset;
}

/**
 * The asset exists, unfinished, from the first byte on. Whatever breaks afterwards leaves it there, and the plain
 * retry meets 422 already_exists (reference 6.3).
 */
const upload: RepositoryHandler = async (call) => {
  const incoming = inspect(call);
  const asset = begin(call, incoming);
  const content = await call.world.store.receive(call.body.chunks());
  if (call.breakHalfway) throw new BrokenHalfway();
  asset.content = content;
  call.record.sha256 = content.sha256;
  asset.state = "uploaded";
  asset.updatedAt = call.world.now();
  return json(201, assetJson(call.world, call.repo, incoming.release, asset));
};

/** `need` is "read": without a token the upload host says 401, not 404, and `inspect` asks for write itself. */
export const uploadRoutes: readonly RepositoryRoute[] = [
  { method: "POST", path: "/releases/:id/assets", need: "read", handler: upload },
];
