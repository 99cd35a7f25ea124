import { AnswerError, HttpError, saidBy } from "../../http";
import type { Release } from "../../model/release";
import type { Upload } from "../forge";
import { confirmationAddress, uploadAddress } from "./addresses";
import { isInvalidToken } from "./refusals";
import type { Repository } from "./repository";
import { TicketWire } from "./wire";

/**
 * Sends one file in the three steps of CNB: asks for a signed address, which lives for seconds; puts the bytes there;
 * says that they are there, before which the file does not exist. An address or a token that has become too old counts
 * as a failed try of the whole.
 */
export async function send(repository: Repository, release: Release, upload: Upload): Promise<void> {
  const doing = `uploading ${upload.file.path}`;
  const { api, path } = repository;
  const answer = await api.once({
    doing,
    method: "POST",
    at: `${path}/releases/${encodeURIComponent(release.id)}/asset-upload-url`,
    json: {
      asset_name: upload.name,
      size: upload.file.size,
      // Without a file to replace, one that somebody stored meanwhile is not for this run to take away.
      overwrite: upload.replaces !== undefined,
      // Days; 0 keeps it for good.
      ttl: 0,
    },
    accept: [200, 201],
  });
  const ticket = api.decode(TicketWire, answer);
  const target = uploadAddress(repository, ticket.upload_url, upload);
  const confirmation = confirmationAddress(repository, ticket.verify_url, { release, upload });
  await put(repository, upload, target);
  await confirm(repository, release, { doing, confirmation });
}

/** The bytes, without the token: the address is the right to use it. */
async function put({ storage }: Repository, { file, body }: Upload, target: URL): Promise<void> {
  const doing = `uploading ${file.path}`;
  try {
    await storage.once({ doing, method: "PUT", at: target.href, body, accept: [200, 201, 204] });
  } catch (error) {
    if (!(error instanceof HttpError) || (error.status !== 401 && error.status !== 403)) throw error;
    const what = `the upload address was refused (${error.status}: ${saidBy(error.body)})`;
    throw new AnswerError(error.request, what, error);
  }
}

async function confirm(
  { api, apiUrl, path }: Repository,
  release: Release,
  { doing, confirmation }: { readonly doing: string; readonly confirmation: URL },
): Promise<void> {
  const at = confirmation.href;
  // The path itself holds the token of the upload.
  const shownAs = `${apiUrl}${path}/releases/${release.id}/asset-upload-confirmation`;
  try {
    await api.once({ doing, method: "POST", at, shownAs, accept: [200, 201, 204] });
  } catch (error) {
    if (!(error instanceof HttpError && isInvalidToken(error))) throw error;
    throw new AnswerError(error.request, `the confirmation was refused (${error.status}: invalid token)`, error);
  }
}
