import { unlessStopped } from "../errors";
import { type ChecksumLine, formatChecksums } from "../model/checksums";
import { TEMPORARY, temporaryName } from "../model/names";
import type { Asset, Release } from "../model/release";
import type { Source } from "../model/source";
import { listAssets, named, newest } from "./assets";
import { digestsOf, known, readBack, remember } from "./digests";
import type { Operation } from "./operation";

/** A list of checksums to be kept on a release. */
export interface ChecksumList {
  readonly name: string;
  /** As the forge stores it. */
  readonly storedName: string;
  /** Files whose content this run knows. */
  readonly own: readonly { readonly asset: Asset; readonly sha256: string }[];
  /** Assets that are about to go: they have no line. */
  readonly leaving: readonly Asset[];
  readonly packageName: string | undefined;
}

/** What a look shows of a release: its files, and what there is of the list. */
export interface ChecksumLook {
  /** Files that get a line, one of each name. */
  readonly files: readonly Asset[];
  /** Complete assets of the list's name: more than one where runs have written at the same moment. */
  readonly lists: readonly Asset[];
  /** The one of them that people get by the name. */
  readonly standing: Asset | undefined;
  /** What failed or unfinished uploads of the list have left, under its temporary name as well. */
  readonly rests: readonly Asset[];
  readonly all: readonly Asset[];
}

type Sorting = Pick<ChecksumList, "storedName" | "leaving"> & {
  /** Of two files of one name people get the oldest. */
  readonly oldestCounts: boolean;
};

/** Tells the files of a release from the list itself, from what leads elsewhere, is unfinished or about to go. Pure. */
export function sortAssets(all: readonly Asset[], { storedName, leaving, oldestCounts }: Sorting): ChecksumLook {
  const isList = ({ name }: Asset): boolean => name === storedName || name === temporaryName(storedName);
  const going = new Set(leaving.map(keyOf));
  const files = all.filter(
    (asset) =>
      asset.complete &&
      asset.elsewhere !== true &&
      !isList(asset) &&
      !asset.name.startsWith(TEMPORARY) &&
      !going.has(keyOf(asset)),
  );
  const counts = (assets: readonly Asset[]): Asset | undefined => (oldestCounts ? assets[0] : newest(assets));
  const lists = named(all, storedName).filter(({ complete }) => complete);
  return {
    files: [...new Set(files.map(({ name }) => name))].flatMap((name) => counts(named(files, name)) ?? []),
    lists,
    standing: counts(lists),
    rests: all.filter((asset) => isList(asset) && (!asset.complete || asset.name !== storedName)),
    all,
  };
}

export const keyOf = ({ id, name }: Asset): string => `${id} ${name}`;

/** Looks at the release. */
export async function lookForChecksums(
  operation: Pick<Operation, "forge" | "memory" | "clock" | "log">,
  release: Release,
  list: ChecksumList,
): Promise<ChecksumLook> {
  const { forge } = operation;
  let all = await listAssets(operation, release);
  const isNew = (asset: Asset): boolean => asset.elsewhere !== true && known(operation, asset) === undefined;
  if (forge.refresh !== undefined && all.some(isNew)) {
    forge.refresh();
    all = await listAssets(operation, release);
  }
  for (const asset of all) {
    const sha256 = ownSum(list, asset);
    if (sha256 !== undefined) remember(operation, asset, sha256);
  }
  const oldestCounts = forge.can().sameName === "duplicates-by-name";
  return sortAssets(all, { ...list, oldestCounts });
}

/** Sum of a file that this run has sent or compared, where the asset is that very one. */
function ownSum({ own }: Pick<ChecksumList, "own">, { id, name, size }: Asset): string | undefined {
  return own.find(
    ({ asset }) =>
      asset.name === name &&
      (asset.id === "" || asset.id === id) &&
      (size === undefined || asset.size === undefined || size === asset.size),
  )?.sha256;
}

/**
 * The text that the list should have.
 *
 * @param at.trusted a list whose lines count for files that were there before it
 */
export async function checksumText(
  operation: Pick<Operation, "forge" | "memory">,
  release: Release,
  at: { readonly look: ChecksumLook; readonly list: ChecksumList; readonly trusted: Asset | undefined },
): Promise<string> {
  const lines: ChecksumLine[] = [];
  const others: Asset[] = [];
  for (const asset of at.look.files) {
    const sha256 = known(operation, asset) ?? ownSum(at.list, asset);
    if (sha256 === undefined) others.push(asset);
    else lines.push({ name: asset.name, sha256 });
  }
  return formatChecksums([...lines, ...(await digestsOf(operation, release, { assets: others, list: at.trusted }))]);
}

/** Whether there is nothing else of the list than the one that people get: no second one, no rest. */
export const isAlone = ({ lists, rests }: ChecksumLook): boolean => lists.length <= 1 && rests.length === 0;

/** The list that people get by its name, where it says what it should. */
export async function standsAs(
  operation: Pick<Operation, "forge" | "memory">,
  release: Release,
  { look: { standing }, source }: { readonly look: ChecksumLook; readonly source: Source },
): Promise<Asset | undefined> {
  if (standing === undefined) return undefined;
  if (standing.size !== undefined && standing.size !== source.size) return undefined;
  const sum = async () => known(operation, standing) ?? readBack(operation, release, standing);
  // What cannot be read is written anew.
  const sha256 = await unlessStopped(sum, () => undefined);
  return sha256 === (await source.sha256()) ? standing : undefined;
}
