import { Agent as PlainAgent, type Agent, type ClientRequestArgs } from "node:http";
import { isIP } from "node:net";
import type { Duplex } from "node:stream";
import type { SecureContext } from "node:tls";
import { coded } from "../errors";
import { intoOneBuffer } from "./reading";
import type { Tunnel } from "./tunnel";

/** How the connections of an agent are made. */
export interface Line {
  /** Of the server: `http:` or `https:`. */
  readonly protocol: string;
  /** Lead through the tunnel of this proxy. */
  readonly proxy: URL | undefined;
  /** Holds all authorities, read once for all connections; `undefined` for Node's own. */
  readonly trust: SecureContext | undefined;
  /** Seconds for a connection to stand, the tunnel and each handshake. */
  readonly connectTimeout: number;
}

/** Milliseconds that a connection without work is kept: servers and what stands before them close such ones soon. */
const IDLE = 4000;

/** How an agent is used. */
export interface Connector {
  readonly agent: Agent;
  /** Opens connections to a server until there are so many of them. What fails is told by the request that needs it. */
  warm(server: { readonly hostname: string; readonly port: string }, connections: number): void;
  close(): void;
}

/** An agent of Node that keeps connections, gives up on those that do not come about, and goes through proxies. */
export async function createAgent(line: Line): Promise<Connector> {
  const { protocol, proxy, trust, connectTimeout } = line;
  const isSecure = protocol === "https:";
  const options = { keepAlive: true, timeout: IDLE, ...(trust === undefined ? {} : { secureContext: trust }) };
  // The many authorities themselves would be part of the name under which it looks for a connection, each time.
  const agent = isSecure ? new (await import("node:https")).Agent(options) : new PlainAgent(options);
  const connect = agent.createConnection.bind(agent);

  /** Node's own way, which also resumes sessions of TLS. */
  function connected(how: ClientRequestArgs): Duplex | null | undefined {
    const reading = { onread: intoOneBuffer(() => socket) };
    const socket: Duplex | null | undefined = connect({ ...how, ...reading });
    if (socket) limited(socket, isSecure ? "secureConnect" : "connect", connectTimeout);
    return socket;
  }

  const ready = createStock();
  let closed = false;
  agent.createConnection = (target, created) => {
    if (proxy === undefined) return ready.take(placeOf(target)) ?? connected(target);
    tunnelTo({ proxy, host: target.host ?? "", port: Number(target.port), trust, connectTimeout }).then(
      (socket) => {
        const inside = { ...target, socket };
        created?.(null, (isSecure ? connected(inside) : undefined) ?? socket);
      },
      (error: unknown) => {
        // @ts-expect-error: with an error there is no socket, whatever the types of Node say
        created?.(error);
      },
    );
    return undefined;
  };
  return {
    agent,
    warm({ hostname: host, port }, connections) {
      const target = { host, port: port === "" ? (isSecure ? "443" : "80") : port };
      const name = agent.getName({ ...target, ...options });
      const place = placeOf(target);
      // The name of the server is told to it unless it is an address.
      const more = { ...options, ...target, servername: isIP(host) === 0 ? host : "", _agentKey: name };
      const open = (): number =>
        ready.count(place) +
        [agent.sockets, agent.freeSockets]
          .flatMap((all) => Object.entries(all))
          .reduce((sum, [key, sockets = []]) => (key.startsWith(`${place}:`) ? sum + sockets.length : sum), 0);
      // One in each turn of the event loop: what is to be asked now would stand behind all their handshakes.
      const next = (left: number): void => {
        if (closed || left === 0 || open() >= connections) return;
        ready.add(place, connected(more));
        setImmediate(next, left - 1);
      };
      setImmediate(next, connections);
    },
    close() {
      closed = true;
      ready.close();
      agent.destroy();
    },
  };
}

/** What speaks to proxies is loaded where there is one. */
async function tunnelTo(tunnel: Tunnel): Promise<Duplex> {
  return (await import("./tunnel")).openTunnel(tunnel);
}

const placeOf = ({ host, port }: ClientRequestArgs): string => `${host ?? ""}:${port ?? ""}`;

/** Connections that nothing was asked over yet. */
function createStock() {
  const stock = new Map<string, Duplex[]>();
  const at = (place: string): Duplex[] => (stock.get(place) ?? []).filter(({ destroyed }) => !destroyed);
  return {
    count: (place: string): number => at(place).length,
    add(place: string, socket: Duplex | null | undefined): void {
      if (!socket) return;
      // Whoever takes it listens for itself.
      socket.on("error", () => undefined);
      const timer = setTimeout(() => socket.destroy(), IDLE).unref();
      stock.set(place, [...at(place), socket]);
      socket.once("taken", () => {
        clearTimeout(timer);
      });
    },
    take(place: string): Duplex | undefined {
      const [first, ...others] = at(place);
      stock.set(place, others);
      first?.emit("taken");
      return first;
    },
    close(): void {
      for (const sockets of stock.values()) for (const socket of sockets) socket.destroy();
    },
  };
}

function limited(socket: Duplex, ready: string, seconds: number): void {
  const timer = setTimeout(() => socket.destroy(coded("CONNECT_TIMEOUT")), seconds * 1000);
  const stop = (): void => {
    clearTimeout(timer);
  };
  socket.once(ready, stop).once("close", stop);
}
