import { PublishError } from "../../errors";
import { fieldsBody } from "../../http";
import { sameAddress } from "../../model/address";
import type { LinkStep } from "../../model/plan";
import type { Asset, Release } from "../../model/release";
import { deleteAsset } from "./assets";
import { confirmRelease } from "./find";
import type { Repository } from "./repository";
import { AssetWire, toAsset } from "./wire";

/**
 * Makes a link to a file elsewhere: Forgejo's external assets. One that leads elsewhere is made anew and then taken
 * away, because a change of its address is answered as done and is not. Whether all are there is seen at the end.
 * https://forgejo.org/docs/latest/user/releases/
 */
export async function setLink(repository: Repository, release: Release, { link, present }: LinkStep): Promise<Asset> {
  if (present !== undefined && present.storedAt !== "") {
    throw new PublishError({
      what: `The link ${link.name} was not made: the release has a file of that name.`,
      hint: "Give the link another name, or delete the file first.",
    });
  }
  repository.changed();
  repository.links.set(link.name, link.url);
  if (present !== undefined && sameAddress(present.downloadUrl, link.url)) return present;
  const made = await addLink(repository, release, link);
  if (present !== undefined) await deleteAsset(repository, release, present);
  return made;
}

async function addLink(repository: Repository, release: Release, { name, url }: LinkStep["link"]): Promise<Asset> {
  const { api, path, webRoot } = repository;
  const doing = `adding the link ${name}`;
  const call = {
    doing,
    method: "POST",
    at: `${path}/releases/${release.id}/assets`,
    query: { name },
    body: await fieldsBody({ external_url: url }),
    accept: [201],
  } as const;
  return api.attempt(async () => toAsset(api.decode(AssetWire, await api.once(call)), webRoot), {
    doing,
    async recover() {
      const { assets } = await confirmRelease(repository, release);
      const made = assets.find((asset) => asset.name === name && sameAddress(asset.downloadUrl, url));
      return made === undefined ? undefined : { value: made };
    },
  });
}
