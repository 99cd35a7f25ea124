import type { Asset, Release } from "../model/release";
import { listAssets } from "./assets";
import type { Operation } from "./operation";

interface Kept {
  /** The release that stands. */
  readonly kept: Release;
  /** The files that this run sent will not come onto `kept`: they are where they were sent from. */
  readonly givesUp?: boolean;
}

/**
 * Deletes a draft that this run made and that lost against `kept`, if nothing is lost with it: it is gone already, is
 * empty, or each of its assets is in the release that is kept or, once the run gives up, one that this run sent.
 *
 * @returns whether it is gone
 */
export async function deleteOwnDraft(
  operation: Operation,
  id: Release["id"],
  { kept, givesUp = false }: Kept,
): Promise<boolean> {
  const { forge, memory } = operation;
  const draft = await forge.release({ id }, `clearing away this run's own draft ${id}`);
  if (draft !== undefined) {
    if (!draft.draft || draft.tag !== kept.tag) return false;
    const assets = await listAssets(operation, draft);
    const present = assets.length === 0 ? [] : await listAssets(operation, kept);
    const sent = new Set(givesUp ? [...memory.sent.values()].map((one) => one.id) : []);
    if (!assets.every((asset) => sent.has(asset.id) || present.some((other) => isCopy(asset, other)))) return false;
    const { remove } = forge.can();
    if (remove === undefined) return false;
    await remove(draft);
  }
  memory.created.delete(id);
  return true;
}

/** The same name and, as far as both tell, the same content. */
function isCopy(asset: Asset, other: Asset): boolean {
  const same = asset.sha256 === undefined || other.sha256 === undefined || asset.sha256 === other.sha256;
  return asset.name === other.name && asset.size === other.size && same;
}
