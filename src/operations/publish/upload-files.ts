import { CancelledError, ConflictError, PublishError } from "../../errors";
import type { AssetTitle, Upload } from "../../forges/forge";
import { refusalOf } from "../../forges/kit/rest";
import type { FileStep, Match, Plan, Title } from "../../model/plan";
import type { Asset, Release } from "../../model/release";
import type { WantedFile } from "../../model/request";
import type { RunMemory } from "../../model/run-memory";
import { words } from "../../model/words";
import { deleteAsset } from "../assets";
import type { Gauge } from "../gauge";
import { type Operation, eachLimited, followed } from "../operation";
import { draftKeeper } from "../pushed-tag";
import { replaceFile, retitle } from "../replace";
import { uploadFile } from "../upload";
import { changes, sends } from "./files";

/** One of this run's files as it ends up. */
export interface PublishedFile {
  readonly file: WantedFile;
  readonly status: FileStep["status"];
  /** `undefined` for a file that was skipped or linked. */
  readonly asset: Asset | undefined;
  /** sha256 of the asset's content, lower-case hex, where it is known. */
  readonly sha256: string | undefined;
  /** Address of a file that is linked instead. */
  readonly linkedTo?: string | undefined;
  /** Why it was skipped. */
  readonly why?: string | undefined;
}

export interface UploadingFiles extends Operation {
  readonly tag: string;
  readonly plan: Pick<Plan, "files">;
  /** Assets that were there before. */
  readonly present: readonly Asset[];
  readonly packageName: string | undefined;
  readonly gauge: Gauge;
  /** What becomes of a file that turns out to be too large. */
  readonly oversizedFiles: "fail" | "skip" | "link";
}

type Sending = UploadingFiles & { readonly release: Release | undefined; readonly keepHidden: () => Promise<void> };

/** Where files go. */
interface To {
  /** `undefined` where files come first. */
  readonly release: Release | undefined;
  /** Settles when it is sure that the release is the one of its tag. */
  readonly stays?: Promise<void>;
}

/** Bytes of a file that is sent before that is sure: less time is lost with it than with waiting. */
const SOON = 4 * 1024 * 1024;

/** A file that needs no work, or none yet, as the outputs show it. */
export async function untouched(step: FileStep, operation: { readonly memory: RunMemory }): Promise<PublishedFile> {
  const { match, status } = step;
  const asset = status === "unchanged" || status === "kept" ? step.asset : undefined;
  // What this run sent before it had to look again is not "unchanged".
  const sent = status === "unchanged" ? operation.memory.sent.get(match.file.storedName)?.how : undefined;
  if (status === "linked")
    return { file: match.file, status, asset, sha256: await match.file.sha256(), linkedTo: step.url };
  const sha256 = status === "unchanged" ? await match.file.sha256() : asset?.sha256;
  const why = status === "skipped" ? step.why : undefined;
  return { file: match.file, status: sent ?? status, asset, sha256, why };
}

/** Begins what the first uploads need while the release is made. */
export function getReady({ forge, gauge, plan }: UploadingFiles): void {
  const soon = gauge.atFirst(plan.files.filter(sends).map(({ match }) => match.file.size));
  if (soon > 0) forge.awaitUploads?.(soon);
}

/** Brings every file of the plan onto the release, several at a time; where files come first, to where it finds them. */
export async function uploadFiles(uploading: UploadingFiles, { release, stays }: To): Promise<PublishedFile[]> {
  const sending = { ...uploading, release, keepHidden: draftKeeper(uploading, release) };
  uploading.log.expects(uploading.plan.files.filter(sends).map(({ match }) => match.file));
  let lost = false;
  stays?.catch(() => (lost = true));
  const sent = eachLimited(uploading.plan.files, uploading.gauge.most, async (step) => {
    if (lost || step.match.file.size > SOON) await stays;
    if (!changes(step)) return untouched(step, uploading);
    for (const asset of step.match.leftovers) await deleteAsset(uploading, standing(sending), asset);
    switch (step.status) {
      case "uploaded":
      case "replaced":
        return skippedIfTooLarge(sending, step, () => send(sending, step));
      case "unchanged": {
        for (const asset of step.match.duplicates) await deleteAsset(uploading, standing(sending), asset);
        const same = await untouched(step, uploading);
        if (step.retitle === undefined) return same;
        return { ...same, asset: await retitle(sending, standing(sending), { asset: step.asset, to: step.retitle }) };
      }
      case "kept":
      case "skipped":
      case "linked":
        return untouched(step, uploading);
      default:
        return step satisfies never;
    }
  });
  // That another draft is the one explains whatever failed on this one; what is on its way ends first.
  await Promise.allSettled([sent]);
  await stays;
  const files = await sent;
  refusedNow(uploading, files);
  return files;
}

