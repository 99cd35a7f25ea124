import type { Hash } from "node:crypto";
import { closeSync, fstatSync, openSync, read, readSync } from "node:fs";
import { stat } from "node:fs/promises";
import { promisify } from "node:util";
import { PublishError } from "../errors";
import { type Source, newHash } from "../model/source";
import { PLAIN, identityOf } from "./paths";

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

/** A file that was found and measured. */
interface Found extends Pick<Source, "path" | "name" | "size" | "type"> {
  /** Absolute path with every link followed: what is opened. */
  readonly real: string;
  /** Which file was found there, whatever becomes of its name: see `identityOf`. */
  readonly identity: string;
}

/**
 * A file on disk as a source. The bytes are hashed as they pass, unless they were or are being hashed already, so that a
 * file that was sent is not read again.
 * One that is not the size it was when it was measured is an error, found before a wrong byte too many is sent.
 */
export function fileSource(file: Found): Source {
  let known: string | undefined;
  let reading: Promise<string> | undefined;
  async function* open(): AsyncGenerator<Uint8Array> {
    const hash = known === undefined && reading === undefined ? await newHash() : undefined;
    let passed = 0;
    for await (const chunk of readFile(file)) {
      passed += chunk.length;
      if (passed > file.size) throw changed(file, `it grew beyond ${file.size} bytes`);
      hash?.update(chunk);
      // The answer can be here as soon as the last byte is sent: by then the hash has to be known.
      if (passed === file.size) await ended(hash);
      yield chunk;
    }
    if (passed < file.size) throw changed(file, `it shrank from ${file.size} to ${passed} bytes`);
    if (file.size === 0) await ended(hash);
  }
  async function ended(hash: Hash | undefined): Promise<void> {
    // One that was read in one go has ended where it was to end.
    if (file.size > SMALL) {
      const now = await stat(file.real);
      if (now.size !== file.size) throw changed(file, `it is ${now.size} bytes now, not ${file.size}`);
    }
    known ??= hash?.digest("hex");
  }
  async function read(): Promise<string> {
    const hash = await newHash();
    for await (const chunk of readFile(file)) hash.update(chunk);
    return hash.digest("hex");
  }
  async function sha256(): Promise<string> {
    if (known !== undefined) return known;
    reading ??= read().finally(() => (reading = undefined));
    return (known ??= await reading);
  }
  const { path, name, size, type } = file;
  return { path, name, size, type, open, sha256 };
}

/** The file's bytes. A chunk is good until three more were asked for: its buffer is used again. */
async function* readFile(file: Found): AsyncGenerator<Uint8Array> {
  let handle: number | undefined;
  try {
    handle = openChecked(file);
    if (file.size <= SMALL) yield* readAtOnce(handle, file.size);
    else yield* readInChunks(handle);
  } catch (cause) {
    throw changed(file, `it cannot be read (${cause instanceof Error ? cause.message : String(cause)})`, cause);
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

function* readAtOnce(handle: number, size: number): Generator<Uint8Array> {
  // A byte more than there should be shows a file that grew.
  const buffer = Buffer.allocUnsafe(size + 1);
  let length = 0;
  for (let bytes = -1; bytes !== 0 && length <= size; length += bytes)
    bytes = readSync(handle, buffer, length, size + 1 - length, null);
  if (length > 0) yield buffer.subarray(0, length);
}

async function* readInChunks(handle: number): AsyncGenerator<Uint8Array> {
  const readInto = promisify(read);
  const buffers: Buffer[] = [];
  let length = CHUNK.least;
  for (let turn = 0; ; turn = (turn + 1) % BUFFERS) {
    const last = buffers[turn];
    const buffer = last !== undefined && last.length >= length ? last : Buffer.allocUnsafeSlow(length);
    buffers[turn] = buffer;
    const { bytesRead } = await readInto(handle, buffer, 0, length, null);
    if (bytesRead === 0) return;
    const handedOut = performance.now();
    yield buffer.subarray(0, bytesRead);
    const quick = performance.now() - handedOut < CHUNK.quickMilliseconds;
    length = quick ? Math.min(length * 2, CHUNK.most) : CHUNK.least;
  }
}

/** Opens the very file that was found: what has taken its place meanwhile is refused. */
function openChecked({ real, identity }: Found): number {
  const handle = openSync(real, PLAIN);
  const there = fstatSync(handle, { bigint: true });
  if (there.isFile() && identityOf(there) === identity) return handle;
  closeSync(handle);
  throw new Error("another file has taken its place");
}

function changed({ path }: Found, how: string, cause?: unknown): PublishError {
  return new PublishError({
    what: `${path} changed while it was being published: ${how}.`,
    hint: "Let the build finish before the release step starts, then run it again.",
    cause,
  });
}
