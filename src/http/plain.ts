import { isUnproxied } from "./no-proxy";

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

function isProxied(url: URL, { httpProxy, noProxy }: PlainRoute): boolean {
  return (httpProxy ?? "").trim() !== "" && !isUnproxied(url, noProxy ?? "");
}
