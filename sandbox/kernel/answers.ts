import { Readable } from "node:stream";
import type { StoredContent } from "./content";
import type { Answer, Exchange, Handler } from "./exchange";
import type { Fault } from "./faults";
import { violate, type World } from "./state";

/** Parameter of a signed address. */
export const SIGNATURE = "X-Amz-Signature";

export type Headers = Readonly<Record<string, string>>;

export const json = (status: number, body: unknown, headers: Headers = {}): Answer => ({ status, body, headers });

/** As servers send it that tell no charset. */
export const bareJson = (status: number, body: unknown, headers: Headers = {}): Answer =>
  json(status, body, { "content-type": "application/json", ...headers });

export const noContent: Answer = { status: 204 };

/** A page, as a web site or a proxy in front sends it. */
export const html = (status: number, text: string): Answer => ({
  status,
  body: `<html>\r\n<head><title>${status} ${text}</title></head>\r\n<body><center><h1>${status} ${text}</h1></center></body>\r\n</html>\r\n`,
});

/** The proxy's page; it does not wait for the body. */
export const tooLargePage = (): Answer => ({ ...html(413, "Request Entity Too Large"), atOnce: true });

/** An object store's own error. */
export const xml = (status: number, code: string, message = code): Answer => ({
  status,
  headers: { "content-type": "application/xml" },
  body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`,
});

/** An object store: the signature in the address is the authorization, and it refuses a second one. */
export function signedStore(
  world: Pick<World, "violations">,
  exchange: Exchange,
  found: { readonly signature: string | undefined; readonly answer: () => Answer | Promise<Answer> },
): Answer | Promise<Answer> {
  if (exchange.headers.authorization !== undefined) {
    violate(world, exchange, "Authorization sent to the storage host");
    return xml(400, "InvalidArgument");
  }
  return found.signature === exchange.query.get(SIGNATURE) ? found.answer() : xml(403, "AccessDenied");
}

export const moved = (location: string, status = 302): Answer => ({ status, headers: { location } });

interface Areas<W> {
  readonly api: Handler;
  /** What the API's paths on the web site begin with, if it is asked there. */
  readonly below?: string;
  readonly web: (world: W, exchange: Exchange) => Answer | Promise<Answer>;
  readonly storage?: (world: W, exchange: Exchange) => Answer | Promise<Answer>;
}

/** Who answers: the object store, the API, or the web site. */
export const areas =
  <W>(world: W, { api, below, web, storage }: Areas<W>): Handler =>
  (exchange) => {
    if (exchange.origin === "storage" && storage) return storage(world, exchange);
    const isApi = exchange.origin === "api" || (below !== undefined && exchange.path.startsWith(below));
    return isApi ? api(exchange) : web(world, exchange);
  };

/** The web page of a path, and 400 for one that cannot be decoded. */
export async function webPage(answer: () => Answer | Promise<Answer>): Promise<Answer> {
  try {
    return await answer();
  } catch (error) {
    if (error instanceof URIError) return html(400, "Bad Request");
    throw error;
  }
}

export const attachment = (name: string): Headers => ({
  "content-type": "application/octet-stream",
  "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
});

/** The whole, without ranges. Started with `discard` there are no bytes to send. */
export const sendWhole = (content: StoredContent, headers: Headers): Answer =>
  content.discarded ? html(410, "The sandbox was started with `discard`") : { status: 200, headers, content };

interface Range {
  readonly first: number;
  readonly last: number;
}

/** One range of RFC 9110 14.1.2; undefined = the whole, "none" = nothing there. */
function rangeOf(header: string | undefined, size: number): Range | "none" | undefined {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header ?? "") ?? [];
  if (from === undefined || to === undefined || (from === "" && to === "")) return undefined;
  const first = from === "" ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === "" || to === "" ? size - 1 : Math.min(Number(to), size - 1);
  return first > last ? "none" : { first, last };
}

async function* between(source: Readable, { first, last }: Range): AsyncGenerator<Buffer> {
  let at = 0;
  for await (const piece of source) {
    const bytes = Buffer.from(piece);
    const part = bytes.subarray(Math.max(0, first - at), Math.max(0, last + 1 - at));
    at += bytes.length;
    if (part.length > 0) yield part;
    if (at > last) return;
  }
}

const slice = (content: StoredContent, range: Range): StoredContent => ({
  ...content,
  size: range.last - range.first + 1,
  bytes: async () => (await content.bytes()).subarray(range.first, range.last + 1),
  stream: () => Readable.from(between(content.stream(), range), { objectMode: false }),
});

/** The whole, or the one range of bytes that was asked for. */
export function sendRange(content: StoredContent, asked: string | undefined, headers: Headers): Answer {
  const range = content.discarded ? undefined : rangeOf(asked, content.size);
  if (range === undefined) return sendWhole(content, { ...headers, "accept-ranges": "bytes" });
  if (range === "none") {
    const answer = xml(416, "InvalidRange");
    return { ...answer, headers: { ...answer.headers, "content-range": `bytes */${content.size}` } };
  }
  const told = {
    ...headers,
    "accept-ranges": "bytes",
    "content-range": `bytes ${range.first}-${range.last}/${content.size}`,
  };
  return { status: 206, headers: told, content: slice(content, range) };
}

/** A ready-made answer, for `faults.add({ do: ... })` and `spoil`. */
export type Made = Extract<Fault, { kind: "status" }>;

export const made = (answer: Omit<Made, "kind">): Made => ({ kind: "status", ...answer });

/** In JSON, as an application tells an error. */
export const madeJson = (status: number, body: unknown, headers: Headers = {}): Made =>
  made({ status, headers: { "content-type": "application/json", ...headers }, body });

/** @param seconds `null` = no Retry-After */
export const retryAfter = (seconds: number | null): Headers =>
  seconds === null ? {} : { "retry-after": String(seconds) };

/** A page of the proxy in front. */
export const gatewayPage = (status: 413 | 429 | 502 | 503 | 504 = 502, headers: Headers = {}): Made =>
  made({
    status,
    headers,
    body: `<html>\r\n<head><title>${status}</title></head>\r\n<body><center><h1>${status}</h1></center><hr><center>nginx</center></body>\r\n</html>\r\n`,
  });
