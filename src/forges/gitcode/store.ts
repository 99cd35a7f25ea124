import { PublishError } from "../../errors";
import { type Api, type Http, type HttpError, saidBy, signedUrl, withoutQuery } from "../../http";

/** A door to the object store: addresses are signed, so no token goes there, and nothing of ours is added to them. */
export function openStore(http: Http, base: string): Api {
  return http.open({ base, credentials: {}, headers: { accept: "*/*" }, refusal });
}

/**
 * A signed address, which has to be https except on this machine.
 *
 * @throws PublishError that names it without its signature.
 */
export function signedAddress(text: string, doing: string, http: Http): URL {
  const url = signedUrl(text, http);
  if (url !== undefined) return url;
  throw new PublishError({
    what: `Failed ${doing}: the address for it is not safe.`,
    said: URL.canParse(text) ? `The server names ${withoutQuery(text)}.` : "The server names no web address.",
    hint: "Files go over https only. Is there a proxy before the server that changes its answers? Check api_url.",
  });
}

/** The store's words of an error: code and message, and nothing of the signature that some of its answers repeat. */
export function storeWords(body: unknown): string {
  const text = typeof body === "string" ? body : "";
  const [code, message] = ["Code", "Message"].map((name) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1]);
  if (code === undefined && message === undefined) return saidBy(/signature/i.test(saidBy(body)) ? "" : body);
  return [code, message].filter((part) => part !== undefined && part !== "").join(": ");
}

/** Whether the store refused an address only because it is too old: a new one helps. */
export function isOutdated({ status, body }: HttpError): boolean {
  return status === 403 && /expired/i.test(storeWords(body));
}

const HINTS: readonly (readonly [RegExp, string])[] = [
  [/EntityTooLarge|^413/, "The object store takes no file of this size: split it or compress it."],
  [
    /SignatureDoesNotMatch|AccessDenied/,
    "Is there a proxy between this job and the object store that changes requests? The address is good for one request as it stands.",
  ],
  [/^5\d\d/, "The object store has trouble of its own. Run it again: what is already uploaded is not sent again."],
];

function refusal(doing: string, error: HttpError): PublishError {
  const words = storeWords(error.body);
  return new PublishError({
    what: `Failed ${doing}.`,
    said: `${error.request} answered ${error.status}: ${words}`,
    hint: HINTS.find(([pattern]) => pattern.test(words) || pattern.test(String(error.status)))?.[1],
    cause: error,
  });
}
