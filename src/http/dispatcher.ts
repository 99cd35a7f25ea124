import { readFileSync } from "node:fs";
import * as tls from "node:tls";
import { Agent, type Dispatcher, EnvHttpProxyAgent } from "undici";
import { ConfigError } from "../errors";

/** How connections are made. */
export interface Connections {
  readonly httpProxy: string | undefined;
  readonly httpsProxy: string | undefined;
  readonly noProxy: string | undefined;
  /** PEM file of certificate authorities, added to the usual ones. */
  readonly caFile: string | undefined;
  /** NODE_EXTRA_CA_CERTS: Node adds it only where no authorities are named, so it is added here again. */
  readonly extraCaFile: string | undefined;
  /** Seconds for a connection to stand. */
  readonly connectTimeout: number;
}

/** Picks the pool for an address: through the proxy of its scheme, or directly. */
export interface Dispatchers {
  for(url: URL): Dispatcher;
  close(): Promise<void>;
}

/**
 * Keep-alive pools. Plain http goes through a proxy as absolute-form requests, https through CONNECT, as curl does.
 *
 * @throws ConfigError when the certificate file cannot be read.
 */
export function createDispatchers(connections: Connections): Dispatchers {
  const ca = authorities(connections);
  const connect = { timeout: connections.connectTimeout * 1000, ...(ca === undefined ? {} : { ca }) };
  // No time limits of the library's own: the stall timer of the client watches whether bytes move.
  const options = { connect, headersTimeout: 0, bodyTimeout: 0 };
  const made = new Map<string, Dispatcher>();

  function open(proxy: string | undefined): Dispatcher {
    if (proxy === undefined || proxy === "") return new Agent(options);
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
      const known = made.get(protocol);
      if (known !== undefined) return known;
      const dispatcher = open(protocol === "https:" ? connections.httpsProxy : connections.httpProxy);
      made.set(protocol, dispatcher);
      return dispatcher;
    },
    async close() {
      await Promise.all([...made.values()].map((dispatcher) => dispatcher.destroy()));
    },
  };
}

function authorities({ caFile, extraCaFile }: Connections): string[] | undefined {
  if (caFile === undefined) return undefined;
  const extra = extraCaFile === undefined || extraCaFile === "" ? [] : [readPem(extraCaFile)];
  return [...tls.rootCertificates, ...extra, readPem(caFile)];
}

function readPem(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new ConfigError({
      what: `The file of certificate authorities ${file} cannot be read.`,
      said: cause instanceof Error ? cause.message : String(cause),
      hint: "Set ca_file (or CI_SERVER_TLS_CA_FILE, SSL_CERT_FILE) to a PEM file that this job can read.",
      cause,
    });
  }
}
