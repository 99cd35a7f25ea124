import { unlessStopped } from "../errors";
import { AnswerError, type Content } from "../http";
import type { Asset, Release } from "../model/release";
import { type Source, hashStream } from "../model/source";
import type { Operation } from "./operation";
import { standing } from "./pushed-tag";

/** All assets of a release as they are now, the oldest first, without those that this run has deleted. */
export async function listAssets(operation: Operation, release: Release): Promise<readonly Asset[]> {
  const { forge, memory } = operation;
  const list = forge.can().listAssets;
  const all = list === undefined ? (await standing(operation, release)).assets : await list(release);
  return all.filter(({ id }) => !memory.deleted.has(id));
}

export async function deleteAsset({ forge, memory }: Operation, release: Release, asset: Asset): Promise<void> {
  await forge.deleteAsset(release, asset);
  // An id that is the name comes again with the next upload.
  if (asset.id !== "" && asset.id !== asset.name) memory.deleted.add(asset.id);
}

export const named = (assets: readonly Asset[], name: string): readonly Asset[] =>
  assets.filter((asset) => asset.name === name);

/** Ids count up. */
export function newest(assets: readonly Asset[]): Asset | undefined {
  return [...assets].sort((a, b) => Number(b.id) - Number(a.id))[0];
}

/** An asset and a source to compare it with. */
interface Comparison {
  readonly asset: Asset;
  readonly source: Source;
}

/** Whether an asset has the content of a source; `undefined` where it cannot be read, which says nothing. */
export async function hasContent(
  operation: Pick<Operation, "forge">,
  release: Release,
  comparison: Comparison,
): Promise<boolean | undefined> {
  return (await compareContent(operation, release, comparison)).same;
}

/** The same with the size of the asset, which on some forges only reading it tells. */
export async function compareContent(
  { forge }: Pick<Operation, "forge">,
  release: Release,
  { asset, source }: Comparison,
): Promise<{ readonly same: boolean | undefined; readonly size: number | undefined }> {
  const { size } = asset;
  if (size !== undefined && size !== source.size) return { same: false, size };
  const own = await source.sha256();
  if (asset.sha256 !== undefined) return { same: asset.sha256 === own, size };
  const read = async (): Promise<{ readonly same: boolean; readonly size: number | undefined }> => {
    const content = await forge.read(release, asset);
    const told = size ?? content.size;
    if (told === undefined || told === source.size)
      return { same: (await hashStream(content, source.size)) === own, size: told };
    await leave(content);
    return { same: false, size: told };
  };
  return unlessStopped(read, () => ({ same: undefined, size }));
}

/** Encodings in which servers send files that are in them already, going by their names. */
const OWN_ENCODINGS: readonly (readonly [encoding: RegExp, name: RegExp])[] = [
  [/^(x-)?gzip$/i, /\.(gz|tgz|svgz)$/i],
  [/^(x-)?compress$/i, /\.(z|taz)$/i],
  [/^br$/i, /\.br$/i],
  [/^zstd$/i, /\.(zst|tzst)$/i],
];

/**
 * Whether a content can be the file as it is. In an encoding that was not asked for it may be, or be packed on the way:
 * its name tells, where neither a size nor a digest will.
 *
 * @throws AnswerError
 */
export function requirePlain({ encoding }: Content, { name, size }: Asset, sha256: string | undefined): void {
  if (encoding === undefined || size !== undefined || sha256 !== undefined) return;
  if (OWN_ENCODINGS.some(([one, names]) => one.test(encoding.trim()) && names.test(name))) return;
  const what = `the server sends the file in the encoding ${encoding.slice(0, 40)}, which was not asked for`;
  throw new AnswerError(`GET ${name}`, what);
}

/** Ends a transfer whose rest nobody needs; one that was never begun would stay open. */
export async function leave(content: Content): Promise<void> {
  const reader = content[Symbol.asyncIterator]();
  await reader.next();
  await reader.return?.();
}

/** Names that more than one asset has, where the name leads to the oldest and the others can only be deleted by hand. */
export function tellDuplicates(
  { forge, log }: Pick<Operation, "forge" | "log">,
  { tag }: Release,
  assets: readonly Asset[],
): void {
  if (forge.can().sameName !== "duplicates-by-name") return;
  for (const name of new Set(assets.map((asset) => asset.name))) {
    if (named(assets, name).length > 1)
      log.notice(
        `The release ${tag} has more than one file ${name}, and the address leads to the oldest. Delete one of them on the release's page.`,
      );
  }
}
