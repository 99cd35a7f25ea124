import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { PublishError } from "../errors";
import type { LocalFile } from "../model/file";

/** What a request carries: a function that opens a stream, never a stream, so that another try starts again. */
export interface Body {
  /** Exact length in bytes; sent as Content-Length. */
  readonly size: number;
  readonly type: string;
  open(): AsyncIterable<Uint8Array>;
}

/** A body that knows the sha256 of what its last complete try sent. */
export interface FileBody extends Body {
  /** Lower-case hex; `undefined` until a try has sent every byte. */
  sha256(): string | undefined;
}

/** Large reads keep the number of turns of the event loop low: this is what makes a 2 GiB upload keep up with curl. */
const CHUNK = 256 * 1024;

/**
 * A file as a body. The bytes are hashed as they pass. `moved` hears how many bytes have passed in this try.
 * A file that is not the size it was when it was measured is an error, found before a wrong byte too many is sent.
 */
export function fileBody(file: LocalFile, moved: (bytes: number) => void): FileBody {
  let sha256: string | undefined;
  async function* open(): AsyncGenerator<Uint8Array> {
    sha256 = undefined;
    const hash = createHash("sha256");
    let passed = 0;
    for await (const chunk of readFile(file)) {
      passed += chunk.length;
      if (passed > file.size) throw changed(file, `it grew beyond ${file.size} bytes`);
      hash.update(chunk);
      moved(passed);
      yield chunk;
    }
    if (passed < file.size) throw changed(file, `it shrank from ${file.size} to ${passed} bytes`);
    const now = await stat(file.absolute);
    if (now.size !== file.size) throw changed(file, `it grew from ${file.size} to ${now.size} bytes`);
    sha256 = hash.digest("hex");
  }
  return { size: file.size, type: file.contentType, open, sha256: () => sha256 };
}

/** sha256 of a file on disk, in lower-case hex. */
export async function hashFile(file: LocalFile): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of readFile(file)) hash.update(chunk);
  return hash.digest("hex");
}

/** sha256 of anything that streams, in lower-case hex. */
export async function hashStream(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of stream) hash.update(chunk);
  return hash.digest("hex");
}

async function* readFile(file: LocalFile): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of createReadStream(file.absolute, { highWaterMark: CHUNK })) yield chunk;
  } catch (cause) {
    throw changed(file, `it cannot be read (${cause instanceof Error ? cause.message : String(cause)})`, cause);
  }
}

function changed(file: LocalFile, how: string, cause?: unknown): PublishError {
  return new PublishError({
    what: `${file.path} changed while it was being published: ${how}.`,
    hint: "Let the build finish before the release step starts, then run it again.",
    cause,
  });
}
