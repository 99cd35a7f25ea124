import { withoutSlashes } from "../model/address";

/** Where a remote leads. Credentials in its address are dropped, and so is the port of ssh, which is not the web's. */
export interface Remote {
  /** `https://host[:port]`; plain http only where the remote says so. */
  readonly serverUrl: string;
  /** Path without a slash before it and without `.git`. */
  readonly repository: string;
}

/** No address is longer; what is would only keep the search below busy. */
const LONGEST = 4096;

/** Reads the forms `https://[user@]host[:port]/path(.git)`, `ssh://git@host[:port]/path.git`, `git@host:path.git`. */
export function parseRemote(url: string): Remote | undefined {
  if (url.length > LONGEST) return undefined;
  const trimmed = url.trim();
  // `C:\git\r` is a path: git takes no host of one letter either.
  const scp = /^(?![A-Za-z]:)(?:[^@/\s]+@)?([^:/\s]+):(?!\/\/|:)(.+)$/.exec(trimmed);
  const address = scp === null ? trimmed : `ssh://${scp[1] ?? ""}/${scp[2] ?? ""}`;
  if (!/^(https?|ssh|git(\+ssh)?):\/\//i.test(address) || !URL.canParse(address)) return undefined;
  const { protocol, host, hostname, pathname } = new URL(address);
  const repository = withoutSlashes(decoded(pathname)).replace(/\.git$/, "");
  if (hostname === "" || repository === "") return undefined;
  const web = /^https?:$/.test(protocol) ? `${protocol}//${host}` : `https://${hostname}`;
  return { serverUrl: web, repository };
}

/**
 * Whether the host of a remote can only be an alias of the user's ssh configuration: no web server has a name without a
 * dot, or one whose last part has a hyphen or an underscore. A remote of the web names its server.
 */
export function isAlias(url: string, { serverUrl }: Remote): boolean {
  if (/^\s*(https?|git):\/\//i.test(url)) return false;
  const { hostname } = new URL(serverUrl);
  if (hostname === "localhost" || hostname.startsWith("[")) return false;
  const last = hostname.split(".").at(-1) ?? "";
  return !hostname.includes(".") || hostname.includes("_") || (last.includes("-") && !last.startsWith("xn--"));
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return "";
  }
}
