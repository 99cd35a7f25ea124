import { PublishError } from "../../errors";
import { type Answer, AnswerError, type Call, HttpError, hashFile, hashStream, multipartBody } from "../../http";
import type { Asset, Release } from "../../model/release";
import type { AssetTitle, Upload } from "../forge";
import { confirmRelease } from "./find";
import { glance, lookAgain } from "./pushes";
import type { Repository } from "./repository";
import { knowsHow } from "./server";
import { AssetWire, toAsset } from "./wire";

/** All assets of a release: they come with it, there are no pages. */
export async function listAssets(repository: Repository, release: Release): Promise<readonly Asset[]> {
  return repository.isFresh(release) ? release.assets : (await confirmRelease(repository, release)).assets;
}

const assetsOf = ({ path }: Repository, { id }: Release): string => `${path}/releases/${id}/assets`;

/**
 * Uploads a file. A failed upload leaves nothing, but one whose answer was lost is there: the assets are looked at
 * before anything is sent again.
 *
 * @throws ConflictError when the release is gone.
 */
export async function storeAsset(repository: Repository, release: Release, upload: Upload): Promise<Asset> {
  const { api } = repository;
  const doing = `uploading ${upload.file.path}`;
  const call = {
    doing,
    method: "POST",
    at: assetsOf(repository, release),
    // By the query, so that quotes, slashes and foreign letters survive.
    query: { name: upload.name },
    accept: [201],
    ...(await bodyOf(repository, upload)),
  } as const;

  async function send(): Promise<Asset> {
    await glance(repository, release);
    repository.changed();
    try {
      return await verified(repository, { release, upload, asset: decoded(repository, await api.once(call)) });
    } catch (error) {
      // The server says 404 for a release that went away, and for a missing right: the first is a conflict.
      if (error instanceof HttpError && error.status === 404) await confirmRelease(repository, release);
      throw error;
    }
  }

  const asset = await api.attempt(send, { doing, recover: () => sentAfterAll(repository, release, upload) });
  repository.sent.set(asset.name, { upload, id: asset.id });
  return asset;
}

/**
 * The file as the whole body, which the server streams, or in a form, of which it keeps a part in memory. Any type but
 * a form's means a raw body, and that of a urlencoded one would be lost: so it is always the plain one.
 */
async function bodyOf(
  repository: Repository,
  { body, name }: Upload,
): Promise<Required<Pick<Call, "body">> & Pick<Call, "headers">> {
  return knowsHow(await repository.server(), "rawUploads")
    ? { body, headers: { "content-type": "application/octet-stream" } }
    : { body: await multipartBody({ field: "attachment", fileName: name, file: body }) };
}

const decoded = ({ api, webRoot }: Repository, answer: Answer): Asset =>
  toAsset(api.decode(AssetWire, answer), webRoot);

/** The size is all that the server tells; an asset of another one is taken away and sent again. */
async function verified(
  repository: Repository,
  { release, upload, asset }: { readonly release: Release; readonly upload: Upload; readonly asset: Asset },
): Promise<Asset> {
  const { path, size } = upload.file;
  if (asset.size === undefined || asset.size === size) return asset;
  await deleteAsset(repository, release, asset);
  const wrong = `the server stored it as ${asset.size} of ${size} bytes`;
  if (size > 0) throw new AnswerError(`the upload of ${path}`, wrong);
  throw new PublishError({
    what: `Failed uploading ${path}, which is empty.`,
    said: `${wrong}; that was taken away again.`,
    hint: "Gitea before 1.16 cannot store an empty file. Leave it out, or update the server.",
  });
}

/** What is there of an upload without an answer. Other assets of the name are not its: a name can be there twice. */
async function sentAfterAll(
  repository: Repository,
  release: Release,
  upload: Upload,
): Promise<{ readonly value: Asset } | undefined> {
  const { assets } = await lookAgain(repository, release);
  for (const asset of assets.filter(({ name }) => name === upload.name)) {
    if (await holds(repository, asset, upload)) return { value: asset };
  }
  return undefined;
}

/** Whether an asset has the content of an upload: there are no digests, so it is read back where the size fits. */
export async function holds(repository: Repository, asset: Asset, { file, body }: Upload): Promise<boolean> {
  if (asset.storedAt === "" || asset.size !== file.size) return false;
  const own = body.sha256() ?? (await hashFile(file));
  return own === (await hashStream(await readAsset(repository, asset), file.size));
}

/** Deletes an asset; one that is gone already is fine. Up to Gitea 1.17 that is answered with 500. */
export async function deleteAsset(repository: Repository, release: Release, asset: Asset): Promise<void> {
  const { api } = repository;
  const doing = `deleting ${asset.name}`;
  const at = `${assetsOf(repository, release)}/${asset.id}`;
  await api.attempt(
    async () => {
      repository.changed();
      await api.once({ doing, method: "DELETE", at, accept: [204, 404] });
    },
    {
      doing,
      async recover() {
        const { assets } = await confirmRelease(repository, release);
        return assets.some(({ id }) => id === asset.id) ? undefined : { value: undefined };
      },
    },
  );
}

/**
 * The bytes of an asset, from the host of the API whatever address the server names; its storage, to which it may
 * point, never gets the token.
 */
export async function readAsset({ api }: Repository, asset: Asset): Promise<AsyncIterable<Uint8Array>> {
  const doing = `reading ${asset.name} back`;
  if (asset.storedAt !== "") {
    return api.stream({ doing, method: "GET", at: asset.storedAt, headers: { accept: "*/*" }, accept: [200] });
  }
  throw new PublishError({ what: `Failed ${doing}: it is a link to a file elsewhere, or the server names no place.` });
}

/** Gives an asset another name. The answer is 201. */
export async function renameAsset(
  repository: Repository,
  release: Release,
  { asset, to: { name } }: { readonly asset: Asset; readonly to: Pick<AssetTitle, "name"> },
): Promise<Asset> {
  const { api } = repository;
  const doing = `renaming ${asset.name} to ${name}`;
  const at = `${assetsOf(repository, release)}/${asset.id}`;
  repository.changed();
  return decoded(repository, await api.call({ doing, method: "PATCH", at, json: { name }, accept: [200, 201] }));
}
