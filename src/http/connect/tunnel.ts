import { once } from "node:events";
import { request } from "node:http";
import { type Socket, connect, isIP } from "node:net";
import type { Duplex } from "node:stream";
import type { SecureContext } from "node:tls";
import { decoded } from "../../model/address";
import { coded } from "../errors";
import { proxyAuthorization, serverOf } from "./proxy";

/** A tunnel to a server through a proxy. */
export interface Tunnel {
  readonly proxy: URL;
  readonly host: string;
  readonly port: number;
  readonly trust: SecureContext | undefined;
  /** Seconds for the tunnel to stand. */
  readonly connectTimeout: number;
}

/**
 * Opens a connection to a server through a proxy of http, https or SOCKS 5.
 *
 * @throws Error with the code `PROXY_…` and the status of its answer where the proxy refuses.
 */
export function openTunnel(tunnel: Tunnel): Promise<Duplex> {
  return tunnel.proxy.protocol.startsWith("socks") ? throughSocks(tunnel) : throughHttp(tunnel);
}

/** https://www.rfc-editor.org/rfc/rfc9110#name-connect */
async function throughHttp({ proxy, host, port, trust, connectTimeout }: Tunnel): Promise<Duplex> {
  const target = `${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
  const agent =
    proxy.protocol === "https:"
      ? new (await import("node:https")).Agent(trust === undefined ? {} : { secureContext: trust })
      : undefined;
  const asked = request({
    ...(agent === undefined ? { agent: false } : { agent, protocol: "https:" }),
    ...serverOf(proxy),
    method: "CONNECT",
    path: target,
    headers: { host: target, ...proxyAuthorization(proxy) },
  });
  return new Promise((done, fail) => {
    const timer = setTimeout(() => asked.destroy(coded("CONNECT_TIMEOUT")), connectTimeout * 1000);
    asked.once("close", () => {
      clearTimeout(timer);
    });
    asked.on("error", fail);
    asked.once("connect", ({ statusCode = 0 }, socket, ahead) => {
      clearTimeout(timer);
      if (statusCode >= 200 && statusCode < 300) {
        if (ahead.length > 0) socket.unshift(ahead);
        done(socket);
      } else {
        socket.destroy();
        fail(coded(`PROXY_${statusCode}`));
      }
    });
    asked.end();
  });
}

/** Names are looked up by the proxy. https://www.rfc-editor.org/rfc/rfc1928, its passwords: rfc1929 */
async function throughSocks({ proxy, host, port, connectTimeout }: Tunnel): Promise<Duplex> {
  const { hostname, port: own } = serverOf(proxy);
  const socket = connect({ host: hostname, port: Number(own || 1080) });
  const timer = setTimeout(() => socket.destroy(coded("CONNECT_TIMEOUT")), connectTimeout * 1000);
  try {
    const [user, password] = [proxy.username, proxy.password].map((text) => Buffer.from(decoded(text)));
    const login = user !== undefined && password !== undefined && user.length + password.length > 0;
    socket.write(Buffer.from(login ? [5, 2, 0, 2] : [5, 1, 0]));
    const [, method] = await bytesOf(socket, 2);
    if (method === 2 && login) {
      socket.write(Buffer.from([1, user.length, ...user, password.length, ...password]));
      const [, refused] = await bytesOf(socket, 2);
      if (refused !== 0) throw coded("PROXY_407");
    } else if (method !== 0) throw coded("PROXY_407");
    const name = isIP(host) === 4 ? [1, ...host.split(".").map(Number)] : [3, host.length, ...Buffer.from(host)];
    socket.write(Buffer.from([5, 1, 0, ...name, port >> 8, port & 255]));
    const [, refused, , kind, length = 0] = await bytesOf(socket, 5);
    if (refused !== 0) throw coded(`PROXY_SOCKS_${refused}`);
    // The address from which the proxy speaks, which nobody needs; the fifth byte was its first one.
    await bytesOf(socket, { 1: 3, 3: length, 4: 15 }[kind ?? 0] ?? 0);
    await bytesOf(socket, 2);
    return socket;
  } catch (error) {
    socket.destroy();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

async function bytesOf(socket: Socket, count: number): Promise<Buffer> {
  for (;;) {
    const read: unknown = count === 0 ? Buffer.alloc(0) : socket.read(count);
    if (Buffer.isBuffer(read) && read.length === count) return read;
    if (read !== null || socket.readableEnded) throw coded("ECONNRESET");
    await once(socket, "readable");
  }
}
