import type { IncomingMessage } from "node:http";
import { UploadCut, type RecordedRequest, type RequestBody } from "./exchange";

function declaredLength(message: IncomingMessage): number | undefined {
  const header = message.headers["content-length"];
  return header === undefined || message.headers["transfer-encoding"] !== undefined ? undefined : Number(header);
}

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
  {
    cutAfter = Infinity,
    pace,
  }: { readonly cutAfter?: number; readonly pace?: ((bytes: number) => Promise<void>) | undefined } = {},
): RequestBody {
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
    declared: declaredLength(message),
    chunks,
    text: async () => (await (whole ??= readWhole())).toString("utf8"),
    drain: async () => {
      if (message.readableEnded || message.destroyed) return;
      const rest = arriving();
      for (let done = false; !done;) done = (await rest.next()).done ?? false;
    },
  };
}
