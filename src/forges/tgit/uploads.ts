import { ConflictError } from "../../errors";
import { AnswerError, HttpError, fileBody, hashFile, hashStream, multipartBody } from "../../http";
import type { Asset, Release } from "../../model/release";
import type { Upload } from "../forge";
import { deleteAttachment, readAttachment } from "./attachments";
import { readRelease } from "./find";
import { type Project, releasePath } from "./project";
import { isTaken } from "./refusals";
import { AttachmentWire, toAsset } from "./wire";

/**
 * Sends it under one name. A server may take a name twice, so nothing is sent again before the release was looked at: a file
 * whose answer was lost ends the upload, a half-made one is cleared away.
 *
 * @throws ConflictError when the name was taken by other content meanwhile, or the release is gone.
 */
export async function sendAttachment(project: Project, release: Release, upload: Upload): Promise<Asset> {
  const { api, resent } = project;
  const doing = `uploading ${upload.file.path}`;
  const body = await multipartBody({ field: "file", fileName: upload.name, file: upload.body });
  const at = `${releasePath(project, release.tag)}/attachments`;
  let sent = false;

  async function post(): Promise<Asset> {
    if (sent) resent.add(upload.name);
    sent = true;
    const answer = await api.once({ doing, method: "POST", at, body, accept: [200, 201] });
    const wire = api.decode(AttachmentWire, answer);
    project.sent.add(wire.name);
    return verified(project, { release, upload, asset: toAsset(wire, release.tag, project.places) });
  }

  const find = async (): Promise<Standing> => whatStands(project, release, upload);
  return api.attempt(
    async () => {
      try {
        return await post();
      } catch (error) {
        if (!(error instanceof HttpError) || !(error.status === 404 || isTaken(error))) throw error;
        const found = await find();
        if (found === "nothing") throw error;
        return found === "cleared" ? post() : found;
      }
    },
    {
      doing,
      recover: async () => {
        const found = await find();
        return typeof found === "string" ? undefined : { value: found };
      },
    },
  );
}

/** What is under the name of an upload that failed: the file itself, nothing, or a half-made one that was cleared. */
type Standing = Asset | "nothing" | "cleared";

/** @throws ConflictError for content that is not this file's. */
async function whatStands(project: Project, release: Release, upload: Upload): Promise<Standing> {
  const { assets } = await readRelease(project, release, `looking whether ${upload.file.path} was stored after all`);
  const present = assets.find(({ name }) => name === upload.name);
  if (present === undefined) return "nothing";
  const kind = await compared(project, { release, upload, asset: present });
  if (kind === "same") return present;
  if (kind === "other") {
    throw new ConflictError({ what: `Another run uploaded ${present.name} to ${release.tag} at the same moment.` });
  }
  await deleteAttachment(project, release, present);
  return "cleared";
}

interface Stored {
  readonly release: Release;
  readonly upload: Upload;
  readonly asset: Asset;
}

/** There are no digests: what has the size of the file, or is its beginning only, is read back. */
async function compared(project: Project, stored: Stored): Promise<"same" | "half" | "other"> {
  const { release, asset, upload } = stored;
  const { file } = upload;
  const { size = file.size } = asset;
  if (size > file.size) return "other";
  const theirs = await hashStream(await readAttachment(project, release, asset), file.size);
  if (size === file.size) return theirs === (upload.body.sha256() ?? (await hashFile(file))) ? "same" : "other";
  const begin = firstBytes(fileBody(file, () => undefined).open(), size);
  return theirs === (await hashStream(begin, size)) ? "half" : "other";
}

async function* firstBytes(stream: AsyncIterable<Uint8Array>, bytes: number): AsyncGenerator<Uint8Array> {
  let left = bytes;
  for await (const chunk of stream) {
    if (left === 0) return;
    const part = chunk.subarray(0, left);
    left -= part.length;
    yield part;
  }
}

/** The size is all that the answer tells of the content. */
async function verified(project: Project, { release, upload, asset }: Stored): Promise<Asset> {
  const { file } = upload;
  if (asset.size !== undefined && asset.size !== file.size) {
    await deleteAttachment(project, release, asset);
    const what = `the server stored ${asset.size} of ${file.size} bytes`;
    throw new AnswerError(`the upload of ${file.path}`, what);
  }
  return asset;
}
