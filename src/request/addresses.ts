import { withoutSlash } from "../model/address";

/** No address is longer. */
const LONGEST = 2048;

/** An address as it was read: without a slash at its end, host in small letters; or what is wrong with it. */
export type AddressRead = { readonly url: string } | { readonly problem: string };

/**
 * Reads a web address that somebody gave.
 *
 * @param name of the input or variable, for the message
 */
export function readAddress(name: string, text: string): AddressRead {
  const wrong = { problem: `${name} must be a web address such as https://git.example.com, not “${shown(text)}”.` };
  // The parser drops line breaks and takes backslashes for slashes: an address that needs that is none that was meant.
  if (text.length > LONGEST || !/^https?:\/\/[^\s\\/]/i.test(text) || /[\s\p{Cc}\\]/u.test(text)) return wrong;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined) return wrong;
  if (url.username !== "" || url.password !== "")
    return { problem: `${name} must not hold a user or a password; give the token as token.` };
  if (url.search !== "" || url.hash !== "" || /[?#]$/.test(text)) {
    return { problem: `${name} must be an address without a query and without #, not “${shown(text)}”.` };
  }
  return { url: url.origin + withoutSlash(url.pathname) };
}

/** A value fit for a message: short, and without what may be a password. */
export function shown(text: string): string {
  const at = text.lastIndexOf("@");
  const hidden = at < 0 ? text : `***${text.slice(at)}`;
  return hidden.length > 100 ? `${hidden.slice(0, 100)}…` : hidden;
}

/**
 * Whether an address is the place that a CI tells: host, port and path. https where the CI says http is the same place
 * with a lock before it; http where the CI says https is not.
 */
export function same(address: string, known: string | undefined): boolean {
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

/** Whether a web root is the address of an API or of a repository: people paste what they see. */
export function pastedRoot(name: string, address: string, repository: string | undefined): string[] {
  const { origin, pathname } = new URL(address);
  const api = /^(.*)\/api\/v\d+$/.exec(pathname);
  if (api !== null)
    return [
      `${name} must be the web address of the server, ${origin}${api[1] ?? ""}; “${shown(address)}” is its API's.`,
    ];
  const end = `/${repository ?? ""}`.toLowerCase();
  const path = pathname.replace(/\.git$/, "");
  if (end === "/" || !path.toLowerCase().endsWith(end)) return [];
  const root = origin + path.slice(0, -end.length);
  return [`${name} must be the web address of the server, ${root}; “${shown(address)}” is that of the repository.`];
}
