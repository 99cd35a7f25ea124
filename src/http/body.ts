import type { Hash } from "node:crypto";
import { closeSync, readSync } from "node:fs";
import { stat } from "node:fs/promises";
import { PublishError } from "../errors";
import type { LocalFile } from "../model/request";
import type { Source } from "../model/source";
import { openChecked, openCheckedNow } from "./local-file";

/** What a request carries: a function that opens a stream, never a stream, so that another try starts again. */
export interface Body {
  /** Exact length in bytes; sent as Content-Length. */
  readonly size: number;
  /** Content-Type, unless the request has one; empty for none. */
  readonly type: string;
  open(): AsyncIterable<Uint8Array>;
}

/**
 * Bytes of one read. Large ones keep the number of turns of the event loop low, which is what makes a 2 GiB upload
 * keep up with curl; small ones let the stall timer see a slow line move. So it starts small and grows while the
 * reader is quick to come back.
 */
const CHUNK = { least: 64 * 1024, most: 512 * 1024, quickMilliseconds: 100 };

/**
 * Bytes of a file that is read in one go, without a stream: what the system does for it takes a few hundredths of a
 * millisecond, and handing each step to another thread takes many times as long.
 */
const SMALL = 256 * 1024;

/** Buffers that take turns: a chunk is on its way while the next ones are read, and no more memory is needed. */
const BUFFERS = 4;

/**
 * A file on disk as a source. The bytes are hashed as they pass, so that a file that was sent is not read again.
 * One that is not the size it was when it was measured is an error, found before a wrong byte too many is sent.
 */
export function fileSource(file: LocalFile): Source {
  let known: string | undefined;
  async function* open(): AsyncGenerator<Uint8Array> {
    const hash = await sha256Hash();
    let passed = 0;
    for await (const chunk of readFile(file)) {
      passed += chunk.length;
      if (passed > file.size) throw changed(file, `it grew beyond ${file.size} bytes`);
      hash.update(chunk);
      // The answer can be here as soon as the last byte is sent: by then the hash has to be known.
      if (passed === file.size) known = await whole(hash);
      yield chunk;
    }
    if (passed < file.size) throw changed(file, `it shrank from ${file.size} to ${passed} bytes`);
    if (file.size === 0) known = await whole(hash);
  }
  async function whole(hash: Hash): Promise<string> {
    // One that was read in one go has ended where it was to end.
    if (file.size <= SMALL) return hash.digest("hex");
    const now = await stat(file.real);
    if (now.size !== file.size) throw changed(file, `it is ${now.size} bytes now, not ${file.size}`);
    return hash.digest("hex");
  }
  async function read(): Promise<string> {
    const hash = await sha256Hash();
    for await (const chunk of readFile(file)) hash.update(chunk);
    return hash.digest("hex");
  }
  const { path, name, size, contentType: type } = file;
  return { path, name, size, type, open, sha256: async () => (known ??= await read()) };
}

/**
 * sha256 of anything that streams, in lower-case hex; `undefined` for more than `most` bytes, which are not read: a
 * server may send without end, and what is longer than the file that it is compared with is something else.
 */
export async function hashStream(stream: AsyncIterable<Uint8Array>, most: number): Promise<string | undefined> {
  const hash = await sha256Hash();
  let passed = 0;
  for await (const chunk of stream) {
    passed += chunk.length;
    if (passed > most) return undefined;
    hash.update(chunk);
  }
  return hash.digest("hex");
}

/** Loaded with the first hash: a run without files needs no cryptography. */
async function sha256Hash(): Promise<Hash> {
  const { createHash } = await import("node:crypto");
  return createHash("sha256");
}

/** The file's bytes. A chunk is good until three more were asked for: its buffer is used again. */
function readFile(file: LocalFile): AsyncIterable<Uint8Array> {
  return file.size <= SMALL ? readAtOnce(file) : readInChunks(file);
}

// eslint-disable-next-line @typescript-eslint/require-await -- a body is a stream whatever its size
async function* readAtOnce(file: LocalFile): AsyncGenerator<Uint8Array> {
  // A byte more than there should be shows a file that grew.
  const buffer = Buffer.allocUnsafe(file.size + 1);
  let length = 0;
  try {
    const handle = openCheckedNow(file);
    try {
      for (let read = -1; read !== 0 && length <= file.size; length += read)
        read = readSync(handle, buffer, length, file.size + 1 - length, null);
    } finally {
      closeSync(handle);
    }
  } catch (cause) {
    throw unreadable(file, cause);
  }
  if (length > 0) yield buffer.subarray(0, length);
}

async function* readInChunks(file: LocalFile): AsyncGenerator<Uint8Array> {
  const handle = await openChecked(file).catch((cause: unknown) => {
    throw unreadable(file, cause);
  });
  try {
    const buffers: Buffer[] = [];
    let length = CHUNK.least;
    for (let turn = 0; ; turn = (turn + 1) % BUFFERS) {
      const buffer = largeEnough(buffers[turn], length);
      buffers[turn] = buffer;
      const { bytesRead } = await handle.read(buffer, 0, length).catch((cause: unknown) => {
        throw unreadable(file, cause);
      });
      if (bytesRead === 0) return;
      const handedOut = performance.now();
      yield buffer.subarray(0, bytesRead);
      const quick = performance.now() - handedOut < CHUNK.quickMilliseconds;
      length = quick ? Math.min(length * 2, CHUNK.most) : CHUNK.least;
    }
  } finally {
    await handle.close();
  }
}

function largeEnough(buffer: Buffer | undefined, length: number): Buffer {
  return buffer !== undefined && buffer.length >= length ? buffer : Buffer.allocUnsafeSlow(length);
}

function unreadable(file: LocalFile, cause: unknown): PublishError {
  return changed(file, `it cannot be read (${cause instanceof Error ? cause.message : String(cause)})`, cause);
}

function changed(file: LocalFile, how: string, cause?: unknown): PublishError {
  return new PublishError({
    what: `${file.path} changed while it was being published: ${how}.`,
    hint: "Let the build finish before the release step starts, then run it again.",
    cause,
  });
}
