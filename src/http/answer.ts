import { AnswerError } from "./errors";
import { whyNotParsed } from "./json";

/** Bytes from a server, and their number where it was told before them. */
export type Content = AsyncIterable<Uint8Array> & { readonly size?: number | undefined };

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

/** An answer whose text was read, or whose content is still to be. */
export function contentOf(
  about: Pick<Answer, "status" | "headers" | "request" | "strayed">,
  read: Uint8Array,
  content?: AsyncIterable<Uint8Array>,
): Answer {
  const encoding = foreignEncoding(about.headers);
  // What was parsed takes the place of its text: both together are twice as much.
  let known: { readonly bytes: Uint8Array } | { readonly value: unknown } = { bytes: read };
  function json(): unknown {
    if ("value" in known) return known.value;
    if (encoding !== undefined) throw new AnswerError(about.request, `the server answered ${inEncoding(encoding)}`);
    const obstacle = whyNotParsed(known.bytes);
    if (obstacle !== undefined) throw new AnswerError(about.request, `the server's answer ${obstacle}`);
    try {
      known = { value: JSON.parse(textOf(known.bytes)) };
      return known.value;
    } catch (cause) {
      throw new AnswerError(
        about.request,
        `the server answered ${about.status} with something that is not JSON`,
        cause,
      );
    }
  }
  return {
    ...about,
    size: read.length,
    json,
    body() {
      if (encoding !== undefined) return `(an answer ${inEncoding(encoding)})`;
      try {
        return json();
      } catch {
        return "bytes" in known ? textOf(known.bytes) : known.value;
      }
    },
    stream() {
      if (content === undefined) throw new AnswerError(about.request, "the answer has no content to stream");
      const length = encoding === undefined ? about.headers["content-length"] : undefined;
      return Object.assign(content, { size: length === undefined ? undefined : Number(length) });
    },
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

function inEncoding(encoding: string): string {
  return `in the encoding ${encoding.slice(0, 40)}, which was not asked for`;
}
