import { AnswerError } from "./errors";
import { whyNotParsed } from "./json";
import { release } from "./spent";

/** Bytes from a server, and what was told of them before them. A chunk is good until the next one is asked for. */
export type Content = AsyncIterable<Uint8Array> & {
  /** How many they are, where that was told. */
  readonly size?: number | undefined;
  /** Where in the whole they begin: behind its start only where a part was asked for and given. */
  readonly from?: number;
  /** A word for this very content, which no other has; `undefined` where the server tells none that is as strong as that. */
  readonly etag?: string | undefined;
};

/** What a server answered. */
export interface Answer {
  readonly status: number;
  /** Lower-case names; repeated ones joined with `, `. */
  readonly headers: Readonly<Record<string, string>>;
  readonly request: string;
  /** Bytes that were read of it. */
  readonly size: number;
  /** Where a redirect to another origin led, which is not given the credentials. */
  readonly strayed?: string | undefined;
  /** Parsed JSON where it is some, else the text. */
  body(): unknown;
  /** Parsed JSON; throws `AnswerError` where it is none. */
  json(): unknown;
  /** The content, unread; only of an exchange with `streaming`. */
  stream(): Content;
}

/** What was read: the value in the place of its bytes, both together are twice as much, or why there is none. */
type Read =
  { readonly value: unknown } | { readonly text: () => string; readonly trouble: string; readonly cause?: unknown };

/** An answer whose text was read, or whose content is still to be. It is scanned and parsed once, when it is asked for. */
export function contentOf(
  about: Pick<Answer, "status" | "headers" | "request" | "strayed">,
  read: Uint8Array,
  content?: AsyncIterable<Uint8Array>,
): Answer {
  const encoding = foreignEncoding(about.headers);
  const inEncoding = `in the encoding ${encoding?.slice(0, 40)}, which was not asked for`;
  let held: Read | (() => Read) =
    encoding === undefined
      ? parsing(read, about.status)
      : { text: () => `(an answer ${inEncoding})`, trouble: `the server answered ${inEncoding}` };
  const look = (): Read => {
    if (typeof held === "function") held = held();
    return held;
  };
  return {
    ...about,
    size: read.length,
    json() {
      const found = look();
      if ("value" in found) return found.value;
      throw new AnswerError(about.request, found.trouble, { cause: found.cause });
    },
    body() {
      const found = look();
      return "value" in found ? found.value : found.text();
    },
    stream() {
      if (content === undefined) throw new AnswerError(about.request, "the answer has no content to stream");
      const length = encoding === undefined ? about.headers["content-length"] : undefined;
      const size = length === undefined ? undefined : Number(length);
      return Object.assign(content, { size, from: beginOf(about), etag: strong(about.headers.etag) });
    },
  };
}

/**
 * Where a part begins. One that does not say which part it is can be any.
 * https://www.rfc-editor.org/rfc/rfc9110#name-content-range
 */
function beginOf({ status, headers, request }: Pick<Answer, "status" | "headers" | "request">): number {
  if (status !== 206) return 0;
  const [, first] = /^bytes (\d{1,15})-\d+\/(\d+|\*)$/.exec(headers["content-range"] ?? "") ?? [];
  if (first !== undefined) return Number(first);
  throw new AnswerError(request, "the server sends a part of the file and does not say which");
}

/** A weak one (`W/`) stands for contents that are only alike. */
function strong(etag: string | undefined): string | undefined {
  return etag !== undefined && /^"[\x21\x23-\x7e]{1,200}"$/.test(etag) ? etag : undefined;
}

function parsing(bytes: Uint8Array, status: number): () => Read {
  return () => {
    const obstacle = whyNotParsed(bytes);
    if (obstacle !== undefined) return { text: () => textOf(bytes), trouble: `the server's answer ${obstacle}` };
    const text = textOf(bytes);
    release(bytes);
    try {
      return { value: JSON.parse(text) };
    } catch (cause) {
      return { text: () => text, trouble: `the server answered ${status} with something that is not JSON`, cause };
    }
  };
}

function textOf({ buffer, byteOffset, length }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, length).toString("utf8");
}

/** An encoding that was not asked for, and is not read: a few bytes of it can become any number of them. */
export function foreignEncoding(headers: Readonly<Record<string, string>>): string | undefined {
  const encoding = headers["content-encoding"];
  return encoding === undefined || /^(identity)?$/i.test(encoding.trim()) ? undefined : encoding;
}
