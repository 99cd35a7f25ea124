import { AnswerError, HttpError, saidBy } from "../../http";
import type { Forge } from "../forge";
import { asset, partOf } from "../kit/shapes";
import { signedAddress } from "../kit/signed";
import { confirmationAddress } from "./confirmation";
import { isInvalidToken } from "./refusals";
import type { Repository } from "./repository";
import { UploadWire, downloadPath } from "./wire";

type Verbs = Pick<Forge, "upload" | "deleteAsset" | "read">;

/** https://api.cnb.cool, Releases */
export function assetVerbs(repository: Repository): Verbs {
  const { rest, storage, http, serverUrl, apiUrl, path } = repository;
  return {
    /**
     * The three steps of CNB: asks for a signed address, which lives for seconds; puts the bytes there; says that they
     * are there, before which the file does not exist. No answer tells anything of it.
     */
    async upload(release, { source, name, replaces }) {
      const doing = `uploading ${source.path}`;
      const at = `${path}/releases/${encodeURIComponent(release.id)}`;
      // Without a file to replace, one that somebody uploaded meanwhile is not for this run to take away. ttl: days; 0 keeps it.
      const json = { asset_name: name, size: source.size, overwrite: replaces !== undefined, ttl: 0 };
      const { upload_url, verify_url } = await rest.post(UploadWire, { doing, at: `${at}/asset-upload-url`, json });
      const target = signedAddress(http, { given: upload_url, path: source.path });
      const confirmation = confirmationAddress(repository, { given: verify_url, release, path: source.path });
      const accept = [200, 201, 204];
      await step(
        () => storage.once({ doing, method: "PUT", at: target.href, body: source, accept }),
        ({ status, body }) =>
          [401, 403].includes(status) ? `the upload address was refused (${status}: ${saidBy(body)})` : undefined,
      );
      // The path itself holds the token of the upload.
      const shownAs = `${apiUrl}${at}/asset-upload-confirmation`;
      await step(
        () => rest.once({ doing, method: "POST", at: confirmation.href, shownAs, accept }),
        (error) =>
          isInvalidToken(error) ? `the confirmation was refused (${error.status}: invalid token)` : undefined,
      );
      return asset({
        id: "",
        name,
        size: source.size,
        sha256: await source.sha256(),
        contentType: source.type,
        downloadUrl: serverUrl + downloadPath(repository, { tag: release.tag, name }),
      });
    },
    deleteAsset: (release, { id, name }) =>
      rest.remove({
        doing: `deleting ${name}`,
        at: `${path}/releases/${encodeURIComponent(release.id)}/assets/${encodeURIComponent(id)}`,
      }),
    // The API points to its storage, which never gets the token.
    read: ({ tag }, { name }, from) =>
      rest.stream({ doing: `reading ${name}`, at: downloadPath(repository, { tag, name }), ...partOf(from) }),
  };
}

/** One step of an upload. An address or a token that has become too old is a failed try of the whole. */
async function step(send: () => Promise<unknown>, outdated: (error: HttpError) => string | undefined): Promise<void> {
  try {
    await send();
  } catch (error) {
    const what = error instanceof HttpError ? outdated(error) : undefined;
    if (!(error instanceof HttpError) || what === undefined) throw error;
    throw new AnswerError(error.request, what, { cause: error });
  }
}
