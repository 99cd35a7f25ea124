import { PublishError } from "../../errors";
import { AnswerError, HttpError, saidBy, withoutQuery } from "../../http";
import type { Release } from "../../model/release";
import type { Upload } from "../forge";
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
  const target = uploadAddress(ticket.upload_url, upload);
  const confirmation = confirmationAddress(repository, ticket.verify_url, upload);
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

/** @throws PublishError for an address that is not encrypted, except on this machine. */
function uploadAddress(given: string, { file }: Upload): URL {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (url?.protocol === "https:") return url;
  if (url?.protocol === "http:" && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname)) return url;
  throw new PublishError({
    what: `Refused to upload ${file.path}: the address for it is not https.`,
    said: `The server names ${url === undefined ? "something that is no address" : withoutQuery(url)}.`,
    hint: "Ask who runs the server: upload addresses are signed and must be encrypted.",
  });
}

/**
 * Where an upload is confirmed: a whole address, or one from the API root on. It gets the token, so it has to be on the
 * API's own origin and one of this repository's releases: a server that only hands out addresses could send the token's
 * rights anywhere else.
 *
 * @throws PublishError for any other.
 */
function confirmationAddress({ apiUrl, path }: Repository, given: string, { file }: Upload): URL {
  const fromRoot = given.startsWith(`${path}/`) || !/^([a-z][a-z0-9+.-]*:|\/)/i.test(given);
  const text = fromRoot ? `${apiUrl}/${given.replace(/^\//, "")}` : given;
  const url = URL.canParse(text, apiUrl) ? new URL(text, apiUrl) : undefined;
  const same = url?.origin === new URL(apiUrl).origin;
  if (same && url.pathname.toLowerCase().includes(`${path}/releases/`.toLowerCase())) return url;
  const where = same ? "is none of this repository's releases" : "is on another host";
  throw new PublishError({
    what: `Refused to confirm the upload of ${file.path}: the address for it ${where}.`,
    said: `The server names ${url?.origin ?? "something that is no address"}; the API is at ${apiUrl}.`,
    hint: "The token goes to the API's own host only. Set api_url to the API root that the server itself uses.",
  });
}
