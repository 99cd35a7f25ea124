import { ConflictError, PublishError } from "../errors";
import type { Asset } from "./release";
import type { Source } from "./source";

/** What this run has done so far, kept across the rounds of the conflict loop. No forge knows of it. */
export interface RunMemory {
  /** Random word of this run, carried by the marker in the notes of a draft that it makes. */
  readonly runId: string;
  /** Ids of the releases that this run created. */
  readonly created: Set<number | string>;
  /** Files that the server refused as too large, by path, with what it said. */
  readonly tooLarge: Map<string, string>;
  /** Files that this run has sent, by the name under which they were to be stored. */
  readonly sent: Map<string, Sent>;
  /** Ids of assets that this run has deleted, which a list may show for a while. */
  readonly deleted: Set<Asset["id"]>;
  /** Addresses of links that this run has set, by name. */
  readonly links: Map<string, string>;
  /** Paths of files, by the name under which they were sent. */
  readonly claimed: Map<string, string>;
  /** How many names of a file, the plainest last, a server has turned out to alter. */
  readonly altered: { names: number };
  /** How often a file was not there after its upload, by stored name. */
  readonly missed: Map<string, number>;
  /** Tags whose release was in the way of one to be made: a look-up by tag may not show it. */
  readonly contested: Set<string>;
  /** When each tag was first seen, in milliseconds since the epoch. */
  readonly tagsSeen: Map<string, number>;
  /** What this run found on the release when it began, and when that was; empty until it has looked. */
  readonly began: { at?: number; assets?: readonly Asset[] };
  /** sha256 of contents that this run has read or sent, by what tells a content from others, see `contentKey`. */
  readonly digests: Map<string, string>;
}

/** A file that was sent, and the id that its asset got; empty where the answer told none. */
export interface Sent {
  readonly how: "uploaded" | "replaced";
  /** Name of the asset, which the server may have altered. */
  readonly name: string;
  readonly id: Asset["id"];
  readonly source: Source;
  /** It was sent more than once. */
  readonly again: boolean;
}

/** An id that two runs do not share. @param random 0 to 1 */
export function newRunId(random: () => number): string {
  return Math.floor(random() * 36 ** 8).toString(36);
}

export function createRunMemory(runId: string): RunMemory {
  return {
    runId,
    created: new Set(),
    tooLarge: new Map(),
    sent: new Map(),
    deleted: new Set(),
    links: new Map(),
    claimed: new Map(),
    altered: { names: 0 },
    missed: new Map(),
    contested: new Set(),
    tagsSeen: new Map(),
    began: {},
    digests: new Map(),
  };
}

/** Uploads of one file that may come to nothing: another run is in the way once or twice, and not for ever. */
const MOST_UPLOADS = 3;

/** Files that a server took and does not have: a conflict, which is looked at again, until that has no end. */
export function lacking(
  { missed }: Pick<RunMemory, "missed">,
  { what, names }: { readonly what: string; readonly names: readonly string[] },
): PublishError {
  const hint =
    "Does another job delete or write files of this release? Otherwise the server has a problem: run it again later.";
  for (const name of names) missed.set(name, (missed.get(name) ?? 0) + 1);
  const times = Math.max(...names.map((name) => missed.get(name) ?? 0));
  if (times < MOST_UPLOADS) return new ConflictError({ what, hint });
  return new PublishError({ what, said: `It was uploaded ${times} times, and the server took it each time.`, hint });
}
