import { PublishError } from "../errors";
import { AnswerError, HttpError, NetworkError, UNREADABLE } from "./errors";

const ADDRESSES = "server_url, api_url and the proxy variables (HTTP_PROXY, HTTPS_PROXY, NO_PROXY)";
const AGAIN = "Run it again: what is done already is not done again.";
const PROXY_LOGIN =
  "Give the proxy's user and password in HTTP_PROXY and HTTPS_PROXY (USER:PASSWORD@ before the host), or name the server in NO_PROXY.";

/** What a failed connection means, and what to do about it. The order is from the narrow to the general. */
const NETWORK: readonly (readonly [RegExp, string, string])[] = [
  [
    /CERT_HAS_EXPIRED|CERT_NOT_YET_VALID/,
    "the server's certificate is not valid at this time",
    "Renew the certificate of the server (or of the proxy), or set the clock of this machine. ca_file matters only if it holds an expired authority.",
  ],
  [
    /ALTNAME_INVALID|HOSTNAME_MISMATCH/,
    "the server's certificate is for other names",
    `Use a name that is in its certificate: check ${ADDRESSES}. ca_file does not help here.`,
  ],
  [
    /ERR_TLS_CERT|(^|_)CERT(_|$)|SELF_SIGNED|UNABLE_TO_|INVALID_CA|INVALID_PURPOSE/,
    "the server's certificate is not trusted here",
    "Give the certificate authority of the server (or of the proxy) as a PEM file with ca_file.",
  ],
  [
    /ERR_SSL_(WRONG_VERSION|PACKET_LENGTH|HTTP_REQUEST|UNKNOWN_PROTOCOL|RECORD_LAYER)|EPROTO/,
    "what answers at this port does not speak TLS",
    `Does it speak http://, or is the port wrong? Check ${ADDRESSES}.`,
  ],
  [
    /ERR_SSL|ERR_TLS/,
    "no secure connection could be made",
    `Check ${ADDRESSES}, and which versions of TLS the server has.`,
  ],
  [
    /^HPE_.*(CONTENT_LENGTH|TRANSFER_ENCODING|HEADER_TOKEN)/,
    "the head of the server's answer breaks the rules of HTTP",
    UNREADABLE,
  ],
  [
    /^HPE_(?!HEADER_OVERFLOW)/,
    "what answers at this port does not speak HTTP",
    `Does it speak https://, or is the port wrong? Check ${ADDRESSES}.`,
  ],
  [/UPGRADED/, "the server goes over to another protocol, which was not asked for", UNREADABLE],
  [/PROXY_407/, "the proxy wants a user and a password", PROXY_LOGIN],
  [
    /PROXY_/,
    "the proxy refused to connect",
    "Ask whoever runs the proxy, or name the server in NO_PROXY if it can be reached directly.",
  ],
  [/ENOTFOUND/, "the name of the server is not known here", `Check ${ADDRESSES}.`],
  [
    /EAI_AGAIN/,
    "the name of the server could not be looked up",
    `Is the name server of this machine reachable? Check ${ADDRESSES}.`,
  ],
  [
    /ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|CONNECT_TIMEOUT/,
    "nothing answers at this address",
    `Check ${ADDRESSES}, and the firewall of this runner.`,
  ],
  [/STALLED/, "no byte moved for longer than stall_timeout", `${AGAIN} On a very slow line raise stall_timeout.`],
  [/./, "the connection failed", AGAIN],
];

/** A failure to reach the server, in people's words; anything else is returned as it is. */
export function networkTrouble(doing: string, error: unknown): unknown {
  if (!(error instanceof NetworkError)) return error;
  const [, meaning = "", hint = ""] = NETWORK.find(([pattern]) => pattern.test(error.code)) ?? [];
  // A server of TLS ends a conversation that begins without it.
  const plain = error.first && meaning === "the connection failed" && /^\w+ http:/.test(error.request);
  return new PublishError({
    what: `Failed ${doing}.`,
    said: `${error.request}: ${meaning} (${error.code}).`,
    hint: plain ? `Does the server want https://? Check ${ADDRESSES}.` : hint,
    cause: error,
  });
}

