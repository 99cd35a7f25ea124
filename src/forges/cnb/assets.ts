import { ConflictError } from "../../errors";
import { HttpError, hashFile, hashStream } from "../../http";
import type { Asset, Release } from "../../model/release";
import type { Upload } from "../forge";
import { confirmRelease } from "./read";
import type { Repository } from "./repository";
import { send } from "./upload";
import { downloadPath } from "./wire";

/** Any of these may mean that the name is taken: which one a server answers is not documented. */
const REFUSED = [400, 409, 422];

/**
 * Uploads a file. A failed try may have stored it all the same: the release is looked at before anything is sent again.
 * What comes back has no id, for the forge tells it only with the whole release, which is read once at the end.
 *
 * @throws ConflictError when the name was taken by other content meanwhile, or the release is gone.
 */
export async function storeAsset(repository: Repository, release: Release, upload: Upload): Promise<Asset> {
  const doing = `uploading ${upload.file.path}`;
  const asset = await repository.api.attempt(
    async () => {
      try {
        await send(repository, release, upload);
        return uploaded(repository, release, upload);
      } catch (error) {
        if (!(error instanceof HttpError)) throw error;
        if (error.status === 404) await confirmRelease(repository, release, doing);
        const present = REFUSED.includes(error.status) ? await takeOver(repository, release, upload) : undefined;
        if (present === undefined) throw error;
        return present.value;
      }
    },
    { doing, recover: () => takeOver(repository, release, upload) },
  );
  repository.known.sent.set(asset.name, { size: upload.file.size, sha256: upload.body.sha256() });
  return asset;
}

function uploaded({ serverUrl, path }: Repository, { tag }: Release, { file, body, name }: Upload): Asset {
  return {
    id: "",
    name,
    label: "",
    size: file.size,
    complete: true,
    sha256: body.sha256(),
    contentType: file.contentType,
    downloadUrl: `${serverUrl}${downloadPath(path, tag, name)}`,
    storedAt: "",
    linkType: "",
  };
}

/**
 * What stands under the name of an upload that failed: its own content ends the upload, other content is somebody
 * else's, except what is to be replaced.
 */
async function takeOver(
  repository: Repository,
  release: Release,
  upload: Upload,
): Promise<{ value: Asset } | undefined> {
  const current = await confirmRelease(repository, release);
  const present = current.assets.find(({ name }) => name === upload.name);
  if (present === undefined) return undefined;
  if (await sameContent(repository, release, { upload, asset: present })) return { value: present };
  if (present.id === upload.replaces?.id) return undefined;
  throw new ConflictError({ what: `Another run uploaded ${present.name} to ${release.tag} at the same moment.` });
}

async function sameContent(
  repository: Repository,
  release: Release,
  { upload: { file, body }, asset }: { readonly upload: Upload; readonly asset: Asset },
): Promise<boolean> {
  if (asset.size !== undefined && asset.size !== file.size) return false;
  const own = body.sha256() ?? (await hashFile(file));
  return own === (asset.sha256 ?? (await hashStream(await readAsset(repository, release, asset), file.size)));
}

/** The bytes of a file: the API points to its storage, which never gets the token. */
export async function readAsset(
  { api, path }: Repository,
  { tag }: Release,
  { name }: Asset,
): Promise<AsyncIterable<Uint8Array>> {
  return api.stream({
    doing: `reading ${name} back`,
    method: "GET",
    at: downloadPath(path, tag, name),
    accept: [200],
  });
}

export async function deleteAsset({ api, path }: Repository, release: Release, { id, name }: Asset): Promise<void> {
  const at = `${path}/releases/${encodeURIComponent(release.id)}/assets/${encodeURIComponent(id)}`;
  await api.call({ doing: `deleting ${name}`, method: "DELETE", at, accept: [200, 204, 404] });
}
