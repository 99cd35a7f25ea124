import { withoutSlash } from "../../model/address";
import { InputError } from "../problems";

/** No address is longer. */
const LONGEST = 2048;

/**
 * Reads a web address that somebody gave; without a slash at its end, its host in lower case.
 *
 * @param name of the input or variable, for the message
 * @throws InputError
 */
export function readAddress(name: string, text: string): string {
  const url = text.length <= LONGEST && URL.canParse(text) ? new URL(text) : undefined;
  // The parser drops line breaks and takes backslashes for slashes: an address that needs that is none that was meant.
  if (url === undefined || !/^https?:\/\/[^\s\\/]/i.test(text) || /[\s\p{Cc}\\]/u.test(text))
    throw new InputError(`${name} must be a web address such as https://git.example.com, not “${shown(text)}”.`);
  if (url.username !== "" || url.password !== "")
    throw new InputError(`${name} must not hold a user or a password; give the token as token.`);
  if (url.search !== "" || url.hash !== "" || /[?#]$/.test(text))
    throw new InputError(`${name} must be an address without a query and without #, not “${shown(text)}”.`);
  return url.origin + withoutSlash(url.pathname);
}

/** A value fit for a message: short, and without what may be a password. */
export function shown(text: string): string {
  const at = text.lastIndexOf("@");
  const hidden = at < 0 ? text : `***${text.slice(at)}`;
  return hidden.length > 100 ? `${hidden.slice(0, 100)}…` : hidden;
}

/**
 * Whether an address is the place that a CI tells: host, port and path. https where the CI says http is the same place
 * with encryption; http where the CI says https is not.
 */
export function samePlace(address: string, known: string | undefined): boolean {
  if (known === undefined) return false;
  const [a, b] = [new URL(address), new URL(known)];
  const asSafe = a.protocol === b.protocol || a.protocol === "https:";
  return asSafe && a.host === b.host && withoutSlash(a.pathname) === withoutSlash(b.pathname);
}

/** `https://api.host` and `https://host/api/v3` → `https://host` */
export function webOf(apiUrl: string): string {
  const url = new URL(apiUrl);
  const path = withoutSlash(withoutSlash(url.pathname).replace(/\/api\/v\d+$/, ""));
  return `${url.protocol}//${url.host.replace(/^api\./, "")}${path}`;
}

/** Refuses a web root that is the address of an API or of the repository: people paste what they see. */
export function refusePastedRoot(name: string, address: string, repository: string): void {
  const { origin, pathname } = new URL(address);
  const root = (path: string): string => `${name} must be the web address of the server, ${origin}${path}`;
  const [, api] = /^(.*)\/api\/v\d+$/.exec(pathname) ?? [];
  if (api !== undefined) throw new InputError(`${root(api)}; “${shown(address)}” is its API's.`);
  const [path, end] = [pathname.replace(/\.git$/, ""), `/${repository}`.toLowerCase()];
  if (path.toLowerCase().endsWith(end))
    throw new InputError(`${root(path.slice(0, -end.length))}; “${shown(address)}” is that of the repository.`);
}
