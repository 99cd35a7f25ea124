import { BrokenHalfway, found, json, noContent, numbered, remove, type Answer, type StoredContent } from "../kernel";
import { internal, notFound, problem, refuse, requireDraftAccess } from "./access";
import { bind, filled } from "./fields";
import { assetJson, assetsJson } from "./json";
import { releaseById } from "./rows";
import { newAsset, type Asset, type Release, type RepositoryCall, type RepositoryRoute, type World } from "./state";
import { checkName, checkType, receive, type Received } from "./upload-form";

/** Names are stored as they come, and nothing asks whether one is taken (reference 6). */
export function addAsset(world: World, release: Release, name: string, content: StoredContent): Asset {
  const asset = newAsset(world, name, content);
  release.assets.push(asset);
  return asset;
}

const missingRelease = ({ world }: RepositoryCall): Answer =>
  world.dialect.knowsMissingRelease ? notFound(world) : internal(world);

function checkExternalUrl(call: RepositoryCall, url: string): void {
  const valid = URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
  if (!valid) throw refuse(call.world, 400, `invalid external URL: "${url}"`);
}

/** As Go's url.URL writes an address that it has read: what is foreign to one is escaped. */
const storedUrl = (url: string): string =>
  encodeURI(url)
    .replace(/%25(?=[0-9a-f]{2})/gi, "%")
    .replace(/^[a-z]+:/i, (scheme) => scheme.toLowerCase());

/** Forgejo: an address in place of a file, or neither, or both (reference 6). */
function externalOf(call: RepositoryCall, { file, externalUrl, name }: Received): { url: string; name: string } {
  if (file && externalUrl !== "")
    throw refuse(call.world, 400, "'attachment' and 'external_url' are mutually exclusive");
  if (externalUrl === "") throw refuse(call.world, 400, "One of 'attachment' or 'external_url' is required");
  checkExternalUrl(call, externalUrl);
  const { pathname, host } = new URL(externalUrl);
  const base = decodeURIComponent(pathname.slice(pathname.lastIndexOf("/") + 1));
  return { url: storedUrl(externalUrl), name: name || base || host };
}

/** A failed upload leaves nothing: the row is written after the file (reference 5.4). */
function breakOff(call: RepositoryCall): void {
  if (call.breakHalfway) throw new BrokenHalfway();
}

async function postAsset(call: RepositoryCall): Promise<Answer> {
  const { world } = call;
  if (!world.attachments) return notFound(world, "Attachment is not enabled");
  const release = releaseById(call.repo, call.params.id);
  if (!release) return missingRelease(call);
  const received = await receive(call);
  const { file, name } = received;
  if (world.dialect.external && (!file || received.externalUrl !== "")) {
    const external = externalOf(call, received);
    breakOff(call);
    const asset = addAsset(world, release, external.name, world.store.keep(Buffer.alloc(0)));
    asset.externalUrl = external.url;
    return json(201, assetJson(world, asset));
  }
  if (!file) return internal(world);
  call.record.sha256 = file.sha256;
  if (name === "") {
    const forgejo = world.dialect.software === "forgejo";
    throw refuse(call.world, 400, forgejo ? "Missing 'name' parameter" : "Could not determine name of attachment.");
  }
  await checkType(call, name, file);
  checkName(call, name);
  breakOff(call);
  return json(201, assetJson(world, addAsset(world, release, name, file)));
}

function ownRelease(call: RepositoryCall): Release {
  const release = found(releaseById(call.repo, call.params.id), () => missingRelease(call));
  if (release.draft && call.method === "GET") requireDraftAccess(call, "id");
  return release;
}

/** The path names the release too, and it must be the asset's (reference 6). */
function ownAsset(call: RepositoryCall) {
  const release = ownRelease(call);
  const missing = call.world.dialect.knowsMissingAsset ? notFound : internal;
  return { release, asset: found(numbered(release.assets, call.params.asset), () => missing(call.world)) };
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
  if (world.dialect.renameChecked) await checkType(call, name, undefined);
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
