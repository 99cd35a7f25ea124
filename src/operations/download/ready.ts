import { readdirSync } from "node:fs";
import type { Forge } from "../../forges/forge";
import type { Asset } from "../../model/release";
import type { Gauge } from "../gauge";

/**
 * Begins what downloads need while the list of files is read. A guess, by what came with the release and by names alone:
 * what is in the folder already is not fetched as a rule.
 */
export function getReady(at: {
  readonly forge: Pick<Forge, "awaitDownloads">;
  readonly gauge: Pick<Gauge, "atFirst">;
  readonly likely: readonly Asset[];
  /** Absolute. */
  readonly folder: string;
}): void {
  const { forge, gauge, likely, folder } = at;
  if (forge.awaitDownloads === undefined || likely.length === 0) return;
  const there = namesIn(folder);
  const soon = gauge.atFirst(likely.filter(({ name }) => !there.has(name)).map(({ size }) => size));
  if (soon > 0) forge.awaitDownloads(soon);
}

/** None of a folder that is not there, or cannot be read: that is told later. */
function namesIn(folder: string): ReadonlySet<string> {
  try {
    return new Set(readdirSync(folder));
  } catch {
    return new Set();
  }
}
