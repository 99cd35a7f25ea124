import { AnswerError } from "./errors";
import { whyNotParsed } from "./json";
import { release } from "./spent";

/** Bytes from a server, and what was told of them before them. A chunk is good until the next one is asked for. */
export type Content = AsyncIterable<Uint8Array> & {
  /** How many they are, where that was told. */
  readonly size?: number | undefined;
  /** Where in the whole they begin: behind its start only where a part was asked for and given. */
  readonly from?: number;
  /** How many bytes the whole has, of which these may be a part, where that was told. */
  readonly whole?: number | undefined;
  /** The encoding in which they come, where the server says one: nobody has asked for it, and it is not undone. */
  readonly encoding?: string | undefined;
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
  let held: Read | (() => Read) =
    encoding === undefined
      ? parsing(read, about.status)
      : { text: () => `(an answer ${inEncoding(encoding)})`, trouble: `the server answered ${inEncoding(encoding)}` };
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
      const { from, whole = from === 0 ? size : undefined } = placeOf(about);
      return Object.assign(content, { size, from, whole, encoding, etag: strong(about.headers.etag) });
    },
  };
}

/** @throws AnswerError for a content that is not fit to be handed on, as far as its head tells */
export function checkHead(about: Pick<Answer, "status" | "headers" | "request">): void {
  const coding = foreignTransfer(about.headers);
  if (coding !== undefined) throw new AnswerError(about.request, `the server answered ${inEncoding(coding)}`);
  placeOf(about);
}

const inEncoding = (encoding: string): string => `in the encoding ${encoding.slice(0, 40)}, which was not asked for`;

/**
 * Where a content stands in its whole. A part that does not say which one it is can be any.
 *
 * @throws AnswerError https://www.rfc-editor.org/rfc/rfc9110#name-content-range
 */
function placeOf({ status, headers, request }: Pick<Answer, "status" | "headers" | "request">): {
  readonly from: number;
  readonly whole?: number;
} {
  if (status !== 206) return { from: 0 };
  const [, first, last, all] =
    /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15}|\*)$/.exec(headers["content-range"] ?? "") ?? [];
  if (first === undefined || last === undefined)
    throw new AnswerError(request, "the server sends a part of the file and does not say which");
  const from = Number(first);
  const length = Number(last) + 1 - from;
  const whole = all === "*" ? undefined : Number(all);
  const told = headers["content-length"];
  if (length <= 0 || (told !== undefined && Number(told) !== length) || (whole !== undefined && Number(last) >= whole))
    throw new AnswerError(request, "the server contradicts itself about which part of the file it sends");
  return whole === undefined ? { from } : { from, whole };
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
  return foreignTransfer(headers) ?? (isPlain(encoding) ? undefined : encoding);
}

/** The same of the way there, which is none of the content's own: a file in it is not the file. */
function foreignTransfer(headers: Readonly<Record<string, string>>): string | undefined {
  const coding = headers["transfer-encoding"];
  return isPlain(coding) || coding?.trim().toLowerCase() === "chunked" ? undefined : coding;
}

const isPlain = (encoding = ""): boolean => /^(identity)?$/i.test(encoding.trim());
