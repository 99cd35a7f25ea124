import { PublishError } from "../../errors";
import { type Http, signedUrl, withoutQuery } from "../../http";

/**
 * An address that the server signed for one upload: https, except on this machine.
 *
 * @param path the file, as messages call it
 * @throws PublishError that names the address without its signature.
 */
export function signedAddress(
  http: Pick<Http, "staysHere">,
  { given, path }: { readonly given: string; readonly path: string },
): URL {
  const url = signedUrl(given, http);
  if (url !== undefined) return url;
  throw new PublishError({
    what: `Refused to upload ${path}: the address for it is not https.`,
    said: `The server names ${URL.canParse(given) ? withoutQuery(given) : "something that is not an address"}.`,
    hint: "Files go over https only. Is there a proxy before the server that changes its answers? Check api_url.",
  });
}
