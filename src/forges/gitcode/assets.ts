import { CancelledError, PublishError } from "../../errors";
import { type Content, hashStream } from "../../http";
import type { Asset, Release } from "../../model/release";
import { releasePath } from "./find";
import type { Repository, Sent } from "./repository";
import { signedAddress } from "./store";
import { ReleaseWire } from "./wire";

/** Attachments of one name: more than one only where the server takes a name twice. */
export function named({ assets }: Release, name: string): readonly Asset[] {
  return assets.filter((asset) => asset.name === name);
}

/** Ids count up. */
export function newest(assets: readonly Asset[]): Asset | undefined {
  return [...assets].sort((a, b) => Number(b.id) - Number(a.id))[0];
}

/** Whether content is what was sent; `undefined` when it cannot be read, which says nothing. */
export async function isContent({ sha256, size }: Sent, read: () => Promise<Content>): Promise<boolean | undefined> {
  try {
    return (await hashStream(await read(), size)) === sha256;
  } catch (error) {
    if (error instanceof CancelledError) throw error;
    return undefined;
  }
}

/**
 * Deletes an attachment.
 *
 * @throws PublishError for one without an id.
 */
export async function deleteAsset(repository: Repository, release: Release, asset: Asset): Promise<void> {
  const doing = `deleting ${asset.name}`;
  if (!repository.givesIds()) {
    throw new PublishError({
      what: `Failed ${doing}.`,
      said: "The server gives attachments no ids, and deletes by id only.",
      hint: "Delete it on the page of the release.",
    });
  }
  const at = `${releasePath(repository, release.tag)}/attach_files/${encodeURIComponent(asset.id)}`;
  await repository.ask({ doing, method: "DELETE", at, accept: [200, 204, 404] }, () => undefined);
  repository.done.deleted.add(asset.id);
}

/** Content of an attachment. There is a route for a name; which of two of one name it means nobody says. */
export async function readAsset(repository: Repository, release: Release, asset: Asset): Promise<Content> {
  const doing = `reading ${asset.name} back`;
  if (named(release, asset.name).length > 1) return readStored(repository, release, asset);
  const at = `${releasePath(repository, release.tag)}/attach_files/${encodeURIComponent(asset.name)}/download`;
  return repository.api.stream({ doing, method: "GET", at, headers: { accept: "*/*" }, accept: [200] });
}

/**
 * Content of this very attachment, from the object store. The route for signed addresses is shadowed for a tag that is
 * called `latest`.
 */
export async function readStored(repository: Repository, release: Release, asset: Asset): Promise<Content> {
  const doing = `reading ${asset.name} back`;
  const at = releasePath(repository, release.tag);
  const query = { temp_download_url: "true" };
  const found = await repository.ask({ doing, method: "GET", at, query, accept: [200] }, ({ answer }) =>
    repository.release(repository.api.decode(ReleaseWire, answer)),
  );
  const stored = named(found, asset.name).find(({ id }) => id === asset.id);
  if (found.tag === release.tag && stored !== undefined && stored.downloadUrl !== asset.downloadUrl) {
    const address = signedAddress(stored.downloadUrl, doing, repository.http);
    return repository.store.stream({ doing, method: "GET", at: address.href, accept: [200] });
  }
  throw new PublishError({ what: `Failed ${doing}: the server names no address of its content.` });
}
