import type { IncomingMessage } from "node:http";
import { UploadCut, type RecordedRequest, type RequestBody } from "./exchange";

function keepJson(record: RecordedRequest, text: string): void {
  try {
    record.json = JSON.parse(text);
  } catch {
    // Whoever needs JSON here answers 400 to it.
  }
}

/**
 * @param at.cutAfter bytes after which reading fails with UploadCut (fault "cut")
 * @param at.pace waits as long as so many bytes take on the way; not at all by default
 */
export function readBody(
  message: IncomingMessage,
  record: RecordedRequest,
  { cutAfter, pace }: { readonly cutAfter: number; readonly pace?: ((bytes: number) => Promise<void>) | undefined },
): RequestBody {
  const { "content-length": length, "transfer-encoding": chunked } = message.headers;
  async function* arriving(): AsyncGenerator<Buffer> {
    for await (const chunk of message.iterator({ destroyOnReturn: false })) {
      const bytes = chunk as Buffer;
      await pace?.(bytes.length);
      record.bytes += bytes.length;
      if (record.bytes >= cutAfter) throw new UploadCut();
      yield bytes;
    }
  }
  let whole: Promise<Buffer> | undefined;
  const readWhole = async (): Promise<Buffer> => {
    const parts: Buffer[] = [];
    for await (const chunk of arriving()) parts.push(chunk);
    const bytes = Buffer.concat(parts);
    keepJson(record, bytes.toString("utf8"));
    return bytes;
  };
  /** What was read already is there to be read again: an uploaded file may call itself JSON. */
  async function* chunks(): AsyncGenerator<Buffer> {
    if (whole === undefined) yield* arriving();
    else yield await whole;
  }
  return {
    declared: length === undefined || chunked !== undefined ? undefined : Number(length),
    chunks,
    text: async () => (await (whole ??= readWhole())).toString("utf8"),
    drain: async () => {
      if (message.readableEnded || message.destroyed) return;
      const rest = arriving();
      for (let done = false; !done;) done = (await rest.next()).done ?? false;
    },
  };
}

/** Split by hand: the URL class would normalise the path, and the log must show what was sent. */
export function splitTarget(url: string): { path: string; query: URLSearchParams } {
  const mark = url.indexOf("?");
  const path = mark < 0 ? url : url.slice(0, mark);
  return { path, query: new URLSearchParams(mark < 0 ? "" : url.slice(mark + 1)) };
}

/** The first piece of the body, which stays there to be read. */
export async function headOf(message: IncomingMessage): Promise<string> {
  await new Promise<void>((resolve) => {
    const seen = (): void => {
      resolve();
    };
    message.once("readable", seen).once("close", seen);
  });
  const piece = message.read() as Buffer | null;
  if (piece === null) return "";
  message.unshift(piece);
  return piece.toString("utf8");
}
