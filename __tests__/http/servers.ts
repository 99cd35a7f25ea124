import { afterEach } from "vitest";
import { type IncomingHttpHeaders, type IncomingMessage, type RequestListener, createServer, request } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { type AddressInfo, type Server, connect } from "node:net";
import type { Duplex } from "node:stream";

/** One request as a server saw it. */
export interface Heard {
  readonly method: string;
  /** Path with query; of a proxy the whole address or `host:port`. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
}

/** A server of a test's own on 127.0.0.1, closed after the test. */
export interface Small {
  readonly url: string;
  readonly port: number;
  readonly heard: Heard[];
}

const running: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((close) => close()));
});

/** Starts a server; with `tls` it speaks https with that key and certificate. */
export async function serve(
  answer: RequestListener,
  tls?: { readonly key: string; readonly cert: string },
): Promise<Small> {
  const heard: Heard[] = [];
  const listener: RequestListener = (message, response) => {
    heard.push(heardOf(message));
    answer(message, response);
  };
  const server = tls === undefined ? createServer(listener) : createSecureServer(tls, listener);
  const port = await started(server);
  return { url: `${tls === undefined ? "http" : "https"}://127.0.0.1:${port}`, port, heard };
}

/**
 * A proxy: plain requests in absolute form and CONNECT. `leads` maps a host as clients name it (`host:port`) to the
 * address of a real one; an unknown host is answered 502.
 */
export async function serveProxy(leads: (host: string) => string | undefined): Promise<Small> {
  const heard: Heard[] = [];
  const server = createServer((message, response) => {
    heard.push(heardOf(message));
    const url = URL.canParse(message.url ?? "") ? new URL(message.url ?? "") : undefined;
    const to = url === undefined ? undefined : leads(url.host);
    if (url === undefined || to === undefined) {
      response.writeHead(502).end("no such host");
      return;
    }
    const sent = request(`${to}${url.pathname}${url.search}`, { method: message.method, headers: message.headers });
    sent.on("response", (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    sent.on("error", () => response.destroy());
    message.pipe(sent);
  });
  server.on("connect", (message: IncomingMessage, client: Duplex) => {
    heard.push(heardOf(message));
    const to = leads(message.url ?? "");
    client.on("error", () => undefined);
    if (to === undefined) {
      client.end("HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n");
      return;
    }
    const far = connect(Number(new URL(to).port), "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      far.pipe(client);
      client.pipe(far);
    });
    far.on("error", () => client.destroy());
    client.on("close", () => far.destroy());
    running.push(() => {
      client.destroy();
      return Promise.resolve();
    });
  });
  const port = await started(server);
  return { url: `http://127.0.0.1:${port}`, port, heard };
}

function heardOf({ method = "", url = "", headers }: IncomingMessage): Heard {
  return { method, url, headers };
}

async function started(server: Server & { closeAllConnections(): void }): Promise<number> {
  running.push(
    () =>
      new Promise((done) => {
        server.close(() => {
          done();
        });
        server.closeAllConnections();
      }),
  );
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return (server.address() as AddressInfo).port;
}
