import { type Source, hashStream } from "../model/source";

/** A text as a file that can be uploaded. */
export async function textSource(name: string, text: string): Promise<Source> {
  const bytes = Buffer.from(text);
  async function* open(): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(bytes);
  }
  const sha256 = (await hashStream(open(), bytes.length)) ?? "";
  return { path: name, name, size: bytes.length, type: "text/plain", open, sha256: () => Promise.resolve(sha256) };
}
