import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { writeAnswer } from "./answer";
import { headOf, readBody, splitTarget } from "./body";
import { REAL_CLOCK, type Clock } from "./clock";
import { UploadCut, type Exchange, type Handler, type RecordedRequest } from "./exchange";
import { createFaults, type Faults } from "./faults";
import { carryOut, instead, reset, silenced } from "./strike";

export interface SandboxServer {
  /** Name of an origin -> `http://127.0.0.1:PORT`, no trailing slash. */
  readonly urls: Readonly<Record<string, string>>;
  readonly requests: RecordedRequest[];
  /** Things a client did that the real forge lets pass and a careful client does not do. */
  readonly violations: string[];
  readonly faults: Faults;
  readonly clock: Clock;
  clearRequests(): void;
  /** Called with each request before it is carried out or struck by a fault, and after. @returns stops it */
  watch(look: Watcher): () => void;
  /** Ends every socket at once, also those of hanging answers. */
  close(): Promise<void>;
}

export type Watcher = (request: RecordedRequest, moment: "before" | "after") => void;

/** How a sandbox is started, whatever it plays. */
export interface ListenOptions {
  /** Port of the first origin, the others follow; default: any free ones. */
  readonly port?: number;
  /** Milliseconds before each request is looked at. */
  readonly latency?: number;
  /** Bytes a second that a body takes at most on its way here. */
  readonly bandwidth?: number;
  /** Default: the real one. */
  readonly clock?: Clock;
  /** Certificate and key in PEM: every origin speaks https then. */
  readonly tls?: { readonly cert: string; readonly key: string };
}

export interface ServerOptions extends ListenOptions {
  /** One listener each. */
  readonly origins: readonly string[];
  readonly answer: Handler;
  /** Path of the repository that a request is about. */
  readonly repositoryOf?: (request: { readonly origin: string; readonly path: string }) => string | undefined;
  readonly readHead?: ReadHead | undefined;
}

/** Which repository a POST is about, and what it asks for, by how its body begins: where all requests have one path. */
export type ReadHead = (head: string) => Pick<RecordedRequest, "repository" | "operation" | "onlyReads">;

type Shared = Pick<SandboxServer, "requests" | "violations" | "clock"> & {
  readonly faults: ReturnType<typeof createFaults>;
  readonly watchers: Set<Watcher>;
  readonly options: ServerOptions;
};

async function respond(
  shared: Shared,
  asked: Omit<Exchange, "body" | "breakHalfway">,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { clock, options, watchers } = shared;
  const { latency, bandwidth } = options;
  if (latency) await clock.sleep(latency);
  if (options.readHead && asked.method === "POST") Object.assign(asked.record, options.readHead(await headOf(message)));
  for (const look of watchers) look(asked.record, "before");
  const fault = shared.faults.take(asked.record);
  if (fault) asked.record.fault = fault.kind;
  if (silenced(fault, "before", message)) return;
  const body = readBody(message, asked.record, {
    cutAfter: fault?.kind === "cut" ? fault.bytes : Infinity,
    pace: bandwidth === undefined ? undefined : (bytes) => clock.sleep((bytes * 1000) / bandwidth),
  });
  const exchange: Exchange = { ...asked, body, breakHalfway: fault?.kind === "half" };
  try {
    if (message.headers["content-type"]?.includes("json")) await body.text();
    const answer = instead(fault, clock.now()) ?? (await carryOut(shared, exchange, fault));
    for (const look of watchers) look(asked.record, "after");
    if (!answer.atOnce) await body.drain();
    if (silenced(fault, "after", message)) return;
    asked.record.status = answer.status;
    await writeAnswer(response, answer, { fault, clock });
  } catch (error) {
    // What is left here: the client went away, or the fault "cut" is due.
    if (error instanceof UploadCut) reset(message);
    else message.destroy();
  }
}

async function listen(shared: Shared, origin: string, port: number): Promise<Server> {
  const { requests, clock, options } = shared;
  const settings = { keepAliveTimeout: 60_000, requestTimeout: 0 };
  const server = options.tls ? createSecureServer({ ...settings, ...options.tls }) : createServer(settings);
  server.on("request", (message: IncomingMessage, response: ServerResponse) => {
    const { path, query } = splitTarget(message.url ?? "/");
    const { method = "", headers } = message;
    const asked = { origin, method, path, headers };
    const repository = options.repositoryOf?.(asked);
    const told = { query: Object.fromEntries(query), time: clock.now(), repository, status: 0, bytes: 0 };
    const record: RecordedRequest = { ...asked, ...told };
    requests.push(record);
    void respond(shared, { ...asked, record, query }, message, response);
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return server;
}

async function shut(server: Server): Promise<void> {
  const closed = once(server, "close");
  server.close();
  server.closeAllConnections();
  await closed;
}

/** Starts one listener on 127.0.0.1 per origin, all sharing one log, one list of faults, one handler. */
export async function startServer(options: ServerOptions): Promise<SandboxServer> {
  const known = { requests: [], violations: [], faults: createFaults(), clock: options.clock ?? REAL_CLOCK };
  const shared: Shared = { ...known, watchers: new Set(), options };
  const servers: Server[] = [];
  const urls: Record<string, string> = {};
  for (const [index, origin] of options.origins.entries()) {
    const server = await listen(shared, origin, options.port ? options.port + index : 0);
    servers.push(server);
    urls[origin] = `${options.tls ? "https" : "http"}://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }
  return {
    ...known,
    urls,
    clearRequests: () => {
      shared.requests.length = 0;
    },
    watch: (look) => {
      shared.watchers.add(look);
      return () => void shared.watchers.delete(look);
    },
    close: async () => {
      await Promise.all(servers.map(shut));
    },
  };
}
