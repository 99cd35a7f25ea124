import { PublishError } from "../../errors";
import { fieldsBody, multipartBody } from "../../http";
import { sameAddress } from "../../model/address";
import type { LinkStep } from "../../model/plan";
import type { Asset, Release } from "../../model/release";
import type { Forge } from "../forge";
import { orGone } from "../kit/rest";
import { partOf } from "../kit/shapes";
import type { Repository } from "./repository";
import { supports } from "./server";

type Verbs = Pick<Forge, "upload" | "deleteAsset" | "read"> & {
  setLink(release: Release, step: LinkStep): Promise<Asset>;
};

/**
 * https://docs.gitea.com/api/#tag/repository/operation/repoCreateReleaseAttachment
 *
 * @param readAgain reads a release, which has all of its assets
 */
export function assetVerbs(repository: Repository, readAgain: Forge["release"]): Verbs {
  const { api, path, server, readAsset } = repository;
  const at = ({ id }: Release): string => `${path}/releases/${id}/assets`;

  const verbs: Verbs = {
    async upload(release, { source, name }) {
      const runs = await server.ask();
      // As the whole body, which the server streams, or in a form, of which it keeps a part in memory. Any type but a
      // form's means a whole body, and one of a urlencoded type would be lost: so it is the plain one.
      const sent =
        runs !== undefined && supports(runs, "rawUploads")
          ? { body: source, headers: { "content-type": "application/octet-stream" } }
          : { body: await multipartBody({ field: "attachment", fileName: name, file: source }) };
      // The name goes by the query, so that quotes, slashes and foreign letters survive.
      return api.post(readAsset, { doing: `uploading ${source.path}`, at: at(release), query: { name }, ...sent });
    },
    deleteAsset(release, { id, name }) {
      const doing = `deleting ${name}`;
      return repository.deleteAt({ doing, at: `${at(release)}/${id}` }, async () => {
        const now = await readAgain(release, doing);
        return now?.assets.some((asset) => asset.id === id) === true;
      });
    },
    // From the host of the API whatever address the server names; its storage, to which it may point, never gets the
    // token.
    async read(_release, { name, storedAt }, from) {
      const doing = `reading ${name}`;
      if (storedAt === undefined)
        throw new PublishError({
          what: `Failed ${doing}: it is a link to a file elsewhere, or the server names no place.`,
        });
      return api.stream({ doing, at: storedAt, ...partOf(from, { accept: "*/*" }) });
    },
    // Forgejo's external assets. One that leads elsewhere is made anew and then deleted, because a change of its address
    // is answered as done and is not. https://forgejo.org/docs/latest/user/releases/
    async setLink(release, { link: { name, url }, present }) {
      if (present?.storedAt !== undefined) {
        throw new PublishError({
          what: `The link ${name} was not made: the release has a file of that name.`,
          hint: "Give the link another name, or delete the file first.",
        });
      }
      const isWanted = (asset: Asset): boolean => asset.name === name && sameAddress(asset.downloadUrl, url);
      if (present !== undefined && isWanted(present)) return present;
      const doing = `adding the link ${name}`;
      const call = { doing, at: at(release), query: { name }, body: await fieldsBody({ external_url: url }) };
      const made = await api.attempt(() => api.post(readAsset, call), {
        doing,
        async recover() {
          const value = orGone(release, await readAgain(release, doing)).assets.find(isWanted);
          return value && { value };
        },
      });
      if (present !== undefined) await verbs.deleteAsset(release, present);
      return made;
    },
  };
  return verbs;
}
