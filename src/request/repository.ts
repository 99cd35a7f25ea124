import { type Remote, isAlias, parseRemote } from "../ci/local-git";
import { withoutSlashes } from "../model/address";
import { shown } from "./addresses";

/** No forge has longer paths. */
const LONGEST = 1000;

/** What the input says: a path, and the server where it was given as an address. */
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
 */
export function readRepository(
  text: string,
  isKnownHost: (host: string) => boolean,
): RepositoryRead | { readonly problem: string } {
  const wrong = (why: string): { problem: string } => ({ problem: `repository is “${shown(text)}”, ${why}.` });
  if (text.length > LONGEST) return wrong(`which is longer than any repository's path`);
  const remote = parseRemote(text);
  if (remote !== undefined) return addressed(text, remote) ?? wrong("which holds a password: give the token as token");
  if (text.includes("://")) return wrong("which is no address of a repository");
  const plain = withoutSlashes(text).replace(/\.git$/, "");
  const [host = "", ...rest] = plain.split("/");
  const named = rest.length > 1 && isKnownHost(host.toLowerCase());
  const path = named ? rest.join("/") : plain;
  const why = badPath(path);
  return why === undefined
    ? { path, server: named ? `https://${host}` : undefined, ssh: false, alias: undefined }
    : wrong(why);
}

function addressed(text: string, remote: Remote): RepositoryRead | { readonly problem: string } | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isWeb = url !== undefined && /^https?:$/.test(url.protocol);
  if (url !== undefined && (url.password !== "" || (isWeb && url.username !== ""))) return undefined;
  // What GitLab puts behind a project's path are its pages.
  const [path = ""] = remote.repository.split("/-/");
  const why = badPath(path);
  if (why !== undefined) return { problem: `repository is “${shown(text)}”, ${why}.` };
  return isAlias(text, remote)
    ? { path, server: undefined, ssh: true, alias: new URL(remote.serverUrl).hostname }
    : { path, server: remote.serverUrl, ssh: !isWeb, alias: undefined };
}

/** Why a text is no path of a repository on any forge; `undefined` where it may be one. */
export function badPath(path: string): string | undefined {
  if (path.length > LONGEST) return "which is longer than any repository's path";
  if (/[\s\p{Cc}\p{Cf}?#%\\:@<>"|*^`{}[\]]/u.test(path)) return "which holds a sign that no repository's path has";
  const parts = path.split("/");
  if (parts.some((part) => part === "." || part === "..")) return "which leads elsewhere";
  return parts.includes("") ? "which is no path of a repository" : undefined;
}
