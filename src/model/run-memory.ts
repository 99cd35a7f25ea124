/** What this run has done so far, kept across the rounds of the conflict loop. */
export interface RunMemory {
  /** Random word of this run, carried by the marker in the notes of a draft that it makes. */
  readonly runId: string;
  /** Ids of the releases that this run created. */
  readonly created: Set<number | string>;
  /** sha256 of files that were hashed, by absolute path. */
  readonly hashes: Map<string, string>;
  /** Files this run has sent, by stored name: how. */
  readonly sent: Map<string, "uploaded" | "replaced">;
}

export function createRunMemory(runId: string): RunMemory {
  return { runId, created: new Set(), hashes: new Map(), sent: new Map() };
}
