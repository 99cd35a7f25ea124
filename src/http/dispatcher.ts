import type { Dispatcher } from "undici";
import Agent from "undici/lib/dispatcher/agent.js";
import { ConfigError } from "../errors";
import { type Authorities, checkAuthorities } from "./authorities";
import { isUnproxied } from "./no-proxy";
import { staysHere } from "./plain";

/** How connections are made. */
export interface Connections {
  readonly httpProxy: string | undefined;
  readonly httpsProxy: string | undefined;
  readonly noProxy: string | undefined;
  /** Certificates beside Node's own; with none Node's own rules hold. */
  readonly authorities: readonly Authorities[];
  /** Seconds for a connection to stand. */
  readonly connectTimeout: number;
}

/** Picks the pool for an address: through the proxy of its scheme, or directly. */
export interface Dispatchers {
  for(url: URL): Promise<Dispatcher>;
  /** Whether plain http for an address stays on this machine. */
  staysHere(url: URL): boolean;
  close(): Promise<void>;
}

/**
 * Keep-alive pools. Plain http goes through a proxy as absolute-form requests, https through CONNECT, as curl does.
 *
 * A request throws ConfigError when a proxy has no address.
 */
export function createDispatchers(connections: Connections): Dispatchers {
  const added = connections.authorities;
  const made = new Map<string, Promise<Dispatcher>>();

  async function open(proxy: string | undefined): Promise<Dispatcher> {
    await checkAuthorities(added);
    // Named authorities take the place of Node's own, so those are named, too.
    const pem = added.map((file) => file.pem);
    const ca = added.length === 0 ? {} : { ca: [...(await import("node:tls")).rootCertificates, ...pem] };
    const connect = { timeout: connections.connectTimeout * 1000, ...ca };
    // No time limits of the library's own: the stall timer of the client watches whether bytes move.
    const options = { connect, headersTimeout: 0, bodyTimeout: 0 };
    // The whole of undici (fetch, sockets, caches) takes as long to load as the rest of a run: only proxies need it.
    if (proxy === undefined) return new Agent(options);
    const { EnvHttpProxyAgent } = await import("undici");
    return new EnvHttpProxyAgent({
      ...options,
      httpProxy: proxy,
      httpsProxy: proxy,
      // Decided already: what the library makes of the variable has no ranges.
      noProxy: "",
      requestTls: connect,
      proxyTls: connect,
      proxyTunnel: false,
    });
  }

  function proxyOf(url: URL): string | undefined {
    if (isUnproxied(url, connections.noProxy ?? "")) return undefined;
    return url.protocol === "https:"
      ? readProxy("HTTPS_PROXY", connections.httpsProxy)
      : readProxy("HTTP_PROXY", connections.httpProxy);
  }

  return {
    async for(url) {
      const proxy = proxyOf(url);
      const dispatcher = made.get(proxy ?? "") ?? open(proxy);
      made.set(proxy ?? "", dispatcher);
      return dispatcher;
    },
    staysHere: (url) => staysHere(url, connections),
    async close() {
      // One that could not be opened was told about when it was needed.
      await Promise.allSettled([...made.values()].map(async (dispatcher) => (await dispatcher).destroy()));
    },
  };
}

/** The address of a proxy; without a scheme it is one of http, as curl takes it. It may hold a password: never shown. */
function readProxy(variable: string, address = ""): string | undefined {
  if (address.trim() === "") return undefined;
  const proxy = address.includes("://") ? address : `http://${address}`;
  if (URL.canParse(proxy) && /^(https?|socks5?):$/.test(new URL(proxy).protocol)) return proxy;
  throw new ConfigError({
    what: `${variable} does not hold the address of a proxy.`,
    hint: `Give it the form http://host:port, or name the server in NO_PROXY.`,
  });
}
