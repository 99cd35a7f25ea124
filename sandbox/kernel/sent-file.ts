import type { ContentStore, StoredContent } from "./content";
import type { Exchange } from "./exchange";
import { boundaryOf, MultipartError, readMultipart, type Part } from "./multipart";

/** The file of a form. */
export interface SentFile {
  /** As it was sent. */
  readonly filename: string;
  readonly content: StoredContent;
}

interface Reading {
  readonly store: ContentStore;
  /** Passes the bytes on, or refuses them. */
  bytes(body: Part["body"], filename: string): AsyncIterable<Buffer>;
  /** What is said of a part `file` without a filename, of a second one, of no file, and of a body that is no form. */
  readonly refuse: Readonly<Record<"invalid" | "missing", () => Error>> & {
    readonly twice?: () => Error;
    /** @param begun it says that it is one */
    readonly broken: (begun: boolean) => Error;
  };
  /** Looks at the other parts, which are skipped. */
  other?(part: Part): Promise<void>;
}

/** The one part called `file`; the last of several, unless the forge minds. */
export async function receiveFile({ body, headers }: Exchange, reading: Reading): Promise<SentFile> {
  const { store, refuse } = reading;
  let file: SentFile | undefined;
  try {
    for await (const part of readMultipart(body.chunks(), headers["content-type"])) {
      if (part.name !== "file") {
        await reading.other?.(part);
        continue;
      }
      const { filename } = part;
      if (filename === undefined) throw refuse.invalid();
      if (file && refuse.twice) throw refuse.twice();
      file = { filename, content: await store.receive(reading.bytes(part.body, filename)) };
    }
  } catch (error) {
    throw error instanceof MultipartError ? refuse.broken(boundaryOf(headers["content-type"]) !== undefined) : error;
  }
  if (!file) throw refuse.missing();
  return file;
}
