import { ConflictError } from "../errors";
import { sameAddress } from "../model/address";
import { checksum } from "../model/names";
import type { Asset, Release } from "../model/release";
import { type Sent, lacking } from "../model/run-memory";
import { deleteAsset, hasContent, listAssets, named, newest, tellDuplicates } from "./assets";
import { type Operation, awaited } from "./operation";

/**
 * The assets when everything is sent: waited for where lists lag, one of each name that this run has sent, and each with
 * the content that was sent.
 *
 * @param names of the assets that have to be there
 * @param told the assets as an answer has just shown them, where it did
 * @throws ConflictError when one is not there, or has other content; PublishError when that goes on.
 */
export async function finalAssets(
  operation: Operation,
  release: Release,
  { names, told }: { readonly names: readonly string[]; readonly told: readonly Asset[] | undefined },
): Promise<readonly Asset[]> {
  const { forge, memory } = operation;
  let missing: readonly string[] = [];
  const look = async (): Promise<readonly Asset[] | undefined> => {
    const now = await listAssets(operation, release);
    missing = names.filter((name) => !now.some((asset) => asset.name === name));
    return missing.length === 0 ? now : undefined;
  };
  const whole = told ?? (forge.can().listsLag ? await awaited(operation, look) : await look());
  if (whole === undefined)
    throw lacking(memory, {
      what: `${missing.join(", ")} of ${release.tag} was uploaded, and is not there.`,
      names: missing,
    });
  const cleared = await clearDuplicates(operation, release, whole);
  for (const sent of memory.sent.values()) await verify(operation, release, { sent, assets: cleared });
  tellDuplicates(operation, release, cleared);
  return cleared;
}

/** What a list tells of a file that this run has sent has to be what was sent. */
async function verify(
  { memory }: Operation,
  { tag }: Release,
  { sent: { name, source }, assets }: { readonly sent: Sent; readonly assets: readonly Asset[] },
): Promise<void> {
  const { size, sha256 } = named(assets, name)[0] ?? {};
  const other =
    size !== undefined && size !== source.size
      ? `${size} of ${source.size} bytes`
      : sha256 !== undefined && sha256 !== (await source.sha256())
        ? "another sha256"
        : undefined;
  if (other !== undefined)
    throw lacking(memory, { what: `${name} was uploaded to ${tag} and has ${other} there.`, names: [name] });
}

/**
 * Leaves one asset of each name that this run has sent, and one link of each that it has set: jobs that send the same
 * name at the same moment, and answers that were lost, leave two. The newest stays, by a rule that every job shares.
 */
async function clearDuplicates(
  operation: Operation,
  release: Release,
  assets: readonly Asset[],
): Promise<readonly Asset[]> {
  const { forge, memory } = operation;
  const { sameName, links: takesLinks } = forge.can();
  // A link to a file that lies elsewhere has no place of its own and no size.
  const isFile = ({ size, storedAt }: Asset): boolean =>
    takesLinks === undefined || size !== undefined || storedAt !== undefined;
  let left = assets;
  if (sameName === "refused") return left;
  for (const [storedName, sent] of memory.sent) {
    const { name } = sent;
    if (sameName === "duplicates-by-name") {
      left = await clearByName(operation, release, { sent, assets: left });
      continue;
    }
    const all = named(left, name).filter(isFile);
    const kept = newest(all);
    const own = kept !== undefined && (sent.id === "" ? all.length === 1 : sent.id === kept.id);
    if (
      !own &&
      (kept === undefined || (await hasContent(operation, release, { asset: kept, source: sent.source })) === false)
    ) {
      // The next look decides about it anew.
      memory.sent.delete(storedName);
      throw new ConflictError({ what: `Another run changed ${name} on ${release.tag} at the same moment.` });
    }
    left = await keepOnly(operation, release, { kept, among: all, assets: left });
  }
  for (const [name, url] of memory.links) {
    const links = named(left, name).filter((asset) => !isFile(asset));
    const kept = newest(links.filter(({ downloadUrl }) => sameAddress(downloadUrl, url)));
    if (kept === undefined)
      throw new ConflictError({ what: `The link ${name} on ${release.tag} does not lead to ${url}, as it was set.` });
    if (links.length > 1) left = await keepOnly(operation, release, { kept, among: links, assets: left });
  }
  // Addresses of files can be other ones while two share a name.
  return left.length < assets.length ? listAssets(operation, release) : left;
}

async function keepOnly(
  operation: Operation,
  release: Release,
  at: { readonly kept: Asset | undefined; readonly among: readonly Asset[]; readonly assets: readonly Asset[] },
): Promise<readonly Asset[]> {
  const gone = at.among.filter((asset) => asset !== at.kept);
  for (const asset of gone) await deleteAsset(operation, release, asset);
  return at.assets.filter((asset) => !gone.includes(asset));
}

/** Looks at duplicates, and milliseconds that a turn takes at most. */
const TURNS = 30;
const TURN = 600;

/**
 * The same where an asset can only be deleted by its name, which takes the oldest. Other runs may be clearing the same
 * duplicates, and nothing tells them apart but their number: so one goes at a time, after another look, and each run
 * waits a while of its own. Should two take away one too many, the run that sees it sends the file again.
 */
async function clearByName(
  operation: Operation,
  release: Release,
  { sent: { name, again: sentAgain }, assets }: { readonly sent: Sent; readonly assets: readonly Asset[] },
): Promise<readonly Asset[]> {
  const { memory, clock, forge } = operation;
  let again = sentAgain;
  let now = assets;
  for (let turn = 0; turn < TURNS && named(now, name).length > 1; turn++) {
    if (!again) {
      await clock.sleep(Number.parseInt(checksum(`${memory.runId} ${turn}`), 36) % TURN);
      now = await listAssets(operation, release);
    }
    again = false;
    const [oldest, ...others] = named(now, name);
    if (oldest === undefined || others.length === 0) break;
    await forge.deleteAsset(release, oldest);
    now = await listAssets(operation, release);
  }
  return now;
}
