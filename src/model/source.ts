import type { Hash } from "node:crypto";
import { lazily } from "./lazily";

/**
 * Bytes that can be uploaded: a file on disk, a list of checksums, an asset of another forge. A function opens the
 * stream, so that another try starts again.
 */
export interface Source {
  /** As messages call it: for a file its path as its user wrote it, always with `/`. */
  readonly path: string;
  /** File name. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Content type. */
  readonly type: string;
  open(): AsyncIterable<Uint8Array>;
  /** sha256 of the content, lower-case hex: read for it unless it is known, as it is once every byte
   * was sent; it is never hashed twice. */
  sha256(): Promise<string>;
}

/**
 * The same for what goes to several places at once: it is hashed by a read of its own, which begins with the first
 * transfer, so that none waits for the transfer of another, or hashes what another has hashed.
 */
export function hashedAhead<S extends Source>(source: S): S {
  return {
    ...source,
    open() {
      // Whoever asks for it hears of its failure.
      source.sha256().catch(() => undefined);
      return source.open();
    },
  };
}

/**
 * sha256 of anything that streams, in lower-case hex; `undefined` for more than `most` bytes, which are not read: a
 * server may send without end, and what is longer than the file that it is compared with is something else.
 */
export async function hashStream(stream: AsyncIterable<Uint8Array>, most: number): Promise<string | undefined> {
  const hash = await newHash();
  let passed = 0;
  for await (const chunk of stream) {
    passed += chunk.length;
    if (passed > most) return undefined;
    hash.update(chunk);
  }
  return hash.digest("hex");
}

/** sha256, loaded with the first hash: a run without files needs no cryptography. */
export async function newHash(): Promise<Hash> {
  return (await cryptography()).createHash("sha256");
}

const cryptography = lazily(() => import("node:crypto"));

/** A text as a file that can be uploaded. */
export async function textSource(name: string, text: string): Promise<Source> {
  const bytes = Buffer.from(text);
  async function* open(): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(bytes);
  }
  const sha256 = (await hashStream(open(), bytes.length)) ?? "";
  return { path: name, name, size: bytes.length, type: "text/plain", open, sha256: () => Promise.resolve(sha256) };
}
