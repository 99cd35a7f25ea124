import { ConflictError, PublishError } from "../errors";

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
  /** How often a file was not there after its upload, by stored name. */
  readonly missed: Map<string, number>;
}

export function createRunMemory(runId: string): RunMemory {
  return { runId, created: new Set(), hashes: new Map(), sent: new Map(), missed: new Map() };
}

/** Uploads of one file that may come to nothing: another run is in the way once or twice, and not for ever. */
const MOST_UPLOADS = 3;

/** Files that a server took and does not have: a conflict, which is looked at again, until that has no end. */
export function lacking(
  { missed }: Pick<RunMemory, "missed">,
  { what, names, hint }: { readonly what: string; readonly names: readonly string[]; readonly hint: string },
): PublishError {
  for (const name of names) missed.set(name, (missed.get(name) ?? 0) + 1);
  const times = Math.max(...names.map((name) => missed.get(name) ?? 0));
  if (times < MOST_UPLOADS) return new ConflictError({ what, hint });
  return new PublishError({ what, said: `It was uploaded ${times} times, and the server took it each time.`, hint });
}
