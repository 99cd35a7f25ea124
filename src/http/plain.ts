/** How plain http leaves this machine: through a proxy, or directly. */
export interface PlainRoute {
  readonly httpProxy: string | undefined;
  readonly noProxy: string | undefined;
}

/**
 * Whether bytes of plain http for an address stay on this machine: its host is a loopback address, and no proxy stands
 * before it. Names below `localhost` are not among them, because who answers for them is the resolver's choice.
 */
export function staysHere(url: URL, route: PlainRoute): boolean {
  return url.protocol === "http:" && isLoopback(url.hostname) && !isProxied(url, route);
}

function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
}

function isProxied({ hostname, port }: URL, { httpProxy, noProxy }: PlainRoute): boolean {
  if ((httpProxy ?? "").trim() === "") return false;
  if (noProxy?.trim() === "*") return false;
  const entries = (noProxy ?? "").split(/[,\s]/).filter((entry) => entry !== "");
  return !entries.some((entry) => {
    const [, host = entry, only = ""] = /^(.+):(\d+)$/.exec(entry) ?? [];
    if (entry !== host && only !== (port === "" ? "80" : port)) return false;
    return names(host.toLowerCase(), hostname);
  });
}

/** An entry of NO_PROXY: a name, an address, or a range of them, of which the loopback one is meant here. */
function names(entry: string, hostname: string): boolean {
  const [range = "", bits] = entry.split("/");
  if (bits !== undefined) return range.startsWith("127.") && hostname.startsWith("127.") && Number(bits) <= 8;
  const bare = (text: string): string => text.replace(/^\[|\]$/g, "");
  return bare(entry.replace(/^\*?\./, "")) === bare(hostname);
}
