import type { Agent, RequestOptions } from "node:http";
import type { SecureContext } from "node:tls";
import { ConfigError } from "../../errors";
import { type Connector, createAgent } from "./agent";
import { type Authorities, checkAuthorities } from "./authorities";
import { isUnproxied } from "./no-proxy";
import { proxyAuthorization, serverOf } from "./proxy";

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

/** Ways to servers: directly or through the proxy of their scheme, over connections that are kept. */
export interface Routes {
  /**
   * What a request to an address needs beside its method.
   *
   * @throws ConfigError for a proxy without an address and for broken certificates.
   */
  to(url: URL): Promise<Route>;
  /**
   * Opens secure connections to the server of an address until there are so many, where none leads through a proxy: a
   * handshake takes several times as long as a request.
   */
  warm(url: URL, connections: number): void;
  /** Whether plain http for an address stays on this machine. */
  staysHere(url: URL): boolean;
  /** The proxy before an address, for other programs. It may hold a password. @throws ConfigError as `to` does */
  proxyFor(url: URL): URL | undefined;
  close(): void;
}

export type Route = RequestOptions & { readonly agent: Agent; readonly headers: Readonly<Record<string, string>> };

export function createRoutes(connections: Connections): Routes {
  const { authorities, noProxy = "", connectTimeout } = connections;
  const agents = new Map<string, Promise<Connector>>();
  let trust: Promise<SecureContext | undefined> | undefined;

  function agentFor(protocol: string, proxy: URL | undefined): Promise<Connector> {
    const key = `${protocol} ${proxy?.href ?? ""}`;
    const agent = agents.get(key) ?? open(protocol, proxy);
    agents.set(key, agent);
    return agent;
  }

  async function open(protocol: string, proxy: URL | undefined): Promise<Connector> {
    trust ??= trusting(authorities);
    return createAgent({ protocol, proxy, trust: await trust, connectTimeout });
  }

  function proxyOf(url: URL): URL | undefined {
    if (isUnproxied(url, noProxy)) return undefined;
    return url.protocol === "https:"
      ? readProxy("HTTPS_PROXY", connections.httpsProxy)
      : readProxy("HTTP_PROXY", connections.httpProxy);
  }

  return {
    async to(url) {
      const proxy = proxyOf(url);
      // A proxy of http takes plain requests with their whole address; all others go through a tunnel, as with curl.
      const forwards = proxy !== undefined && url.protocol === "http:" && /^https?:$/.test(proxy.protocol);
      const server = forwards ? proxy : url;
      const path = url.pathname + url.search;
      return {
        ...serverOf(server),
        protocol: server.protocol,
        agent: (await agentFor(server.protocol, forwards ? undefined : proxy)).agent,
        path: forwards ? url.origin + path : path,
        headers: forwards ? { host: url.host, ...proxyAuthorization(proxy) } : {},
      };
    },
    warm(url, count) {
      if (url.protocol !== "https:" || proxyOf(url) !== undefined) return;
      agentFor(url.protocol, undefined).then(
        ({ warm }) => {
          warm(serverOf(url), count);
        },
        () => undefined,
      );
    },
    staysHere: (url) => staysHere(url, connections),
    proxyFor: proxyOf,
    close() {
      for (const agent of agents.values())
        agent.then(
          (made) => {
            made.close();
          },
          // One that could not be made was told about when it was needed.
          () => undefined,
        );
    },
  };
}

/** Node's own authorities and the named ones, which alone would take their place. @throws ConfigError for a broken one */
async function trusting(authorities: readonly Authorities[]): Promise<SecureContext | undefined> {
  if (authorities.length === 0) return undefined;
  await checkAuthorities(authorities);
  const { createSecureContext, rootCertificates } = await import("node:tls");
  const named = authorities.map(({ pem }) => pem);
  const own = createSecureContext();
  const context: unknown = own.context;
  // Node has its own ones ready; to read the 150 again as texts takes 20 ms.
  if (!canAdd(context)) return createSecureContext({ ca: [...rootCertificates, ...named] });
  for (const pem of named) context.addCACert(pem);
  return own;
}

function canAdd(context: unknown): context is { addCACert(pem: string): void } {
  return (
    typeof context === "object" && context !== null && "addCACert" in context && typeof context.addCACert === "function"
  );
}

/**
 * Whether bytes of plain http for an address stay on this machine: its host is a loopback address, and no proxy stands
 * before it. Names below `localhost` are not among them, because who answers for them is the resolver's choice.
 */
export function staysHere(url: URL, { httpProxy, noProxy }: Pick<Connections, "httpProxy" | "noProxy">): boolean {
  const isLoopback = /^(localhost|\[::1\]|127(\.\d{1,3}){3})$/.test(url.hostname);
  const isProxied = (httpProxy ?? "").trim() !== "" && !isUnproxied(url, noProxy ?? "");
  return url.protocol === "http:" && isLoopback && !isProxied;
}

/** The address of a proxy; without a scheme it is one of http, as curl takes it. It may hold a password: never shown. */
function readProxy(variable: string, address = ""): URL | undefined {
  if (address.trim() === "") return undefined;
  const proxy = address.includes("://") ? address : `http://${address}`;
  if (URL.canParse(proxy) && /^(https?|socks5?):$/.test(new URL(proxy).protocol)) return new URL(proxy);
  throw new ConfigError({
    what: `${variable} does not hold the address of a proxy.`,
    hint: `Give it the form http://host:port, or name the server in NO_PROXY.`,
  });
}
