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

/** @param cutAfter bytes after which reading fails with UploadCut (fault "cut"). */
export function readBody(message: IncomingMessage, record: RecordedRequest, cutAfter = Infinity): RequestBody {
  async function* chunks(): AsyncGenerator<Buffer> {
    for await (const chunk of message.iterator({ destroyOnReturn: false })) {
      const bytes = chunk as Buffer;
      record.bytes += bytes.length;
      if (record.bytes >= cutAfter) throw new UploadCut();
      yield bytes;
    }
  }
  let whole: Promise<string> | undefined;
  const readText = async (): Promise<string> => {
    const parts: Buffer[] = [];
    for await (const chunk of chunks()) parts.push(chunk);
    const text = Buffer.concat(parts).toString("utf8");
    keepJson(record, text);
    return text;
  };
  return {
    declared: declaredLength(message),
    chunks,
    text: () => (whole ??= readText()),
    drain: async () => {
      if (message.readableEnded || message.destroyed) return;
      const rest = chunks();
      for (let done = false; !done;) done = (await rest.next()).done ?? false;
    },
  };
}
