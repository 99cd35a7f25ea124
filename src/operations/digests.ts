import { PublishError, orElse } from "../errors";
import { type ChecksumLine, parseChecksums } from "../model/checksums";
import { type Asset, type Release, contentKey } from "../model/release";
import { type Operation, eachLimited } from "./operation";
import { hashed, readText } from "./read-content";

type Reading = Pick<Operation, "forge" | "memory">;

/** Downloads at a time. */
const AT_ONCE = 4;

/**
 * Sums of assets: what the forge tells, what this run has sent or read; else what a list says of an asset that was there
 * when the list was made; else the asset is read back.
 *
 * @param list a list of checksums on the same release
 * @throws PublishError that names an asset which cannot be read
 */
export async function digestsOf(
  operation: Reading,
  release: Release,
  { assets, list }: { readonly assets: readonly Asset[]; readonly list: Asset | undefined },
): Promise<ChecksumLine[]> {
  const unknown = assets.filter((asset) => known(operation, asset) === undefined);
  const lines = list === undefined || unknown.length === 0 ? undefined : await readList(operation, release, list);
  return eachLimited(assets, AT_ONCE, async (asset) => {
    const told = list !== undefined && isOlder(operation, asset, list) ? lines?.get(asset.name) : undefined;
    const sha256 = known(operation, asset) ?? told ?? (await readBack(operation, release, asset));
    // This very content keeps its sum, whatever becomes of the list.
    remember(operation, asset, sha256);
    return { name: asset.name, sha256 };
  });
}

/** sha256 of an asset where nothing has to be read for it. */
export function known(operation: Reading, asset: Asset): string | undefined {
  return asset.sha256 ?? (isFixed(operation, asset) ? operation.memory.digests.get(contentKey(asset)) : undefined);
}

/** Remembers the sum of an asset, where what a list tells of it would tell another content. */
export function remember(operation: Reading, asset: Asset, sha256: string): void {
  if (isFixed(operation, asset)) operation.memory.digests.set(contentKey(asset), sha256);
}

/** Whether new content would have another id, another time or another place. */
function isFixed({ forge }: Reading, { id, name, uploadedAt, storedAt }: Asset): boolean {
  const { by } = forge.can().replace;
  return (
    uploadedAt !== undefined || storedAt !== undefined || by === "none" || (by !== "swap" && id !== name && id !== "")
  );
}

/** Whether an asset had its content when the list was made: by the times that the forge tells, else by ids that count up. */
function isOlder({ forge }: Reading, asset: Asset, list: Asset): boolean {
  const [made, listed] = [asset.uploadedAt, list.uploadedAt];
  if (made !== undefined && listed !== undefined && made !== listed) return made < listed;
  // Where new content takes the place of old one, ids tell nothing.
  if (forge.can().replace.by === "swap" || asset.id === asset.name) return false;
  const [own, other] = [Number(asset.id), Number(list.id)];
  return Number.isFinite(own) && Number.isFinite(other) && own < other;
}

/** What a list of checksums on a release says; nothing, where it cannot be read: it only saves the reading of files. */
function readList(operation: Reading, release: Release, list: Asset): Promise<ReadonlyMap<string, string>> {
  return orElse(
    async () => parseChecksums((await readText(operation, release, list)) ?? ""),
    () => new Map(),
  );
}

/** Reads an asset through the API for its sum, which is remembered. @throws PublishError when it cannot be read. */
export async function readBack(operation: Reading, release: Release, asset: Asset): Promise<string> {
  const { forge } = operation;
  const { sha256, size } = await hashed(operation, asset, () => forge.read(release, asset));
  if (asset.size !== undefined && size !== asset.size)
    throw new PublishError({
      what: `${asset.name} could not be read back.`,
      said: `The server tells ${asset.size} bytes for it, and sent ${size}.`,
      hint: "Download it from the release's page: a file that is broken there has to be uploaded again.",
    });
  remember(operation, asset, sha256);
  return sha256;
}
