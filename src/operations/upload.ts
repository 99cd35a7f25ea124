import { ConflictError, PublishError } from "../errors";
import type { Upload } from "../forges/forge";
import { AnswerError, HttpError, isLimit } from "../http";
import type { Asset, Release } from "../model/release";
import type { WantedFile } from "../model/request";
import { type Source, hashStream } from "../model/source";
import { deleteAsset, hasContent, listAssets, named } from "./assets";
import { reread } from "./find";
import type { Gauge } from "./gauge";
import { type Operation, awaited } from "./operation";

/** A file to upload. */
export interface Uploading extends Operation {
  readonly release: Release;
  readonly file: Pick<WantedFile, "path" | "plainerNames">;
  readonly upload: Upload;
  /** Assets that were there before. */
  readonly present: readonly Asset[];
  /** Each try waits for its turn. */
  readonly gauge: Gauge;
}

/**
 * Uploads a file under its name. A server that alters the name gets the file again under a plainer one: what it made of
 * the first nobody could find again.
 *
 * @throws ConflictError when the release is gone, or the name was taken by other content meanwhile.
 */
export async function uploadFile(uploading: Uploading): Promise<Asset> {
  const { memory, log, file, upload, release, present, forge } = uploading;
  const { plainerNames } = file;
  if (plainerNames === undefined) return uploadOnce(uploading);
  const names = [upload.name, ...plainerNames];
  // What is replaced, and what came before, tell how far the server goes.
  const from = Math.max(
    0,
    names.indexOf(upload.replaces?.name ?? upload.name),
    Math.min(memory.altered.names, names.length - 1),
  );
  const [first = upload.name, ...plainer] = names.slice(from);
  claim(uploading, first);
  let asset = await uploadOnce({ ...uploading, upload: { ...upload, name: first } });
  for (const [at, name] of plainer.entries()) {
    if (asset.name === first || asset.name === name) break;
    // By its name only the oldest can be deleted: this one has to be the only one.
    if (forge.can().sameName === "duplicates-by-name" && named(present, asset.name).length > 0)
      throw meeting(file.path, asset.name, "another file");
    await deleteAsset(uploading, release, asset);
    memory.altered.names = Math.max(memory.altered.names, from + at + 1);
    claim(uploading, name);
    log.info(`the server keeps ${upload.name} as ${asset.name}; it is sent again as ${name}`);
    asset = await uploadOnce({ ...uploading, upload: { ...upload, name } });
    if (asset.name === name) break;
  }
  claim(uploading, asset.name);
  if (!names.includes(asset.name))
    log.notice(
      `The server keeps ${file.path} as ${asset.name}, so that a run after this one sends it again. Rename the file, or give it another name: ${file.path} => name.`,
    );
  return asset;
}

/** @throws PublishError for a name under which another file of this run is stored: the server would make one of two. */
function claim({ memory: { claimed }, file: { path } }: Uploading, name: string): void {
  const other = claimed.get(name) ?? path;
  claimed.set(name, other);
  if (other !== path) throw meeting(path, name, other);
}

function meeting(path: string, name: string, other: string): PublishError {
  return new PublishError({
    what: `The server alters file names: ${path} would be stored as ${name}, as ${other} is.`,
    hint: `Look at the files on the release's page, and give one of them another name: ${path} => another-name.`,
  });
}

/**
 * Uploads a file exactly once: what a failed try may have left is looked for before anything is sent again, and what
 * came back has to be what was sent.
 */
async function uploadOnce(uploading: Uploading): Promise<Asset> {
  const { forge, gauge, release, upload } = uploading;
  const doing = `uploading ${upload.source.path}`;
  const send = async (): Promise<Asset> =>
    verified(uploading, await gauge.pass(upload.source.size, () => forge.upload(release, upload)));
  return forge.attempt(
    async () => {
      try {
        return await send();
      } catch (error) {
        if (!(error instanceof HttpError) || isLimit(error)) throw error;
        // A 404 is a release that went away, or a missing right; only the first is a conflict.
        if (error.status === 404) await reread(uploading, release, doing);
        if (![400, 404, 409, 422].includes(error.status)) throw error;
        const left = await takeOver(uploading, doing);
        if (left === "nothing") throw error;
        return left === "cleared" ? send() : left;
      }
    },
    {
      doing,
      recover: async () => {
        const lag = forge.can().listsLag;
        const look = async (): Promise<Asset | "cleared" | undefined> => {
          const left = await takeOver(uploading, doing);
          return left === "nothing" ? undefined : left;
        };
        const left = lag ? await awaited(uploading, look, { within: 1500 }) : await look();
        return left === undefined || left === "cleared" ? undefined : { value: left };
      },
    },
  );
}

/** What the answer tells has to be what was sent; else it is taken away and sent again. */
async function verified(uploading: Uploading, asset: Asset): Promise<Asset> {
  const { release, upload } = uploading;
  const { source } = upload;
  const wrong = await whatIsWrong(asset, source);
  if (wrong === undefined) return asset;
  await deleteAsset(uploading, release, asset);
  if (source.size > 0) throw new AnswerError(`the upload of ${source.path}`, `the server stored it ${wrong}`);
  throw new PublishError({
    what: `Failed uploading ${source.path}, which is empty.`,
    said: `The server stored it ${wrong}; that was taken away again.`,
    hint: "This server cannot store an empty file (Gitea before 1.16). Leave it out, or update the server.",
  });
}

async function whatIsWrong({ complete, size, sha256 }: Asset, source: Source): Promise<string | undefined> {
  if (!complete) return "as unfinished";
  if (size !== undefined && size !== source.size) return `as ${size} of ${source.size} bytes`;
  return sha256 !== undefined && sha256 !== (await source.sha256()) ? "with another sha256" : undefined;
}

/**
 * What a failed try left under its name: the file itself ends the upload, a half-made one is cleared away, other content
 * is somebody else's.
 *
 * @throws ConflictError for other content, where a name can be there once only.
 */
async function takeOver(uploading: Uploading, doing: string): Promise<Asset | "nothing" | "cleared"> {
  const { forge, release, upload, present } = uploading;
  const { replace, sameName } = forge.can();
  const olds = new Set(present.map(({ id }) => id));
  const all = named(await listAssets(uploading, release), upload.name);
  // Where the forge swaps content, new content stands under the old id; where the old one had to go first, it is gone.
  const left = all.filter(({ id }) => replace.by === "swap" || replace.by === "delete-first" || !olds.has(id));
  let cleared = false;
  for (const asset of left) {
    const half = !asset.complete || (await isHalf(uploading, asset));
    if (half) {
      await deleteAsset(uploading, release, asset);
      cleared = true;
      continue;
    }
    const same = await hasContent(uploading, release, { asset, source: upload.source });
    // Downloads can lag behind uploads: then name and size have to do.
    if (same === true || (same === undefined && asset.size === upload.source.size)) return asset;
    const replaced = sameName === "refused" && asset.id === upload.replaces?.id;
    if (sameName !== "duplicates" && !replaced)
      throw new ConflictError({
        what: `Another run uploaded ${asset.name} to ${release.tag} at the same moment (${doing}).`,
      });
  }
  return cleared ? "cleared" : "nothing";
}

/** Whether an asset is the beginning of the file only, which a broken upload can leave. */
async function isHalf({ forge, release, upload: { source } }: Uploading, asset: Asset): Promise<boolean> {
  const { size } = asset;
  if (size === undefined || size >= source.size || forge.can().sameName !== "duplicates-by-name") return false;
  const theirs = await hashStream(await forge.read(release, asset), size);
  return theirs === (await hashStream(firstBytes(source.open(), size), size));
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
