import type { Body } from "./body";

/**
 * An address that a server signed for one request: https, except where it stays on this machine. It is a right of its
 * own, so that no user, password or fragment belongs into it.
 */
export function signedUrl(text: string, { staysHere }: { staysHere(url: URL): boolean }): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined) return undefined;
  const { protocol, username, password, hash } = url;
  const safe = protocol === "https:" || staysHere(url);
  return safe && `${username}${password}${hash}` === "" ? url : undefined;
}

/** Headers that say who asks, how the message is framed or what becomes of the connection: never a server's to choose. */
const OWN =
  /^(authorization|proxy-.*|cookie2?|set-cookie|host|content-length|transfer-encoding|te|trailer|connection|keep-alive|upgrade|expect|http2-settings|private-token|job-token|forwarded|x-forwarded-.*|x-http-method.*|:.*)$/;
const TOKEN = /^[!#$%&'*+.^_`|~0-9a-z-]+$/i;
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** A signature covers a handful of headers. */
const MOST_HEADERS = 50;
const LONGEST = 16 * 1024;

/**
 * Why headers that a server wants to be sent with the bytes are not; `undefined` where they may. Host and length are no
 * matter where they say what is sent anyway.
 */
export function whyNotSent(
  headers: Readonly<Record<string, string>>,
  sent: { readonly url: URL; readonly body: Pick<Body, "size"> },
): string | undefined {
  const entries = Object.entries(headers);
  if (entries.length > MOST_HEADERS) return `${entries.length} headers, where a signature needs a few`;
  const anyway: Readonly<Record<string, string>> = { host: sent.url.host, "content-length": String(sent.body.size) };
  for (const [name, value] of entries) {
    if (!TOKEN.test(name)) return "a header without a proper name";
    if (!VALUE.test(value) || value.length > LONGEST) return `a value of ${name.slice(0, 60)} that no header can have`;
    if (OWN.test(name.toLowerCase()) && anyway[name.toLowerCase()] !== value) return `the header ${name.slice(0, 60)}`;
  }
  return undefined;
}

/** The headers to send: without those that are set anyway. */
export function signedHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !OWN.test(name.toLowerCase())));
}
