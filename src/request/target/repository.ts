import { type Remote, isAlias, parseRemote } from "../../ci/remote";
import { withoutSlashes } from "../../model/address";
import { InputError } from "../problems";
import { shown } from "./address";

/** No forge has longer paths. */
const LONGEST = 1000;

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
  if (text.length > LONGEST) return TOO_LONG;
  const remote = parseRemote(text);
  if (remote !== undefined) return readRemote(text, remote);
  if (text.includes("://")) return "which is no address of a repository";
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
  if (path.length > LONGEST) return TOO_LONG;
  if (/[\s\p{Cc}\p{Cf}?#%\\:@<>"|*^`{}[\]]/u.test(path)) return "which holds a character that no repository's path has";
  const parts = path.split("/");
  if (parts.some((part) => part === "." || part === "..")) return "which leads elsewhere";
  return parts.includes("") ? "which is no path of a repository" : undefined;
}