/** Whether a failure says that nothing ever answered at its address. */
export function neverReached(error: unknown): boolean {
  return error instanceof PublishError && error.cause instanceof NetworkError && error.cause.first;
}

/** Which part of the way to a server it is that fails. */
export type TroublePlace = "proxy" | "certificate" | "server";

const PLACES: readonly (readonly [RegExp, TroublePlace])[] = [
  [/PROXY_/, "proxy"],
  [/ERR_TLS_CERT|(^|_)CERT(_|$)|SELF_SIGNED|UNABLE_TO_|INVALID_CA|INVALID_PURPOSE|HOSTNAME_MISMATCH/, "certificate"],
  [/./, "server"],
];
/** No connection at all: where a proxy is used, it is the proxy that is not there. */
const UNCONNECTED = /ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN/;

/**
 * Which part of the way failed; `undefined` for an error that comes from the forge itself.
 *
 * @param throughProxy whether the way leads through a proxy
 */
export function troublePlace(error: unknown, throughProxy: boolean): TroublePlace | undefined {
  const cause = error instanceof PublishError && !(error instanceof AnswerError) ? (error.cause ?? error) : error;
  if (cause instanceof AnswerError) return "server";
  if (cause instanceof HttpError) {
    if (cause.status === 407 || cause.status === 511) return "proxy";
    return isForeignPage(cause) || cause.strayed !== undefined ? "server" : undefined;
  }
  if (!(cause instanceof NetworkError)) return undefined;
  if (throughProxy && UNCONNECTED.test(cause.code)) return "proxy";
  return PLACES.find(([code]) => code.test(cause.code))?.[1];
}

/** A refusal that says nothing about the token: it comes from a proxy, or from where the token was not sent. */
export function refusedOnTheWay(doing: string, error: HttpError): PublishError | undefined {
  const { request, status, strayed, body } = error;
  const answered = `answered ${status}: ${once(status, saidBy(body))}`;
  const refusal = (why: string, hint: string, said = `${request} ${answered}`): PublishError =>
    new PublishError({ what: `Failed ${doing}: ${why}.`, said, hint, cause: error });
  if (status === 407) return refusal("the proxy wants a user and a password", PROXY_LOGIN);
  if (status === 511)
    return refusal("the network wants a sign-in", "Is there a sign-in page between this machine and the server?");
  if (strayed === undefined || status >= 500 || status === 429) return undefined;
  return refusal(
    "the server sends this request to another address, and the token is not sent there",
    "If that is the server's own address, set server_url (or api_url) to it. The token itself may be right.",
    `${request} was sent on to ${strayed}, which ${answered}`,
  );
}

/** A refusal for which the forge has no words of its own. */
export function generalRefusal(doing: string, error: HttpError): PublishError {
  const trouble = error.status >= 500 ? `The server had an internal error. ${AGAIN}` : undefined;
  return new PublishError({
    what: `Failed ${doing}.`,
    said: `${error.request} answered ${error.status}: ${once(error.status, saidBy(error.body))}`,
    hint: isForeignPage(error) ? UNREADABLE : trouble,
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

/** A server's words without the status at their beginning, which is told before them: `404 Not Found`. */
export function once(status: number, said: string): string {
  const start = String(status);
  const rest = said.startsWith(start) ? said.slice(start.length).replace(/^[\s:,-]+/, "") : "";
  return rest === "" || /^\d/.test(said.slice(start.length)) ? said : rest;
}

/** The text of an HTML page without its tags: proxies and firewalls speak HTML. */
function firstWords(text: string): string {
  const shown = text.replace(/<(script|style)[\s\S]*?<\/\1>/gi, " ");
  // Behind the last end of a tag there is none, however many begin there.
  const end = shown.lastIndexOf(">") + 1;
  const plain = (shown.slice(0, end).replace(/<[^>]*>/g, " ") + shown.slice(end)).replace(/\s+/g, " ").trim();
  return plain === "" ? "(an empty answer)" : plain;
}
