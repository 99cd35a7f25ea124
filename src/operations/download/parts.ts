import { createHash } from "node:crypto";
import { unlinkSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";

/** Parts that earlier runs have left in a folder: their paths, by the name of the file that they are of. */
export type Leftovers = ReadonlyMap<string, readonly string[]>;

/** Where the parts of a file lie, and what this run knows of them. */
export interface Place {
  readonly folder: string;
  readonly name: string;
  /** Parts of earlier runs. */
  readonly left: readonly string[];
  /** The server's words for contents, by the path of the part that is of it: those that this run has made. */
  readonly tagged: Map<string, string>;
  /** What is there is of no use. */
  fresh: boolean;
}

const PART = /^\.(.+)\.[den][0-9a-f]{20}\.part$/s;

export const short = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 20);

/** A part is called after its content: by its digest `d…`, else by the server's word for it `e…`, else it is nobody's `n…`. */
export function partPath({ folder, name }: Pick<Place, "folder" | "name">, key: string): string {
  return join(folder, `.${name}.${key}.part`);
}

/** Read once for all files: a folder may have many. */
export async function readLeftovers(folder: string): Promise<Leftovers> {
  const found = new Map<string, string[]>();
  for (const one of await readdir(folder).catch(() => [])) {
    const [, name] = PART.exec(one) ?? [];
    if (name !== undefined) found.set(name, [...(found.get(name) ?? []), join(folder, one)]);
  }
  return found;
}

/** Takes away what nobody needs any more, be it gone already. */
export function clearParts(paths: Iterable<string>): void {
  for (const path of paths) {
    try {
      unlinkSync(path);
    } catch {
      // It is in nobody's way.
    }
  }
}
