import { PublishError } from "../../errors";
import type { Asset, Release } from "../../model/release";
import type { Upload } from "../forge";
import { deleteAttachment } from "./attachments";
import { plainName } from "./names";
import type { Project } from "./project";
import { sendAttachment } from "./uploads";

/**
 * Uploads a file. A server that drops other letters than plain ones gets it again under a name of those: what it made of
 * the first one nobody could foresee.
 *
 * @throws ConflictError when the name was taken by other content meanwhile, or the release is gone.
 */
export async function storeAttachment(project: Project, release: Release, upload: Upload): Promise<Asset> {
  const { log } = project.options;
  const { path } = upload.file;
  const plain = plainName(upload.file.name);
  const first = project.plainOnly.seen || upload.replaces?.name === plain ? plain : upload.name;
  claim(project, upload, first);
  const asset = await sendAttachment(project, release, { ...upload, name: first });
  if (asset.name === first) return asset;
  if (first === plain) {
    log.notice(
      `The server stored ${path} as ${asset.name}, not as ${first}: another run will not know it again. Give it a plainer name: ${path} => name.`,
    );
    return asset;
  }
  project.plainOnly.seen = true;
  claim(project, upload, asset.name);
  claim(project, upload, plain);
  if (asset.name !== plain) {
    // By its name only the older of two can be deleted: this one has to be the only one.
    if (release.assets.some(({ name }) => name === asset.name)) throw meeting(path, asset.name, "another file");
    await deleteAttachment(project, release, asset);
    project.claimed.delete(asset.name);
  }
  // Where this server drops letters, what stood under the plain name was this file's: it goes when all is settled.
  if (asset.name === plain) return asset;
  log.info(`the server keeps ${upload.name} as ${asset.name}; it is sent again as ${plain}`);
  return sendAttachment(project, release, { ...upload, name: plain });
}

/** @throws PublishError for a name under which another file of this run is stored: the server would make one of two. */
function claim({ claimed }: Project, { file }: Upload, name: string): void {
  const other = claimed.get(name) ?? file.path;
  claimed.set(name, other);
  if (other !== file.path) throw meeting(file.path, name, other);
}

function meeting(path: string, name: string, other: string): PublishError {
  return new PublishError({
    what: `The server alters file names: ${path} would be stored as ${name}, as ${other} is.`,
    hint: `Look at the files on the release's page, and give one of them another name: ${path} => another-name.`,
  });
}
