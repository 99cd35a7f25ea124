import { type Asset, type Release, sameContent } from "../model/release";
import { words } from "../model/words";
import { deleteAsset, listAssets } from "./assets";
import type { Operation } from "./operation";

/** What became of files that were to go. */
export interface Pruned {
  readonly gone: readonly Asset[];
  /** Another run has put new content into their places meanwhile, so they stay. */
  readonly stayed: readonly Asset[];
}

/**
 * Deletes assets that are still what they were when they were chosen. The list is read again just before: what somebody
 * else has stored under the same name since then is not what was to go.
 *
 * @param at.packageName package that files of this repository are uploaded to; `undefined` for the default
 */
export async function pruneFiles(
  operation: Operation,
  release: Release,
  { chosen, packageName }: { readonly chosen: readonly Asset[]; readonly packageName: string | undefined },
): Promise<Pruned> {
  if (chosen.length === 0) return { gone: [], stayed: [] };
  const { log, forge } = operation;
  const { removeStored } = forge.can();
  const now = await listAssets(operation, release);
  const gone: Asset[] = [];
  const stayed: Asset[] = [];
  for (const asset of chosen) {
    const there = now.filter(({ id, name }) => id === asset.id && name === asset.name);
    const same = there.filter((one) => sameContent(one, asset));
    if (there.length > 0 && same.length === 0) {
      stayed.push(asset);
      continue;
    }
    for (const one of same.slice(0, 1)) {
      await deleteAsset(operation, release, one);
      // What lies apart from its release, as files of packages do, would pile up there.
      await removeStored?.(release, one, packageName);
    }
    gone.push(asset);
  }
  if (gone.length > 0)
    log.info(`pruned ${words.count(gone.length, "file")}: ${gone.map(({ name }) => name).join(", ")}`);
  if (stayed.length > 0)
    log.notice(
      `Not pruned, because another run has replaced them meanwhile: ${stayed.map(({ name }) => name).join(", ")}.`,
    );
  return { gone, stayed };
}
