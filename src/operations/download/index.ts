import { mkdir } from "node:fs/promises";
import { settlePart } from "../../disk/settle";
import { CancelledError, PublishError, explain } from "../../errors";
import type { Forge } from "../../forges/forge";
import type { Content } from "../../http";
import type { Asset, Release } from "../../model/release";
import type { Gauge } from "../gauge";
import { type Log, type Transfer, eachLimited } from "../operation";
import { hashed } from "../read-content";
import { readLists } from "../expected";
import { diskTrouble, requireFolder } from "./disk";
import { fetchFile } from "./fetch";
import { type Leftovers, clearParts, readLeftovers } from "./parts";
import { type Wanted, planDownload } from "./plan";

/** A file that is on disk as the release has it. */
export interface Downloaded {
  readonly asset: Asset;
  /** Absolute. */
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
  readonly status: "downloaded" | "present";
  /** Its sha256 was told by the forge or by a list, and is that. */
  readonly checked: boolean;
}

interface Downloading {
  readonly forge: Forge;
  readonly release: Release;
  /** All files of the release, and those to be downloaded. */
  readonly all: readonly Asset[];
  readonly chosen: readonly Asset[];
  /** Absolute. */
  readonly folder: string;
  /** Working directory; absolute. */
  readonly base: string;
  readonly clobber: boolean;
  readonly gauge: Gauge;
  readonly log: Log;
}

/**
 * Brings files of a release to disk, several at once. What is there with the same content is left alone.
 *
 * @throws ConfigError before anything is fetched, PublishError that names every file that failed.
 */
export async function downloadFiles(downloading: Downloading): Promise<readonly Downloaded[]> {
  const { all, chosen, folder, clobber, gauge, log } = downloading;
  await requireFolder(folder, downloading.base);
  const untold = chosen.some(({ sha256 }) => sha256 === undefined);
  const { listed, lists } = untold ? await readLists(downloading, downloading.release, all) : NONE;
  if (lists.length > 0) log.info(`checksums from ${lists.join(", ")}`);
  const expected = ({ name, sha256 }: Asset): string | undefined => sha256 ?? listed.get(name);
  const wanted = await planDownload(chosen, { folder, clobber, expected });
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw diskTrouble(error, folder).error;
  });
  log.expects(wanted.filter(differs).map(({ asset }) => ({ size: asset.size ?? 0 })));
  const failures: { readonly name: string; readonly error: unknown }[] = [];
  const leftovers = await readLeftovers(folder);
  // As many again may be on their way to the disk.
  const done = await eachLimited(wanted, 2 * gauge.most, async (one) => {
    try {
      return await downloadOne({ ...downloading, leftovers }, one);
    } catch (caught) {
      const { error, ofAll } = diskTrouble(caught, one.path);
      if (error instanceof CancelledError || ofAll) throw error;
      failures.push({ name: one.asset.name, error });
      return undefined;
    }
  });
  if (failures.length > 0) throw failed(failures, wanted.length);
  const found = done.filter((one) => one !== undefined);
  const unchecked = found.filter(({ checked }) => !checked).map(({ asset }) => asset);
  const named = (some: readonly Asset[]): string => some.map(({ name }) => name).join(", ");
  const [sized, unknown] = [true, false].map((told) => unchecked.filter(({ size }) => (size !== undefined) === told));
  if (sized?.length) log.notice(`No checksum is known of ${named(sized)}: only the size was compared.`);
  if (unknown?.length) log.notice(`Neither a checksum nor a size is known of ${named(unknown)}: nothing was compared.`);
  return found;
}

/** Whether a file has to come, as far as that is known before it is read. */
function differs({ present, expected }: Wanted): boolean {
  return present === undefined || (expected !== undefined && expected !== present.sha256);
}

const NONE = { listed: new Map<string, string>(), lists: [] } as const;

function failed(failures: readonly { readonly name: string; readonly error: unknown }[], all: number): unknown {
  const [only, ...more] = failures;
  if (only === undefined || more.length === 0) return only?.error;
  return new PublishError({
    what: `${failures.length} of ${all} files could not be downloaded.`,
    said: failures.map(({ name, error }) => `${name}: ${explain(error).told.join(" ")}`).join("\n"),
    hint: "The others are there. Run it again: what is there is not fetched again.",
    cause: only.error,
  });
}

type DownloadingOne = Downloading & { readonly leftovers: Leftovers };

async function downloadOne(downloading: DownloadingOne, wanted: Wanted): Promise<Downloaded> {
  const { log, clobber } = downloading;
  const { asset, path, expected, present } = wanted;
  if (present !== undefined && (await isSame(downloading, wanted))) {
    log.info(`${asset.name} is there already`);
    return { asset, path, ...present, status: "present", checked: expected !== undefined };
  }
  const begun: { transfer?: Transfer } = {};
  const begin = (): Transfer => (begun.transfer ??= log.transfer({ path: asset.name, size: asset.size ?? 0 }));
  try {
    const { stale, size, ...finished } = await fetchFile({ ...downloading, ...wanted, begin });
    const { sha256 } = finished;
    if (!(await settlePart(finished, path, clobber)))
      throw new PublishError({
        what: `${path} has appeared meanwhile, and is not replaced.`,
        hint: "Move it away, or add --clobber; what was downloaded is used again.",
      });
    clearParts(stale);
    begin().done(`downloaded ${asset.name}`);
    return { asset, path, size, sha256, status: "downloaded", checked: expected !== undefined };
  } catch (error) {
    begun.transfer?.failed();
    throw error;
  }
}

/** @throws PublishError where only reading the asset tells that it differs, and it may not be replaced. */
async function isSame(
  { forge, release, clobber, gauge }: DownloadingOne,
  { asset, present, expected }: Wanted,
): Promise<boolean> {
  if (present === undefined) return false;
  if (expected !== undefined) return expected === present.sha256;
  if (asset.size !== undefined && asset.size !== present.size) return false;
  const read = (): Promise<Content> => forge.read(release, asset, { offset: 0, once: true });
  const there = await hashed({ forge }, asset, read, { most: present.size, gauge });
  const same = there.sha256 === present.sha256;
  if (same || clobber) return same;
  throw new PublishError({
    what: `${asset.name} is there with other content.`,
    hint: "Move it away, or add --clobber to replace it.",
  });
}
