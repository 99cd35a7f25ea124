import { ConflictError, PublishError } from "../../errors";
import { fieldsBody } from "../../http";
import type { LinkStep } from "../../model/plan";
import type { Asset, Release } from "../../model/release";
import { confirmRelease } from "./find";
import type { Repository } from "./repository";
import { AssetWire, toAsset } from "./wire";

/**
 * Makes a link to a file elsewhere, or gives the one that is there another address: Forgejo's external assets.
 * https://forgejo.org/docs/latest/user/releases/
 */
export async function setLink(repository: Repository, release: Release, { link, present }: LinkStep): Promise<Asset> {
  const { api, path, webRoot } = repository;
  const at = `${path}/releases/${release.id}/assets`;
  repository.changed();
  if (present === undefined) return addLink(repository, release, link);
  if (present.storedAt !== "") {
    throw new PublishError({
      what: `The link ${link.name} was not made: the release has a file of that name.`,
      hint: "Give the link another name, or delete the file first.",
    });
  }
  const answer = await api.call({
    doing: `changing the link ${link.name}`,
    method: "PATCH",
    at: `${at}/${present.id}`,
    json: { name: link.name, browser_download_url: link.url },
    accept: [200, 201, 404],
  });
  if (answer.status !== 404) return toAsset(api.decode(AssetWire, answer), webRoot);
  throw new ConflictError({ what: `The link ${link.name} is not on the release ${release.tag} any more.` });
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
      const made = assets.find((asset) => asset.name === name && asset.downloadUrl === url);
      return made === undefined ? undefined : { value: made };
    },
  });
}
