/** A multipart/form-data body as RFC 7578 and RFC 2046 5.1 describe it, read as it streams: no part is ever held. */

export interface Part {
  readonly name: string;
  /** Undefined for a plain field. */
  readonly filename: string | undefined;
  readonly type: string | undefined;
  /** To be read before the next part is asked for; what is left unread is skipped. */
  readonly body: AsyncIterable<Buffer>;
}

/** The body is not multipart/form-data, or is broken. */
export class MultipartError extends Error {
  override name = "MultipartError";
}

const HEADER_LIMIT = 16 * 1024;
const HEADERS_END = Buffer.from("\r\n\r\n");

/** @returns undefined when this is no multipart/form-data with a boundary. */
export function boundaryOf(contentType: string | undefined): string | undefined {
  if (!/^multipart\/form-data\s*;/i.test(contentType ?? "")) return undefined;
  const found = /;\s*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType ?? "");
  const boundary = found?.[1] ?? found?.[2];
  return boundary !== undefined && boundary.length <= 70 ? boundary : undefined;
}

/** Browsers and fetch write quotes and line breaks of a name as %22, %0D and %0A. */
const unescape = (text: string): string =>
  text.replace(/%(22|0D|0A)/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))).replace(/\\(["\\])/g, "$1");

function parameter(header: string, name: string): string | undefined {
  const found = new RegExp(`;\\s*${name}="((?:[^"\\\\]|\\\\.)*)"`, "i").exec(header)?.[1];
  return found === undefined ? undefined : unescape(found);
}

function parseHeaders(block: string): Omit<Part, "body"> {
  const headers = new Map<string, string>();
  for (const line of block.split("\r\n")) {
    const colon = line.indexOf(":");
    if (colon < 1) throw new MultipartError(`not a header line: ${line}`);
    headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  const disposition = headers.get("content-disposition") ?? "";
  const name = parameter(disposition, "name");
  if (!/^form-data\s*;/i.test(disposition) || name === undefined) throw new MultipartError("part without a name");
  return { name, filename: parameter(disposition, "filename"), type: headers.get("content-type") };
}

/** Reads ahead just as far as it takes to know that no mark begins in what it hands out. */
function createReader(chunks: AsyncIterable<Buffer>) {
  const source = chunks[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);

  const read = async (): Promise<Buffer> => {
    const next = await source.next();
    if (next.done) throw new MultipartError("the body ends before its closing boundary");
    return next.value;
  };

  /** Everything up to `mark`, which is consumed too. A chunk without a part of it passes as it came. */
  async function* until(mark: Buffer): AsyncGenerator<Buffer> {
    const most = mark.length - 1;
    for (let at = held.indexOf(mark); ; at = held.indexOf(mark)) {
      if (at >= 0) {
        const piece = held.subarray(0, at);
        held = held.subarray(at + mark.length);
        if (at > 0) yield piece;
        return;
      }
      const [before, next] = [held, await read()];
      const isLong = before.length >= most && next.length >= most;
      if (isLong && !Buffer.concat([before.subarray(-most), next.subarray(0, most)]).includes(mark)) {
        held = next;
        yield before;
        continue;
      }
      const joined = Buffer.concat([before, next]);
      const sure = joined.includes(mark) ? 0 : Math.max(0, joined.length - most);
      held = joined.subarray(sure);
      if (sure > 0) yield joined.subarray(0, sure);
    }
  }

  return {
    until,
    take: async (count: number): Promise<string> => {
      while (held.length < count) held = Buffer.concat([held, await read()]);
      const text = held.toString("latin1", 0, count);
      held = held.subarray(count);
      return text;
    },
    close: () => source.return?.(),
  };
}

/** The parts in order. Throws MultipartError for a missing boundary, a part without a name, or an early end. */
export async function* readMultipart(
  chunks: AsyncIterable<Buffer>,
  contentType: string | undefined,
): AsyncGenerator<Part> {
  const boundary = boundaryOf(contentType);
  if (boundary === undefined) throw new MultipartError("not multipart/form-data with a boundary");
  const reader = createReader(chunks);
  try {
    yield* readParts(reader, boundary);
  } finally {
    await reader.close();
  }
}

async function* readParts(reader: ReturnType<typeof createReader>, boundary: string): AsyncGenerator<Part> {
  const opening = `--${boundary}`;
  if ((await reader.take(opening.length)) !== opening) throw new MultipartError("the body starts without its boundary");
  const delimiter = Buffer.from(`\r\n${opening}`);
  while ((await reader.take(2)) === "\r\n") {
    const bytes = reader.until(delimiter);
    const tooLong = (): Error => new MultipartError("headers of a part are too long");
    const headers = parseHeaders(await textUpTo(upTo(reader.until(HEADERS_END), HEADER_LIMIT, tooLong)));
    // Without `return`, so that a loop which breaks out of it leaves it where it is.
    const body = { [Symbol.asyncIterator]: () => ({ next: () => bytes.next() }) };
    yield { ...headers, body };
    for (let done = false; !done;) done = (await bytes.next()).done ?? false;
  }
}

/** Fields of a form are small; more than this is not read as one. */
const FIELD_LIMIT = 64 * 1024;

export const fieldText = ({ body }: Part): Promise<string> => textUpTo(body, FIELD_LIMIT);

/** Text of what comes up to the limit; the rest is read and forgotten. */
export async function textUpTo(bytes: AsyncIterable<Buffer>, limit = Infinity): Promise<string> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size <= limit) pieces.push(chunk);
  }
  return Buffer.concat(pieces).toString("utf8");
}

/** Passes bytes on and throws what `refuse` makes once there are more of them than the limit. */
export async function* upTo(bytes: AsyncIterable<Buffer>, limit: number, refuse: () => Error): AsyncGenerator<Buffer> {
  let passed = 0;
  for await (const chunk of bytes) {
    passed += chunk.length;
    if (passed > limit) throw refuse();
    yield chunk;
  }
}
