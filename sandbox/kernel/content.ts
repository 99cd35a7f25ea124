import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdtemp, open, readFile, rm, type FileHandle } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";

/** Bytes of an uploaded asset: in memory when small, in a temporary file when large, or only hashed. */
export interface StoredContent {
  readonly size: number;
  /** 64 hex digits. */
  readonly sha256: string;
  /** True when only the hash was kept: `bytes` and `stream` throw. */
  readonly discarded: boolean;
  bytes(): Promise<Buffer>;
  stream(): Readable;
}

export interface ContentStore {
  receive(chunks: AsyncIterable<Buffer>): Promise<StoredContent>;
  keep(bytes: Buffer): StoredContent;
  close(): Promise<void>;
}

const MEMORY_LIMIT = 4 * 1024 * 1024;

/** The pieces stay as they came until somebody wants the bytes, which of most contents nobody does. */
function inMemory(pieces: readonly Buffer[], size: number, sha256: string): StoredContent {
  let held = pieces;
  const whole = (): Buffer => {
    const [bytes, ...others] = held;
    if (bytes !== undefined && others.length === 0) return bytes;
    held = [Buffer.concat(held)];
    return whole();
  };
  return {
    ...{ size, sha256, discarded: false },
    bytes: () => Promise.resolve(whole()),
    stream: () => Readable.from([whole()], { objectMode: false }),
  };
}

const inFile = (path: string, size: number, sha256: string): StoredContent => ({
  ...{ size, sha256, discarded: false },
  bytes: () => readFile(path),
  stream: () => createReadStream(path, { highWaterMark: 1024 * 1024 }),
});

function hashOnly(size: number, sha256: string): StoredContent {
  const gone = (): never => {
    throw new Error("The sandbox was started with `discard`: this content was hashed and discarded.");
  };
  return { ...{ size, sha256, discarded: true }, bytes: () => new Promise(gone), stream: gone };
}

/** @param discard keep no content, only size and sha256: for uploads of gigabytes at full speed. */
export function createContentStore(discard: boolean): ContentStore {
  let folder: Promise<string> | undefined;
  let files = 0;

  const openFile = async (): Promise<FileHandle & { readonly path: string }> => {
    folder ??= mkdtemp(join(tmpdir(), "forge-sandbox-"));
    files += 1;
    const path = join(await folder, String(files));
    return Object.assign(await open(path, "w"), { path });
  };

  const receive = async (chunks: AsyncIterable<Buffer>): Promise<StoredContent> => {
    const hash = createHash("sha256");
    const held: Buffer[] = [];
    let size = 0;
    let heldBytes = 0;
    let file: Awaited<ReturnType<typeof openFile>> | undefined;
    try {
      for await (const chunk of chunks) {
        hash.update(chunk);
        size += chunk.length;
        if (discard) continue;
        held.push(chunk);
        heldBytes += chunk.length;
        if (heldBytes <= MEMORY_LIMIT) continue;
        file ??= await openFile();
        // In one large write: a body arrives in pieces of 64 KiB, and a write each would be the slowest part.
        await file.writeFile(Buffer.concat(held.splice(0)));
        heldBytes = 0;
      }
      await file?.writeFile(Buffer.concat(held.splice(0)));
    } finally {
      await file?.close();
    }
    const sha256 = hash.digest("hex");
    if (discard) return hashOnly(size, sha256);
    return file ? inFile(file.path, size, sha256) : inMemory(held, size, sha256);
  };

  return {
    receive,
    keep: (bytes) => inMemory([bytes], bytes.length, createHash("sha256").update(bytes).digest("hex")),
    close: async () => {
      if (folder) await rm(await folder, { recursive: true, force: true });
    },
  };
}
