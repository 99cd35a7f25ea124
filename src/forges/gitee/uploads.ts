import { CancelledError, ConflictError, PublishError } from "../../errors";
import { AnswerError, HttpError, hashFile, hashStream, multipartBody } from "../../http";
import type { Asset, Release } from "../../model/release";
import type { Upload } from "../forge";
import { attachmentsPath, deleteAttachment, listAttachments, readAttachment } from "./attachments";
import { gone, readRelease } from "./find";
import { plainerNames } from "./names";
import type { Repository } from "./repository";
import { AttachmentWire, toAsset } from "./wire";

interface Sending {
  readonly repository: Repository;
  readonly release: Release;
  readonly upload: Upload;
  readonly name: string;
}

/**
 * Attaches a file under its own name. A server that alters it gets the file again under a name without what it may have
 * found special: what it made of the first name nobody could find again.
 *
 * @throws ConflictError when another run attached another file of that name meanwhile, or the release is gone.
 */
export async function storeAttachment(repository: Repository, release: Release, upload: Upload): Promise<Asset> {
  const names = [upload.name, ...plainerNames(upload.file.name)];
  // What is replaced tells how far the server goes.
  const from = Math.max(0, names.indexOf(upload.replaces?.name ?? upload.name));
  const [first = upload.name, ...plainer] = names.slice(from);
  claim(repository, upload, first);
  let stored = await send({ repository, release, upload, name: first });
  for (const name of plainer) {
    if (stored.name === first) break;
    const other = repository.claimed.get(name);
    const fits = stored.name === name && other === undefined;
    if (!fits) await deleteAttachment(repository, release, stored);
    claim(repository, upload, name);
    if (!fits) {
      repository.log.info(`the server keeps ${upload.name} as ${stored.name}; it is sent again as ${name}`);
      stored = await send({ repository, release, upload, name });
    }
    if (stored.name === name) break;
  }
  // Where this server alters the name, what stood under the altered one was this file's: it goes when all is settled.
  repository.sent.add(stored.name);
  if (!names.includes(stored.name))
    repository.log.notice(
      `The server keeps ${upload.file.path} as ${stored.name}, so that a run after this one sends it again. Rename the file.`,
    );
  return stored;
}

/** @throws PublishError for a name under which another file of this run is stored: the server would make one of two. */
function claim({ claimed }: Repository, { file }: Upload, name: string): void {
  const other = claimed.get(name) ?? file.path;
  claimed.set(name, other);
  if (other === file.path) return;
  throw new PublishError({
    what: `The server alters file names: ${file.path} would be stored as ${name}, as ${other} is.`,
    hint: `Give one of them another name: ${file.path} => another-name.`,
  });
}

/** A failed try may have landed all the same: the list is looked at before anything is sent again. */
function send(sending: Sending): Promise<Asset> {
  const { repository, release, upload, name } = sending;
  const { api, webUrl } = repository;
  const doing = `uploading ${upload.file.path}`;

  async function post(): Promise<Asset> {
    const body = await multipartBody({ field: "file", fileName: name, file: upload.body });
    const at = attachmentsPath(repository, release);
    try {
      const answer = await api.once({ doing, method: "POST", at, body, accept: [201] });
      return await verified(sending, toAsset(api.decode(AttachmentWire, answer), { tag: release.tag, webUrl }));
    } catch (error) {
      // 404 is a release that went away, or a missing right; only the first is a conflict.
      const missing = error instanceof HttpError && error.status === 404;
      if (missing && (await readRelease(repository, release.id, doing)) === undefined) throw gone(release);
      throw error;
    }
  }

  return api.attempt(post, { doing, recover: () => landed(sending) });
}

/** What the server counts has to be what was sent; else it is taken away and sent again. */
async function verified({ repository, release, upload: { file } }: Sending, asset: Asset): Promise<Asset> {
  if (asset.size === undefined || asset.size === file.size) return asset;
  await deleteAttachment(repository, release, asset);
  throw new AnswerError(`the upload of ${file.path}`, `the server stored ${asset.size} of ${file.size} bytes`);
}

/** What a try without an answer left behind: an attachment of this name that was not there when the run looked. */
async function landed(sending: Sending): Promise<{ readonly value: Asset } | undefined> {
  const { repository, release, name } = sending;
  const assets = await listAttachments(repository, release);
  const fresh = assets.filter((asset) => asset.name === name && !repository.met.has(asset.id));
  if (fresh.length === 0) return undefined;
  for (const asset of fresh) if (await isSame(sending, asset)) return { value: asset };
  throw new ConflictError({ what: `Another run uploaded ${name} to ${release.tag} at the same moment.` });
}

async function isSame({ repository, release, upload }: Sending, asset: Asset): Promise<boolean> {
  const { file, body } = upload;
  if (asset.size !== undefined && asset.size !== file.size) return false;
  const own = body.sha256() ?? (await hashFile(file));
  try {
    return (await hashStream(await readAttachment(repository, release, asset), file.size)) === own;
  } catch (error) {
    if (error instanceof CancelledError) throw error;
    // Downloads lag behind uploads: then the list has to do, which shows a new file of this name and size.
    return asset.size !== undefined;
  }
}
