import type { Asset } from "../../model/release";
import type { ListedChecksums } from "../checksums";

/** What a run did around its files. */
export interface Arrived {
  /** The list of checksums, as it was asked for. */
  readonly list: (ListedChecksums & { readonly name: string }) | undefined;
  /** Files that were downloaded and found right; `undefined` where that was not asked for. */
  readonly verified: number | undefined;
  /** Files that were cleared out. */
  readonly pruned: readonly Asset[];
}

export const NOT_ARRIVED: Arrived = { list: undefined, verified: undefined, pruned: [] };
