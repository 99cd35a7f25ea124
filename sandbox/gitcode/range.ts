import { Readable } from "node:stream";
import type { StoredContent } from "../kernel/content";
import type { Answer } from "../kernel/exchange";
import { json, xml } from "./answers";

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

function slice(content: StoredContent, range: Range): StoredContent {
  return {
    ...content,
    size: range.last - range.first + 1,
    bytes: async () => (await content.bytes()).subarray(range.first, range.last + 1),
    stream: () => Readable.from(between(content.stream(), range), { objectMode: false }),
  };
}

/** The file, or the part that was asked for: a Range of one byte is how clients look whether it is there (4). */
export function sendFile(name: string, content: StoredContent, header: string | undefined): Answer {
  if (content.discarded) return json(410, { message: "The sandbox was started with `discard`" });
  const headers = {
    "content-type": "application/octet-stream",
    "accept-ranges": "bytes",
    "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
  };
  const range = rangeOf(header, content.size);
  if (range === undefined) return { status: 200, headers, content };
  if (range === "none") {
    const answer = xml(416, "InvalidRange");
    return { ...answer, headers: { ...answer.headers, "content-range": `bytes */${content.size}` } };
  }
  const said = `bytes ${range.first}-${range.last}/${content.size}`;
  return { status: 206, headers: { ...headers, "content-range": said }, content: slice(content, range) };
}
