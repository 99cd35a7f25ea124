import { type Remote, isAlias, parseRemote } from "../../ci/remote";
import { withoutSlash, withoutSlashes } from "../../model/address";
import { InputError } from "../problems";

/** Characters: no address is longer, and no forge has longer paths. */
const LONGEST_ADDRESS = 2048;
const LONGEST_PATH = 1000;

/**
 * Reads a web address that somebody gave; without a slash at its end, its host in lower case.
 *
 * @param name of the input or variable, for the message
 * @throws InputError
 */
export function readAddress(name: string, text: string): string {
  const url = text.length <= LONGEST_ADDRESS && URL.canParse(text) ? new URL(text) : undefined;
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
  const given = `“${shown(address)}”`;
  const [, api] = /^(.*)\/api\/v\d+$/.exec(pathname) ?? [];
  if (api !== undefined)
    throw new InputError(`${name} must be the web address of the server, ${origin + api}; ${given} is its API's.`);
  const [path, end] = [pathname.replace(/\.git$/, ""), `/${repository}`.toLowerCase()];
  if (path.toLowerCase().endsWith(end))
    throw new InputError(
      `${name} must be the web address of the server, ${origin + path.slice(0, -end.length)}; ${given} is that of the repository.`,
    );
}

/** What the input `repository` says: a path, and the server where it was given as an address. */
export interface RepositoryRead {
  readonly path: string;
  readonly server: string | undefined;
  /** It was an ssh address: the port of its server's web is not known. */
  readonly ssh: boolean;
  /** The host of an ssh address that no web server can have. */
  readonly alias: string | undefined;
}

/**
 * Reads `owner/repo` and everything that people paste for it: web and ssh addresses, with and without `.git`, slashes
 * at the ends, `host/owner/repo` where the host is known.
 *
 * @throws InputError
 */
export function readRepository(text: string, isKnownHost: (host: string) => boolean): RepositoryRead {
  const read = readPath(text, isKnownHost);
  const why = typeof read === "string" ? read : badPath(read.path);
  if (typeof read === "string" || why !== undefined)
    throw new InputError(`repository is “${shown(text)}”, ${why ?? ""}.`);
  return read;
}

/** The repository; or why it is none, as the end of a sentence. */
function readPath(text: string, isKnownHost: (host: string) => boolean): RepositoryRead | string {
  if (text.length > LONGEST_PATH) return TOO_LONG;
  const remote = parseRemote(text);
  if (remote !== undefined) return readRemote(text, remote);
  if (text.includes("://")) return "which is not the address of a repository";
  const path = withoutSlashes(text).replace(/\.git$/, "");
  const [host = "", ...rest] = path.split("/");
  return rest.length > 1 && isKnownHost(host.toLowerCase())
    ? { path: rest.join("/"), server: `https://${host}`, ssh: false, alias: undefined }
    : { path, server: undefined, ssh: false, alias: undefined };
}

function readRemote(text: string, remote: Remote): RepositoryRead | string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isWeb = url !== undefined && /^https?:$/.test(url.protocol);
  if (url !== undefined && (url.password !== "" || (isWeb && url.username !== "")))
    return "which holds a password: give the token as token";
  // What GitLab puts behind a project's path are its pages.
  const [path = ""] = remote.repository.split("/-/");
  return isAlias(text, remote)
    ? { path, server: undefined, ssh: true, alias: new URL(remote.serverUrl).hostname }
    : { path, server: remote.serverUrl, ssh: !isWeb, alias: undefined };
}

const TOO_LONG = "which is longer than any repository's path";

/** Why a text is no path of a repository on any forge; `undefined` where it may be one. */
export function badPath(path: string): string | undefined {
  if (path.length > LONGEST_PATH) return TOO_LONG;
  if (/[\s\p{Cc}\p{Cf}?#%\\:@<>"|*^`{}[\]]/u.test(path)) return "which holds a character that no repository's path has";
  const parts = path.split("/");
  if (parts.some((part) => part === "." || part === "..")) return "which leads elsewhere";
  return parts.includes("") ? "which is not the path of a repository" : undefined;
}
