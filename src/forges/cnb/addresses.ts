import { PublishError } from "../../errors";
import { signedUrl, withoutQuery } from "../../http";
import type { Release } from "../../model/release";
import type { Upload } from "../forge";
import type { Repository } from "./repository";

/** @throws PublishError for an address that is not encrypted, except on this machine. */
export function uploadAddress({ http }: Pick<Repository, "http">, given: string, { file }: Upload): URL {
  const url = signedUrl(given, http);
  if (url !== undefined) return url;
  throw new PublishError({
    what: `Refused to upload ${file.path}: the address for it is not https.`,
    said: `The server names ${URL.canParse(given) ? withoutQuery(given) : "something that is no address"}.`,
    hint: "Ask who runs the server: upload addresses are signed and must be encrypted.",
  });
}

type Home = Pick<Repository, "apiUrl" | "path">;

/**
 * Where an upload is confirmed: a whole address, or one from the API root on. It gets the token, so it has to be on the
 * API's own origin and this very release's confirmation, and nothing that a server on the way could read otherwise: a
 * server that only hands out addresses could send the token's rights anywhere else.
 * `/{repo}/-/releases/{id}/asset-upload-confirmation/{upload_token}/{asset_path}?ttl=`, https://api.cnb.cool
 *
 * @throws PublishError for any other.
 */
export function confirmationAddress(
  { apiUrl, path }: Home,
  given: string,
  { release, upload }: { readonly release: Release; readonly upload: Upload },
): URL {
  const url = candidates(apiUrl, given).find(
    (one) => one.origin === new URL(apiUrl).origin && isConfirmation(one, { apiUrl, path }, release.id),
  );
  if (url !== undefined && isPlain(given)) return url;
  const [named] = candidates(apiUrl, given);
  const same = named?.origin === new URL(apiUrl).origin;
  const where = same ? "is not the confirmation of an upload to this release" : "is on another host";
  throw new PublishError({
    what: `Refused to confirm the upload of ${upload.file.path}: the address for it ${where}.`,
    said: `The server names ${named?.origin ?? "something that is no address"}; the API is at ${apiUrl}.`,
    hint: "The token goes to the API's own host only. Set api_url to the API root that the server itself uses.",
  });
}

/** What an address may mean: itself, or what stands below the API root, or below its host. */
function candidates(apiUrl: string, given: string): URL[] {
  const whole = /^([a-z][a-z0-9+.-]*:|\/\/)/i.test(given);
  const texts = whole ? [given] : [`${apiUrl}/${given.replace(/^\//, "")}`, given];
  return texts.flatMap((text) => (URL.canParse(text, apiUrl) ? [new URL(text, apiUrl)] : []));
}

const LONGEST = 8192;

/**
 * Nothing that a URL parser takes away, turns round or resolves: what was checked is what is sent. `..` may be encoded
 * any number of times, or have parameters behind a semicolon, for there is no telling what a proxy decodes.
 */
function isPlain(given: string): boolean {
  if (given.length > LONGEST || /[\s\\#]/.test(given) || !isVisible(given)) return false;
  const path = given.replace(/^[a-z]+:\/\/[^/]*/i, "").replace(/\?.*$/s, "");
  return path.split("/").every(isPlainSegment);
}

function isPlainSegment(segment: string): boolean {
  for (let text = segment, depth = 0; depth < 5; depth++) {
    if (!isVisible(text) || text.split(/[/\\]/).some((part) => /^\.{1,2}(;|$)/.test(part))) return false;
    const decoded = decodedOf(text);
    // What is no encoding at all is one only in the address itself.
    if (decoded === undefined) return depth > 0;
    if (decoded === text) return true;
    text = decoded;
  }
  return false;
}

function isVisible(text: string): boolean {
  return !/\p{Cc}/u.test(text);
}

function decodedOf(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

const QUERY = new Set(["ttl", "upload_token", "asset_path"]);

/** The repository's segments may be encoded in other ways than here; the words of the route are what they are. */
function isConfirmation(url: URL, { apiUrl, path }: Home, id: Release["id"]): boolean {
  if (url.username !== "" || url.password !== "") return false;
  if ([...url.searchParams].some(([name, value]) => !QUERY.has(name) || !isPlainSegment(encodeURIComponent(value))))
    return false;
  const root = new URL(apiUrl).pathname.split("/").filter((part) => part !== "");
  const repository = path.split("/").filter((part) => part !== "");
  const route = ["releases", encodeURIComponent(id), "asset-upload-confirmation"];
  const [, ...segments] = url.pathname.split("/");
  const names = [...root, ...repository];
  return (
    names.every((name, at) => decodedOf(segments[at] ?? "")?.toLowerCase() === decodedOf(name)?.toLowerCase()) &&
    segments[names.length - 1] === "-" &&
    route.every((word, at) => segments[names.length + at] === word)
  );
}
