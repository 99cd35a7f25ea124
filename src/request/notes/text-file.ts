import { type FileHandle, constants, open, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { errorCode } from "../../disk/paths";
import { decodeText } from "./text-encoding";
import { placeOf } from "./text-place";

/** What a text is read with. */
export interface Reading {
  /** Absolute folder that relative paths start from. */
  readonly base: string;
  /** Absolute folders that no link may lead out of; none: the file is trusted to lie where it lies. */
  readonly workspaces: readonly string[];
  readonly system: System;
}

/** What reading takes from the world. */
export interface System {
  /** Rejects when the run is told to stop. */
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Milliseconds. */
  readonly now: () => number;
  /** Standard input; opened only when it is asked for. */
  readonly stdin: () => TextStream;
}

/** A readable stream, as far as it is needed. */
export interface TextStream extends AsyncIterable<Buffer> {
  destroy(): unknown;
}

/** The text; or why it cannot be had, as the end of a sentence that begins with the file's name. */
export type TextRead = { readonly text: string; readonly piped: boolean } | { readonly refused: string };

/** Texts are notes, lists and certificates; whatever is longer is something else. */
export const MOST_BYTES = 10 * 1024 * 1024;

/** Milliseconds in which a pipe has to say something. */
const MOST_SILENCE = 5000;
const LOOKS_AGAIN = 20;

/**
 * The one reader of files for their text: a regular file, or a pipe that ends. `-` is standard input. Never throws for
 * what is there; a run that is told to stop ends it at once.
 */
export async function readTextFile(path: string, at: Reading): Promise<TextRead> {
  try {
    const absolute = resolve(at.base, path);
    const isStdin = path === "-" || /^\/(dev\/(stdin|fd\/0)|proc\/self\/fd\/0)$/.test(absolute);
    const { bytes, piped } = isStdin ? { bytes: await readStdin(at.system), piped: true } : await readAt(absolute, at);
    const read = decodeText(bytes);
    if ("text" in read) return { text: read.text, piped };
    return { refused: `cannot be published as text: it is ${read.encoding}. Save it as UTF-8` };
  } catch (error) {
    if (error instanceof Refusal) return { refused: error.message };
    const code = errorCode(error);
    if (code === "") throw error;
    return { refused: `cannot be read (${code})` };
  }
}

/** Ends a reading; its message is the end of a sentence. */
class Refusal extends Error {
  override readonly name = "Refusal";
}

async function readAt(
  absolute: string,
  { workspaces, system }: Reading,
): Promise<{ readonly bytes: Buffer; readonly piped: boolean }> {
  const place = workspaces.length === 0 ? { real: absolute } : await placeOf(absolute, workspaces);
  if ("refused" in place) throw new Refusal(place.refused);
  const before = await stat(absolute);
  if (before.isDirectory()) throw new Refusal("is a folder, not a file (EISDIR)");
  const piped = before.isFIFO();
  if (!piped && !before.isFile()) throw new Refusal("is neither a file nor a pipe, but a device or a socket");
  // A pipe that nobody writes to would keep its opening waiting, and the whole process from ending.
  const file = await open(absolute, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const [opened, there] = [await file.stat(), piped ? before : await stat(place.real ?? absolute)];
    if (opened.ino !== there.ino || opened.dev !== there.dev) throw new Refusal("changed while it was being read");
    if (opened.size > MOST_BYTES) throw tooLong();
    return { bytes: await collect(chunksOf(file, piped), system), piped };
  } finally {
    await file.close();
  }
}

async function readStdin(system: System): Promise<Buffer> {
  const stream = system.stdin();
  try {
    return await collect(chunksOfStream(stream, system), system);
  } finally {
    stream.destroy();
  }
}

/** All of a text that comes in chunks; `undefined` is a moment without one. */
async function collect(source: AsyncIterable<Buffer | undefined>, { sleep, now }: System): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let [size, last] = [0, now()];
  for await (const chunk of source) {
    size += chunk?.length ?? 0;
    if (size > MOST_BYTES) throw tooLong();
    if (chunk !== undefined) {
      chunks.push(chunk);
      last = now();
    } else if (now() - last > MOST_SILENCE)
      throw new Refusal(`has been silent for ${MOST_SILENCE / 1000} seconds: does anybody write to it, and close it`);
    else await sleep(LOOKS_AGAIN);
  }
  return Buffer.concat(chunks);
}

async function* chunksOf(file: FileHandle, piped: boolean): AsyncGenerator<Buffer | undefined> {
  let isStarted = false;
  for (;;) {
    const chunk = Buffer.alloc(64 * 1024);
    const size = await file.read(chunk, 0, chunk.length, null).then(
      ({ bytesRead }) => bytesRead,
      (error: unknown) => {
        if (errorCode(error) === "EAGAIN") return undefined;
        throw error;
      },
    );
    // A pipe also reads as ended as long as nobody has opened it for writing.
    if (size === 0 && (!piped || isStarted)) return;
    isStarted ||= size !== undefined && size > 0;
    yield size === undefined || size === 0 ? undefined : chunk.subarray(0, size);
  }
}

/** The chunks of a stream, which itself says nothing as long as nothing comes. */
async function* chunksOfStream(stream: TextStream, { sleep }: System): AsyncGenerator<Buffer | undefined> {
  const chunks = stream[Symbol.asyncIterator]();
  for (;;) {
    const next = chunks.next();
    for (;;) {
      const read = await Promise.race([next, sleep(LOOKS_AGAIN)]);
      if (read === undefined) yield undefined;
      else if (read.done === true) return;
      else {
        yield read.value;
        break;
      }
    }
  }
}

function tooLong(): Refusal {
  return new Refusal(`is longer than ${MOST_BYTES / 1024 / 1024} MiB, which no notes are`);
}
