import { Agent as PlainAgent, type Agent, type ClientRequestArgs } from "node:http";
import type { Duplex } from "node:stream";
import type { SecureContext } from "node:tls";
import { coded } from "../errors";
import { openTunnel } from "./tunnel";

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

/** An agent of Node that keeps connections, gives up on those that do not come about, and goes through proxies. */
export async function createAgent(line: Line): Promise<Agent> {
  const { protocol, proxy, trust, connectTimeout } = line;
  const isSecure = protocol === "https:";
  const options = { keepAlive: true, timeout: IDLE, ...(trust === undefined ? {} : { secureContext: trust }) };
  // The many authorities themselves would be part of the name under which it looks for a connection, each time.
  const agent = isSecure ? new (await import("node:https")).Agent(options) : new PlainAgent(options);
  const connect = agent.createConnection.bind(agent);

  /** Node's own way, which also resumes sessions of TLS. */
  function connected(how: ClientRequestArgs): Duplex | null | undefined {
    const socket = connect(how);
    if (socket) limited(socket, isSecure ? "secureConnect" : "connect", connectTimeout);
    return socket;
  }

  agent.createConnection = (target, created) => {
    if (proxy === undefined) return connected(target);
    openTunnel({ proxy, host: target.host ?? "", port: Number(target.port), trust, connectTimeout }).then(
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
  return agent;
}

function limited(socket: Duplex, ready: string, seconds: number): void {
  const timer = setTimeout(() => socket.destroy(coded("CONNECT_TIMEOUT")), seconds * 1000);
  const stop = (): void => {
    clearTimeout(timer);
  };
  socket.once(ready, stop).once("close", stop);
}