/** What turned out to be too large is linked instead: the notes have to be planned anew. */
function refusedNow({ memory, oversizedFiles }: UploadingFiles, files: readonly PublishedFile[]): void {
  const refused = files.filter(({ file, status }) => status === "skipped" && memory.tooLarge.has(file.path));
  if (oversizedFiles !== "link" || refused.length === 0) return;
  const paths = refused.map(({ file }) => file.path).join(", ");
  throw new ConflictError({ what: `The server refused ${paths} as too large: links go into the notes instead.` });
}

type Sent = Extract<FileStep, { status: "uploaded" | "replaced" }>;

function standing({ release, tag }: Sending): Release {
  if (release !== undefined) return release;
  throw new PublishError({ what: `There is no release of ${tag} yet to which a file could belong.` });
}

/** What is already there of a file that is too large now stays as it is, except where it had to go first. */
async function skippedIfTooLarge(
  { oversizedFiles, memory, log }: Sending,
  { match: { file } }: Sent,
  work: () => Promise<PublishedFile>,
): Promise<PublishedFile> {
  try {
    return await work();
  } catch (error) {
    if (oversizedFiles === "fail" || !isTooLarge(error)) throw error;
    const said = error instanceof PublishError ? (error.said ?? error.message) : "";
    const why = `${file.path} has ${words.size(file.size)}, which is too large for this server. ${said}`;
    if (oversizedFiles === "link") memory.tooLarge.set(file.path, why);
    else log.notice(`Skipped: ${why}`);
    return { file, status: "skipped", asset: undefined, sha256: undefined, why };
  }
}

/** Whether a server refused an upload for its size alone: its limit shows only then where nobody tells it before. */
function isTooLarge(error: unknown): boolean {
  const refusal = refusalOf(error);
  if (refusal === undefined) return false;
  const { status, body } = refusal;
  const said = (typeof body === "string" ? body : JSON.stringify(body ?? "")).slice(0, 2000);
  if (/quota/i.test(said)) return false;
  return (
    status === 413 ||
    ([400, 422].includes(status) && /too ?large|EntityTooLarge|larger than \d|附件大小超过/i.test(said))
  );
}

/** Sends one file, or gives the copy that waits under a temporary name its own; remembers that it was this run's. */
async function send(sending: Sending, step: Sent): Promise<PublishedFile> {
  const { memory } = sending;
  const { match, status } = step;
  const { file } = match;
  await sending.keepHidden();
  const asset = await transferred(sending, match, step.title, step.status === "replaced" ? step.old : undefined);
  const again = memory.sent.has(file.storedName);
  memory.sent.set(file.storedName, { how: status, name: asset.name, id: asset.id, source: file, again });
  return { file, status, asset, sha256: await file.sha256() };
}

async function transferred(sending: Sending, match: Match, title: Title, old: Asset | undefined): Promise<Asset> {
  const { forge, log, present, packageName } = sending;
  const { file, waiting } = match;
  const name = file.storedName;
  const { replace, order } = forge.can();
  const to: AssetTitle = { name, ...title };
  if (waiting !== undefined && old === undefined && replace.by === "rename")
    return replace.rename(standing(sending), { asset: waiting, to });
  const transfer = log.transfer(file);
  const source = followed(file, transfer);
  const upload = { ...to, source, packageName, replaces: undefined };
  try {
    const asset =
      sending.release === undefined && order.first === "files"
        ? await placed(sending, order.place, upload)
        : await onto({ ...sending, release: standing(sending), file, upload, present }, match, old);
    transfer.done(`uploaded ${calledAs(file, asset.name)}, ${words.size(file.size)}`);
    return asset;
  } catch (error) {
    if (error instanceof ConflictError || error instanceof CancelledError) transfer.dropped();
    else transfer.failed();
    throw error;
  }
}

/** Where files come first: the next try finds what a lost one has stored. */
function placed(
  { forge, gauge, tag }: Sending,
  place: (tag: string, upload: Upload) => Promise<Asset>,
  upload: Upload,
): Promise<Asset> {
  const { path, size } = upload.source;
  return forge.attempt(() => gauge.pass(size, () => place(tag, upload)), { doing: `uploading ${path}` });
}

function onto(uploading: Parameters<typeof uploadFile>[0], match: Match, old: Asset | undefined): Promise<Asset> {
  return old === undefined ? uploadFile(uploading) : replaceFile({ ...uploading, old, match });
}

/** `a.zip → other.zip` for a rename that was asked for, `stored as …` for what the forge makes of it. */
function calledAs({ path, name }: WantedFile, stored: string): string {
  const renamed = path.split("/").at(-1) === name ? "" : ` → ${name}`;
  return `${path}${renamed}${stored === name ? "" : `, stored as ${stored}`}`;
}
