import { PublishError } from "../../errors";
import type { Release } from "../../model/release";
import type { Repository } from "./repository";

type Server = Pick<Repository, "apiUrl" | "path">;

/**
 * Where an upload is confirmed: a whole address, or one from the API root on. It gets the token, so it has to be on the
 * API's own origin and this very release's confirmation, and nothing that a server on the way could read otherwise: a
 * server that only hands out addresses could send the token's rights anywhere else.
 * `/{repo}/-/releases/{id}/asset-upload-confirmation/{upload_token}/{asset_path}?ttl=`, https://api.cnb.cool
 *
 * @throws PublishError for any other.
 */
export function confirmationAddress(
  server: Server,
  { given, release, path }: { readonly given: string; readonly release: Release; readonly path: string },
): URL {
  const { origin } = new URL(server.apiUrl);
  const candidates = readings(server.apiUrl, given);
  const usual = given.length <= LONGEST && !UNUSUAL.test(given);
  const url = usual ? candidates.find((one) => one.origin === origin && confirms(one, server, release)) : undefined;
  if (url !== undefined) return url;
  const where =
    candidates[0]?.origin === origin ? "is not the confirmation of an upload to this release" : "is on another host";
  throw new PublishError({
    what: `Refused to confirm the upload of ${path}: the address for it ${where}.`,
    said: `The server names ${candidates[0]?.origin ?? "something that is not an address"}; the API is at ${server.apiUrl}.`,
    hint: "The token goes to the API's own host only. Set api_url to the API root that the server itself uses.",
  });
}

const LONGEST = 8192;

/** What a URL parser takes away or turns round, and what is no encoding. */
const UNUSUAL = /[\s\\#]|%(?![0-9a-f]{2})/i;

/** What an address may mean: itself, or what stands below the API root, or below its host. */
function readings(apiUrl: string, given: string): URL[] {
  const isWhole = /^([a-z][a-z0-9+.-]*:|\/\/)/i.test(given);
  const texts = isWhole ? [given] : [`${apiUrl}/${given.replace(/^\//, "")}`, given];
  return texts.flatMap((text) => (URL.canParse(text, apiUrl) ? [new URL(text, apiUrl)] : []));
}

const QUERY = ["ttl", "upload_token", "asset_path"];

/** `.` or `..` between slashes of either kind or with parameters behind it, and control characters. */
const TRAVERSES = /\p{Cc}|(^|[/\\?&=])\.{1,2}($|[/\\;&])/u;

function confirms(url: URL, { apiUrl, path }: Server, { id }: Release): boolean {
  const root = new URL(apiUrl).pathname.replace(/\/$/, "");
  const route = `${root}${path}/releases/${encodeURIComponent(id)}/asset-upload-confirmation`;
  const rest = url.pathname.slice(route.length);
  return (
    `${url.username}${url.password}` === "" &&
    url.pathname.slice(0, route.length).toLowerCase() === route.toLowerCase() &&
    /^(\/|$)/.test(rest) &&
    [...url.searchParams.keys()].every((name) => QUERY.includes(name)) &&
    !TRAVERSES.test(decoded(rest + url.search))
  );
}

/** Encodings of plain characters taken off, however often they were put on: there is no telling what a proxy decodes. */
function decoded(text: string): string {
  const once = text.replace(/%([0-7][0-9a-f])/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return once === text ? text : decoded(once);
}
