import { type FileHandle, constants, open, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { errorCode } from "./file-lookup";
import { type Decoded, decodeText } from "./text-encoding";
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
  readonly stdin: () => Input;
}

/** A readable stream, as far as it is needed. */
export interface Input {
  on(event: "data", listener: (chunk: Buffer) => void): unknown;
  on(event: "end", listener: () => void): unknown;
  on(event: "error", listener: (error: Error) => void): unknown;
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
    const given = path === "-" || /^\/(dev\/(stdin|fd\/0)|proc\/self\/fd\/0)$/.test(absolute);
    const { bytes, piped } = given
      ? { bytes: await readStream(at.system), piped: true }
      : await readFileAt(absolute, at);
    return told(decodeText(bytes), piped);
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

function told(read: Decoded, piped: boolean): TextRead {
  if ("text" in read) return { text: read.text, piped };
  return { refused: `is no text that can be published: it is ${read.encoding}. Save it as UTF-8` };
}

async function readFileAt(
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
    return { bytes: await readHandle(file, { piped, system }), piped };
  } finally {
    await file.close();
  }
}

async function readHandle(file: FileHandle, at: { readonly piped: boolean; readonly system: System }): Promise<Buffer> {
  const heard = listening(at.system);
  for (;;) {
    const chunk = Buffer.alloc(64 * 1024);
    const size = await file.read(chunk, 0, chunk.length, null).then(
      ({ bytesRead }) => bytesRead,
      (error: unknown) => {
        if (errorCode(error) === "EAGAIN") return undefined;
        throw error;
      },
    );
    if (size !== undefined && size > 0) {
      if (!heard.add(chunk.subarray(0, size))) throw tooLong();
    }
    // A pipe also reads as ended as long as nobody has opened it for writing.
    else if (size === 0 && (!at.piped || heard.any())) return heard.all();
    else await heard.wait();
  }
}

async function readStream(system: System): Promise<Buffer> {
  const heard = listening(system);
  const stream = system.stdin();
  const state: { ended: boolean; failed: Error | undefined } = { ended: false, failed: undefined };
  const fail = (error: Error): void => {
    state.failed ??= error;
    // What always has more to give would never let anybody else have a turn.
    stream.destroy();
  };
  stream.on("data", (chunk) => {
    if (!heard.add(chunk)) fail(tooLong());
  });
  stream.on("end", () => {
    state.ended = true;
  });
  stream.on("error", fail);
  try {
    while (!state.ended && state.failed === undefined) await heard.wait();
    if (state.failed !== undefined) throw state.failed;
    return heard.all();
  } finally {
    stream.destroy();
  }
}

interface Heard {
  /** @returns whether there may be more */
  add(chunk: Buffer): boolean;
  any(): boolean;
  all(): Buffer;
  /** Waits a moment. @throws Refusal when nothing came for too long, and what `sleep` throws. */
  wait(): Promise<void>;
}

function listening({ sleep, now }: System): Heard {
  const chunks: Buffer[] = [];
  let [size, last] = [0, now()];
  return {
    add(chunk) {
      size += chunk.length;
      if (size > MOST_BYTES) return false;
      chunks.push(chunk);
      last = now();
      return true;
    },
    any: () => size > 0,
    all: () => Buffer.concat(chunks),
    async wait() {
      if (now() - last > MOST_SILENCE)
        throw new Refusal(`has been silent for ${MOST_SILENCE / 1000} seconds: does anybody write to it, and close it`);
      await sleep(LOOKS_AGAIN);
    },
  };
}

function tooLong(): Refusal {
  return new Refusal(`is longer than ${MOST_BYTES / 1024 / 1024} MiB, which no notes are`);
}
