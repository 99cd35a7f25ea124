import { ConflictError, PublishError } from "../../errors";
import { AnswerError, type Content, HttpError, hashFile, signedHeaders, whyNotSent } from "../../http";
import type { Asset, Release } from "../../model/release";
import type { Upload } from "../forge";
import { isContent, named, newest, readAsset, readStored } from "./assets";
import { refuseGone, releasePath, standingRelease } from "./find";
import { codeOf, wordsOf } from "./refusals";
import type { Repository, Sent } from "./repository";
import { LONG, SHORT, lookAgain } from "./showing";
import { isOutdated, signedAddress } from "./store";
import { UploadWire } from "./wire";

/**
 * Uploads a file: a signed address is asked for, new for each try, and the bytes are put there. The attachment shows up
 * later; `settle` looks for all of them at once. Only where a name is there already it is waited for here, because the
 * old one may go only then.
 *
 * @throws ConflictError when the release is gone, or other content of that name came in between.
 */
export async function storeAsset(repository: Repository, release: Release, upload: Upload): Promise<Asset> {
  const doing = `uploading ${upload.file.path}`;
  const sending = { repository, release, upload, doing };
  const stored = await repository.store
    .attempt(() => put(sending), { doing, recover: () => whetherStored(sending) })
    .catch((error: unknown) => {
      throw inWords(error);
    });
  repository.done.sent.set(upload.name, await contentOf(upload));
  return stored ?? (named(release, upload.name).length === 0 ? promised(upload) : beside(sending));
}

interface Sending {
  readonly repository: Repository;
  readonly release: Release;
  readonly upload: Upload;
  readonly doing: string;
}

/** What is known of an attachment before the server shows it. */
function promised({ name, file }: Upload): Asset {
  const unknown = { label: "", sha256: undefined, downloadUrl: "", storedAt: "", linkType: "" };
  return { ...unknown, id: name, name, size: file.size, complete: true, contentType: file.contentType };
}

/** One try. The store says 200 for bytes that GitCode could not attach, too. */
async function put({ repository, release, upload, doing }: Sending): Promise<undefined> {
  const { url, headers } = await uploadPlace({ repository, release, upload, doing });
  const call = { doing, method: "PUT", at: url, headers, accept: [200, 201, 204] } as const;
  const body = { ...upload.body, type: "" };
  const answer = await repository.store.once({ ...call, body }).catch((error: unknown) => {
    if (!(error instanceof HttpError) || !isOutdated(error)) throw error;
    throw new AnswerError(error.request, "the address of the upload ran out", error);
  });
  if (codeOf(answer.status, answer.body()) < 400) return undefined;
  const words = wordsOf(answer.body());
  throw new AnswerError(answer.request, `the object store took the file, but it was not attached (${words})`);
}

/** Where the bytes go, and exactly what has to be sent along: both are signed. */
async function uploadPlace({ repository, release, upload, doing }: Sending): Promise<{
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}> {
  // As part of the address and not as a query: blanks have to be %20.
  const at = `${releasePath(repository, release.tag)}/upload_url?file_name=${encodeURIComponent(upload.name)}`;
  return repository.ask({ doing, method: "GET", at, accept: [200, 404] }, async (reply) => {
    await refuseGone(repository, release, reply);
    const { url, headers } = repository.api.decode(UploadWire, reply.answer);
    const address = signedAddress(url, doing, repository.http);
    const reason = whyNotSent(headers, { url: address, body: upload.body });
    if (reason !== undefined) throw unfit(doing, reason);
    return { url: address.href, headers: signedHeaders(headers) };
  });
}

function unfit(doing: string, reason: string): PublishError {
  return new PublishError({
    what: `Refused ${doing}: the server wants headers to be sent with the file that are not its to choose.`,
    said: `It names ${reason}.`,
    hint: "Is there a proxy before the server that changes its answers? Check api_url.",
  });
}

/**
 * After a try that failed: the file may be attached all the same. Its own content ends the upload, other content is
 * somebody else's.
 */
async function whetherStored(sending: Sending): Promise<{ value: Asset } | undefined> {
  const { repository, release, upload } = sending;
  // Before its last byte was sent a file cannot be there.
  const waits = upload.body.sha256() === undefined ? [] : SHORT;
  const until = `it is clear whether ${upload.name} was stored`;
  const found = await lookAgain(repository, { until, waits, look: () => newcomer(sending) });
  if (found === undefined || found.sure) return found && { value: found.asset };
  const now = await standingRelease(repository, release);
  if (await isOwn(sending, () => readAsset(repository, now, found.asset))) return { value: found.asset };
  throw new ConflictError({ what: `Another run uploaded ${upload.name} to ${release.tag} at the same moment.` });
}

/** Waits for the new one beside an old one of its name. */
async function beside(sending: Sending): Promise<Asset> {
  const { repository, release, upload } = sending;
  const until = `the release shows the new ${upload.name}`;
  const found = await lookAgain(repository, { until, waits: LONG, look: () => newcomer(sending) });
  if (found !== undefined) return found.asset;
  throw new PublishError({
    what: `${upload.name} was uploaded, but the release ${release.tag} still shows the old one.`,
    hint: "Nothing was deleted. Run it again: a file that shows up late is found then.",
  });
}

/**
 * What came under the name since the release was looked at. A server that puts new content in the place of the old one
 * shows nothing new: there only the content tells, which is `sure` then.
 */
async function newcomer(sending: Sending): Promise<{ readonly asset: Asset; readonly sure: boolean } | undefined> {
  const { repository, release, upload } = sending;
  const now = await standingRelease(repository, release);
  const olds = new Set(named(release, upload.name).map(({ id }) => id));
  const present = named(now, upload.name);
  const asset = newest(present.filter(({ id }) => !olds.has(id)));
  if (asset !== undefined) return { asset, sure: false };
  const [only, ...more] = present;
  if (only === undefined || more.length > 0) return undefined;
  return (await isOwn(sending, () => readStored(repository, now, only))) ? { asset: only, sure: true } : undefined;
}

async function isOwn({ upload }: Sending, read: () => Promise<Content>): Promise<boolean> {
  return (await isContent(await contentOf(upload), read)) === true;
}

async function contentOf({ body, file }: Upload): Promise<Sent> {
  return { sha256: body.sha256() ?? (await hashFile(file)), size: file.size };
}

/** A file that was taken and not attached is no trouble of the line between. */
function inWords(error: unknown): unknown {
  if (!(error instanceof PublishError) || !(error.cause instanceof AnswerError)) return error;
  const hint = "GitCode has trouble of its own. Run it again: what is already uploaded is not sent again.";
  return new PublishError({ what: error.message, said: error.said, hint, cause: error });
}
