import { ConflictError } from "../../errors";
import { sameAddress } from "../../model/address";
import type { Asset, Release } from "../../model/release";
import { deleteAsset, holds } from "./assets";
import { confirmRelease } from "./find";
import type { Repository } from "./repository";

/**
 * A look at the files and links of this run when all are there. The server takes a name twice, so jobs that send files of one name
 * at the same moment leave twins: of those the newest stays, by a rule that every job shares.
 *
 * @throws ConflictError when a file of this run is gone, or the newest of its name has other content.
 */
export async function withoutTwins(repository: Repository, release: Release): Promise<Release> {
  let cleared = false;
  for (const [name, { upload, id }] of repository.sent) {
    const [newest, ...older] = release.assets.filter((asset) => asset.name === name).sort(byIdDown);
    if (newest?.id !== id && !(newest !== undefined && (await holds(repository, newest, upload)))) {
      // The next look decides about it anew.
      repository.sent.delete(name);
      throw new ConflictError({ what: `Another run changed ${name} on ${release.tag} at the same moment.` });
    }
    for (const asset of older) await deleteAsset(repository, release, asset);
    cleared ||= older.length > 0;
  }
  for (const [name, url] of repository.links) {
    const links = release.assets.filter((asset) => asset.name === name && asset.storedAt === "");
    const [newest] = links.filter(({ downloadUrl }) => sameAddress(downloadUrl, url)).sort(byIdDown);
    if (newest === undefined) {
      throw new ConflictError({ what: `The link ${name} on ${release.tag} does not lead to ${url}, as it was set.` });
    }
    for (const link of links) if (link !== newest) await deleteAsset(repository, release, link);
    cleared ||= links.length > 1;
  }
  // The addresses of all files are other ones while two share a name.
  return cleared ? confirmRelease(repository, release) : release;
}

const byIdDown = (a: Asset, b: Asset): number => Number(b.id) - Number(a.id);

/** All assets as they are for good: the answer to an upload names an address that the release does not. */
export async function settleAssets(repository: Repository, release: Release): Promise<readonly Asset[]> {
  const now = repository.isFresh(release) ? release : await confirmRelease(repository, release);
  return (await withoutTwins(repository, now)).assets;
}
