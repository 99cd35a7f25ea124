import { PublishError } from "../../errors";
import { list, withoutQuery } from "../../http";
import type { Asset, Release } from "../../model/release";
import type { ChangeTitle } from "../abilities";
import type { Forge, Upload } from "../forge";
import { gone } from "../kit/rest";
import { partOf } from "../kit/shapes";
import { uploadAddress, uploadRefusal } from "./names";
import type { Repository } from "./repository";
import { readAsset } from "./wire";

type Verbs = Pick<Forge, "upload" | "deleteAsset" | "read"> & {
  readonly rename: ChangeTitle;
  list(release: Release): Promise<readonly Asset[]>;
};

/** https://docs.github.com/en/rest/releases/assets */
export function assetVerbs(repository: Repository): Verbs {
  const { rest, path } = repository;
  const at = ({ id }: Pick<Asset, "id">): string => `${path}/releases/assets/${encodeURIComponent(id)}`;

  /** Old hosts want the name in any case. */
  const rename: ChangeTitle = async (_release, { asset, to: { name, label } }) => {
    const doing = `renaming ${asset.name} to ${name}`;
    return rest.read(readAsset, { doing, method: "PATCH", at: at(asset), json: { name, label }, accept: [200] });
  };

  return {
    rename,
    // What comes with the release itself is not complete for releases with many.
    list: (release) =>
      rest.all(
        list(readAsset),
        {
          doing: `listing the files of ${release.tag}`,
          at: `${path}/releases/${encodeURIComponent(release.id)}/assets`,
        },
        () => gone(release),
      ),
    async upload(release, upload) {
      const { source, label } = upload;
      const { url, takesLabel } = uploadTarget(repository, release, upload);
      const doing = `uploading ${source.path}`;
      const asset = await rest.post(readAsset, { doing, at: url.href, body: source, trusted: url.origin });
      if (takesLabel || label === undefined) return asset;
      return rename(release, { asset, to: { ...upload, name: asset.name } });
    },
    deleteAsset: (_release, asset) => rest.remove({ doing: `deleting ${asset.name}`, at: at(asset) }),
    // The server sends the bytes itself or points to its storage, which never gets the token.
    read: (_release, asset, from) =>
      rest.stream({
        doing: `reading ${asset.name}`,
        at: at(asset),
        ...partOf(from, { accept: "application/octet-stream" }),
      }),
  };
}

/** The release's own `upload_url`. @throws PublishError where it may not be given the token. */
function uploadTarget(repository: Repository, release: Release, upload: Upload): ReturnType<typeof uploadAddress> {
  const { path } = upload.source;
  const { uploadUrl = "" } = release;
  if (!URL.canParse(uploadUrl.split("{", 1)[0] ?? "")) {
    throw new PublishError({
      what: `There is nowhere to upload ${path} to.`,
      said: `The release ${release.id} names “${uploadUrl}” as its upload address.`,
      hint: "Is the server one that speaks GitHub's API? Check api_url.",
    });
  }
  const target = uploadAddress(uploadUrl, upload);
  const refused = uploadRefusal(target.url, repository);
  if (refused === undefined) return target;
  throw new PublishError({
    what: `Refused to upload ${path}: the release's upload address is on ${refused}.`,
    said: `The server names ${withoutQuery(target.url)}; the API is at ${repository.apiUrl}.`,
    hint:
      refused === "plain http"
        ? "The token would be readable on its way. Set the server's own address to https there, or set allow_insecure_http: true here."
        : "The token goes to the API's own host, its uploads host or the host of server_url only. Set server_url or api_url to the right server.",
  });
}
