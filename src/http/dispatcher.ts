import type { Dispatcher } from "undici";
import Agent from "undici/lib/dispatcher/agent.js";
import { ConfigError } from "../errors";

/** How connections are made. */
export interface Connections {
  readonly httpProxy: string | undefined;
  readonly httpsProxy: string | undefined;
  readonly noProxy: string | undefined;
  /** Certificates of authorities in PEM form, beside Node's own; with none Node's own rules hold. */
  readonly authorities: readonly string[];
  /** Seconds for a connection to stand. */
  readonly connectTimeout: number;
}

/** Picks the pool for an address: through the proxy of its scheme, or directly. */
export interface Dispatchers {
  for(url: URL): Promise<Dispatcher>;
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

  async function open(variable: string, address: string | undefined): Promise<Dispatcher> {
    const proxy = readProxy(variable, address);
    // Named authorities take the place of Node's own, so those are named, too.
    const ca = added.length === 0 ? {} : { ca: [...(await import("node:tls")).rootCertificates, ...added] };
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
      noProxy: connections.noProxy ?? "",
      requestTls: connect,
      proxyTls: connect,
      proxyTunnel: false,
    });
  }

  return {
    for({ protocol }) {
      const dispatcher =
        made.get(protocol) ??
        (protocol === "https:"
          ? open("HTTPS_PROXY", connections.httpsProxy)
          : open("HTTP_PROXY", connections.httpProxy));
      made.set(protocol, dispatcher);
      return dispatcher;
    },
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
