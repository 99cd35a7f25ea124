import { ConflictError, PublishError } from "../../errors";
import { AnswerError, HttpError, hashFile, hashStream, withoutQuery } from "../../http";
import type { Asset, Release } from "../../model/release";
import type { AssetTitle, Upload } from "../forge";
import { uploadAddress, uploadRefusal } from "./names";
import { isNameTaken } from "./refusals";
import type { Repository } from "./repository";
import { AssetWire, AssetsWire, toAsset } from "./wire";

/** All assets of a release. What comes with the release itself is not complete for releases with many. */
export async function listAssets(repository: Repository, release: Release): Promise<Asset[]> {
  const assets: Asset[] = [];
  const doing = `listing the files of ${release.tag}`;
  const first = {
    doing,
    method: "GET",
    at: `${repository.path}/releases/${release.id}/assets`,
    accept: [200, 404],
  } as const;
  for await (const page of repository.pages(first, (answer) => {
    if (answer.status === 404) throw gone(release);
    return repository.api.decode(AssetsWire, answer);
  })) {
    assets.push(...page.map(toAsset));
  }
  return assets;
}

function gone(release: Release): ConflictError {
  return new ConflictError({ what: `The release ${release.id} of ${release.tag} is not there any more.` });
}

/**
 * Uploads a file to the release's own `upload_url`. A failed try may have left a half-made asset, or a whole one whose
 * answer was lost: the list is looked at before anything is sent again.
 *
 * @throws ConflictError when the name was taken by other content meanwhile, or the release is gone.
 */
export async function storeAsset(repository: Repository, release: Release, upload: Upload): Promise<Asset> {
  const doing = `uploading ${upload.file.path}`;
  const { url, takesLabel } = target(repository, release, upload);

  async function post(): Promise<Asset> {
    const answer = await repository.api.once({
      doing,
      method: "POST",
      at: url.href,
      body: upload.body,
      accept: [201],
      trusted: url.origin,
    });
    return verified(repository, upload, toAsset(repository.api.decode(AssetWire, answer)));
  }

  const asset = await repository.api.attempt(
    async () => {
      try {
        return await post();
      } catch (error) {
        if (!(error instanceof HttpError)) throw error;
        if (error.status === 404) await whetherGone(repository, release);
        if (!isNameTaken(error)) throw error;
        return (await takeOver(repository, release, upload))?.value ?? (await post());
      }
    },
    { doing, recover: () => takeOver(repository, release, upload) },
  );
  return takesLabel || upload.label === "" || asset.label === upload.label
    ? asset
    : retitleAsset(repository, { asset, to: { name: asset.name, label: upload.label } });
}

function target(repository: Repository, release: Release, upload: Upload): { url: URL; takesLabel: boolean } {
  if (!URL.canParse(release.uploadUrl.split("{", 1)[0] ?? "")) {
    throw new PublishError({
      what: `There is nowhere to upload ${upload.file.path} to.`,
      said: `The release ${release.id} names “${release.uploadUrl}” as its upload address.`,
      hint: "Is the server one that speaks GitHub's API? Check api_url.",
    });
  }
  const { url, takesLabel } = uploadAddress(release.uploadUrl, upload);
  const refused = uploadRefusal(url, repository);
  if (refused === undefined) return { url, takesLabel };
  throw new PublishError({
    what: `Refused to upload ${upload.file.path}: the release's upload address is on ${refused}.`,
    said: `The server names ${withoutQuery(url)}; the API is at ${repository.apiUrl}.`,
    hint:
      refused === "plain http"
        ? "The token would be readable on its way. Set the server's own address to https there, or set allow_insecure_http: true here."
        : "The token goes to the API's own host, its uploads host or the host of server_url only. Set server_url or api_url to the right server.",
  });
}

/** A 404 of an upload means a release that went away, or a missing right; only the first is a conflict. */
async function whetherGone(repository: Repository, release: Release): Promise<void> {
  const at = `${repository.path}/releases/${release.id}`;
  const answer = await repository.ask({
    doing: `checking the release ${release.tag}`,
    method: "GET",
    at,
    accept: [200, 404],
  });
  if (answer.status === 404) throw gone(release);
}

/** State, size and digest have to be those of what was sent; an asset that is not is taken away and sent again. */
async function verified(repository: Repository, { file, body }: Upload, asset: Asset): Promise<Asset> {
  const sha256 = body.sha256();
  const wrong = !asset.complete
    ? "as unfinished"
    : asset.size !== undefined && asset.size !== file.size
      ? `${asset.size} of ${file.size} bytes`
      : asset.sha256 !== undefined && sha256 !== undefined && asset.sha256 !== sha256
        ? "with another sha256"
        : undefined;
  if (wrong === undefined) return asset;
  await deleteAsset(repository, asset);
  throw new AnswerError(`the upload of ${file.path}`, `the server stored it ${wrong}`);
}

/**
 * What stands under the name of an upload that failed: its own content ends the upload, a half-made asset is cleared
 * away, other content is somebody else's.
 */
async function takeOver(
  repository: Repository,
  release: Release,
  upload: Upload,
): Promise<{ value: Asset } | undefined> {
  const assets = await listAssets(repository, release);
  const present = assets.find(({ name }) => name === upload.name);
  if (present === undefined) return undefined;
  if (!present.complete) {
    await deleteAsset(repository, present);
    return undefined;
  }
  if (await sameContent(repository, upload, present)) return { value: present };
  throw new ConflictError({ what: `Another run uploaded ${present.name} to ${release.tag} at the same moment.` });
}

async function sameContent(repository: Repository, { file, body }: Upload, asset: Asset): Promise<boolean> {
  if (asset.size !== undefined && asset.size !== file.size) return false;
  const own = body.sha256() ?? (await hashFile(file));
  return own === (asset.sha256 ?? (await hashStream(await readAsset(repository, asset), file.size)));
}

/** Gives an asset another name or label. Old hosts want the name in any case. */
export async function retitleAsset(
  repository: Repository,
  { asset, to: { name, label } }: { readonly asset: Asset; readonly to: Pick<AssetTitle, "name" | "label"> },
): Promise<Asset> {
  const doing = `renaming ${asset.name} to ${name}`;
  const at = `${repository.path}/releases/assets/${asset.id}`;
  const answer = await repository.ask({ doing, method: "PATCH", at, json: { name, label }, accept: [200, 404, 422] });
  if (answer.status === 200) return toAsset(repository.api.decode(AssetWire, answer));
  const error = new HttpError({ ...answer, body: answer.body() });
  if (answer.status === 422 && !isNameTaken(error)) throw repository.api.refusal(doing, error);
  throw new ConflictError({ what: `Another run changed ${asset.name} at the same moment.` });
}

export async function deleteAsset(repository: Repository, asset: Asset): Promise<void> {
  const at = `${repository.path}/releases/assets/${asset.id}`;
  await repository.ask({ doing: `deleting ${asset.name}`, method: "DELETE", at, accept: [204, 404] });
}

/** The bytes of an asset; the server sends them itself or points to its storage, which never gets the token. */
export async function readAsset(repository: Repository, asset: Asset): Promise<AsyncIterable<Uint8Array>> {
  return repository.api.stream({
    doing: `reading ${asset.name} back`,
    method: "GET",
    at: `${repository.path}/releases/assets/${asset.id}`,
    headers: { accept: "application/octet-stream" },
    accept: [200],
  });
}
