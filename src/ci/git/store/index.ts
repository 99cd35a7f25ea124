import { readdir, realpath } from "node:fs/promises";
import { join, resolve } from "node:path";
import { constants, inflateSync } from "node:zlib";
import type { Repository } from "../find";
import { UnreadableError, readAt, readWhole, withFile } from "../read";
import { reachOf } from "../refs";
import { createCache } from "./cache";
import { type Files, createFiles } from "./files";
import { offsetIn } from "./index-file";
import { type Content, MOST_BYTES, isOf } from "./object";
import { type PackReader, objectAt } from "./pack";

/** The commits and tags of a repository, by their ids. */
export interface Store {
  /**
   * An object, wherever git keeps it; `undefined` where it is not here, as in shallow clones.
   *
   * @throws UnreadableError for one that is damaged or too large.
   */
  read(id: string): Promise<Content | undefined>;
}

/** Packs that are looked through. */
const MOST_PACKS = 500;
/** Bytes of objects that are kept for the differences that build on them. */
const KEPT = 16 * 1024 * 1024;
/** Objects of other packs that one is written as a difference from, through each other. */
const DEEPEST = 100;
/** Repositories that borrow objects from each other. */
const MOST_ALTERNATES = 20;
/** Unpacked bytes that hold the kind and the length of a loose object. */
const HEAD = 64;

/** A folder of objects: the repository's own, or one that it borrows from. */
interface Folder {
  readonly path: string;
  readonly inside: readonly string[];
  readonly files: Files;
  /** Paths of packs without their ending. */
  readonly packs: readonly string[];
}

export function openStore(repository: Repository): Store {
  let opening: Promise<readonly Folder[]> | undefined;
  const folders = (): Promise<readonly Folder[]> => (opening ??= openFolders(repository));
  const kept = createCache<Content>(KEPT);
  const find = async (id: Buffer, depth = 0): Promise<Content | undefined> => {
    if (depth > DEEPEST) throw new UnreadableError(`the object ${id.toString("hex")} builds on itself`);
    for (const folder of await folders()) {
      const found = (await looseObject(folder, id.toString("hex"))) ?? (await packedObject(folder, id, depth));
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const packedObject = async ({ files, packs }: Folder, id: Buffer, depth: number): Promise<Content | undefined> => {
    const reader: PackReader = { files, kept, find: (base) => find(base, depth + 1) };
    for (const pack of packs) {
      const offset = await offsetIn(files, `${pack}.idx`, id);
      if (offset !== undefined) return objectAt(reader, { path: `${pack}.pack`, offset, idLength: id.length });
    }
    return undefined;
  };
  return {
    async read(id) {
      if (!/^([0-9a-f]{40}|[0-9a-f]{64})$/.test(id)) return undefined;
      const found = await find(Buffer.from(id, "hex"));
      if (found !== undefined && !isOf(found, id)) throw new UnreadableError(`the object ${id} is damaged`);
      return found;
    },
  };
}

async function openFolders(repository: Repository): Promise<Folder[]> {
  const own = join(repository.shared, "objects");
  const folders: Folder[] = [];
  const waiting = [{ path: own, inside: reachOf(repository) }];
  const met = new Set<string>();
  for (let next = waiting.shift(); next !== undefined && folders.length <= MOST_ALTERNATES; next = waiting.shift()) {
    const { path, inside } = next;
    const real = await realpath(path).catch(() => undefined);
    if (real === undefined || met.has(real)) continue;
    met.add(real);
    folders.push({ path, inside, files: createFiles({ inside }), packs: await packsIn(path) });
    for (const borrowed of await alternatesOf(path, inside)) {
      const at = await realpath(borrowed).catch(() => undefined);
      if (at !== undefined) waiting.push({ path: at, inside: [at] });
    }
  }
  return folders;
}

async function packsIn(path: string): Promise<string[]> {
  const names = await readdir(join(path, "pack")).catch(() => []);
  const packs = names.filter((name) => /^pack-[0-9a-f]+\.idx$/.test(name)).slice(0, MOST_PACKS);
  return packs.map((name) => join(path, "pack", name.slice(0, -".idx".length)));
}

/**
 * Folders that objects are borrowed from, as `git clone --reference` does. What is in them is taken only for an object
 * whose id it has. https://git-scm.com/docs/gitrepository-layout#Documentation/gitrepository-layout.txt-objectsinfoalternates
 */
async function alternatesOf(path: string, inside: readonly string[]): Promise<string[]> {
  const list = await readWhole(join(path, "info", "alternates"), { most: 64 * 1024, inside });
  const lines = (list?.toString("utf8") ?? "").split("\n").filter((line) => line !== "" && !/^[#"]|\0/.test(line));
  return lines.slice(0, MOST_ALTERNATES).map((line) => resolve(path, line));
}

/** https://git-scm.com/book/en/v2/Git-Internals-Git-Objects */
async function looseObject({ path, inside }: Folder, id: string): Promise<Content | undefined> {
  const file = join(path, id.slice(0, 2), id.slice(2));
  // Packed bytes are never many more than what was packed.
  const packed = await withFile(file, { inside }, (opened) => readAt(opened, { from: 0, bytes: MOST_BYTES }));
  if (packed === undefined) return undefined;
  try {
    const whole = inflateSync(packed.subarray(0, 4096), { finishFlush: constants.Z_SYNC_FLUSH });
    const head = /^([a-z]+) (\d+)\0/.exec(whole.toString("latin1", 0, HEAD));
    const [text = "", kind, size] = head ?? [];
    if (kind === "tree" || kind === "blob") return { kind: "other" };
    const length = text.length + Number(size);
    if ((kind === "commit" || kind === "tag") && length <= MOST_BYTES) {
      const bytes =
        whole.length === length && packed.length <= 4096 ? whole : inflateSync(packed, { maxOutputLength: length + 1 });
      if (bytes.length === length) return { kind, bytes: bytes.subarray(text.length) };
    }
  } catch {
    // Whatever is wrong with it, it is no object.
  }
  throw new UnreadableError(`${file} is damaged or too large`);
}
