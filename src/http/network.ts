import { PublishError } from "../errors";
import { HttpError, NetworkError, UNREADABLE } from "./errors";

/** What a failed connection means, and what to do about it. The order is from the narrow to the general. */
const NETWORK: readonly (readonly [RegExp, string, string])[] = [
  [
    /CERT|SELF_SIGNED|UNABLE_TO/,
    "the server's certificate is not trusted here",
    "Give the certificate authority of the server (or of the proxy) as a PEM file with ca_file.",
  ],
  [
    /ENOTFOUND|EAI_AGAIN/,
    "the name of the server is not known here",
    "Check server_url, api_url and the proxy variables (HTTP_PROXY, HTTPS_PROXY, NO_PROXY).",
  ],
  [
    /ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|CONNECT_TIMEOUT/,
    "nothing answers at this address",
    "Check server_url, api_url, the proxy variables (HTTP_PROXY, HTTPS_PROXY, NO_PROXY) and the firewall of this runner.",
  ],
  [
    /STALLED/,
    "no byte moved for longer than stall_timeout",
    "Run it again: what is already uploaded is not sent again. On a very slow line raise stall_timeout.",
  ],
  [/./, "the connection failed", "Run it again: what is already uploaded is not sent again."],
];

/** A failure to reach the server, in people's words; anything else is returned as it is. */
export function networkTrouble(doing: string, error: unknown): unknown {
  if (!(error instanceof NetworkError)) return error;
  const [, meaning = "", hint = ""] = NETWORK.find(([pattern]) => pattern.test(error.code)) ?? [];
  return new PublishError({
    what: `Failed ${doing}.`,
    said: `${error.request}: ${meaning} (${error.code}).`,
    hint,
    cause: error,
  });
}

/** A refusal for which the forge has no words of its own. */
export function generalRefusal(doing: string, error: HttpError): PublishError {
  return new PublishError({
    what: `Failed ${doing}.`,
    said: `${error.request} answered ${error.status}: ${saidBy(error.body)}`,
    hint: isForeignPage(error)
      ? UNREADABLE
      : error.status >= 500
        ? "The server has trouble of its own. Run it again: what is already uploaded is not sent again."
        : undefined,
    cause: error,
  });
}

/** Refusals of a forge's own that come as pages: too large a body, a limit. */
const IN_PAGES = new Set([413, 429]);

/** A page of HTML where an API says no in JSON: a proxy, a firewall or another server spoke, and not of rights. */
export function isForeignPage({ status, body }: HttpError): boolean {
  return (
    status < 500 && !IN_PAGES.has(status) && typeof body === "string" && /^\s*<(!doctype|html|head|body)\b/i.test(body)
  );
}

/** Characters of a page that are looked into for its words: the search below takes its time with hostile ones. */
const MOST_READ = 16 * 1024;

/** What a server said, as one short line, whatever the shape of its answer. */
export function saidBy(body: unknown): string {
  const words = typeof body === "string" ? firstWords(body.slice(0, MOST_READ)) : JSON.stringify(body);
  return words.length > 500 ? `${words.slice(0, 500)}…` : words;
}

/** The text of an HTML page without its tags: proxies and firewalls speak HTML. */
function firstWords(text: string): string {
  const plain = text
    .replace(/<(script|style)[\s\S]*?<\/\1>/gi, " ")
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  return plain === "" ? "(an empty answer)" : plain;
}
