import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { writeAnswer } from "./answer";
import { readBody } from "./body";
import { REAL_CLOCK, type Clock } from "./clock";
import { BrokenHalfway, UploadCut, type Answer, type Exchange, type Handler, type RecordedRequest } from "./exchange";
import { createFaults, type Fault, type Faults } from "./faults";

export interface SandboxServer {
  /** Name of an origin -> `http://127.0.0.1:PORT`, no trailing slash. */
  readonly urls: Readonly<Record<string, string>>;
  readonly requests: RecordedRequest[];
  /** Things a client did that the real forge lets pass and a careful client does not do. */
  readonly violations: string[];
  readonly faults: Faults;
  clearRequests(): void;
  /** Ends every socket at once, also those of hanging answers. */
  close(): Promise<void>;
}

export interface ServerOptions {
  /** One listener each. */
  readonly origins: readonly string[];
  /** Port of the first origin, the others follow; 0 = any free ports. */
  readonly port?: number;
  /** Milliseconds before each request is looked at. */
  readonly latency?: number;
  /** Default: the real one. */
  readonly clock?: Clock;
  readonly answer: Handler;
}

type Shared = Pick<SandboxServer, "requests" | "violations"> & {
  readonly faults: ReturnType<typeof createFaults>;
  readonly clock: Clock;
  readonly options: ServerOptions;
};

function record(
  message: IncomingMessage,
  origin: string,
  target: { path: string; query: URLSearchParams; time: number },
) {
  const entry: RecordedRequest = {
    origin,
    method: message.method ?? "",
    path: target.path,
    query: Object.fromEntries(target.query),
    headers: message.headers,
    time: target.time,
    status: 0,
    bytes: 0,
  };
  return entry;
}

/** Split by hand: the URL class would normalise the path, and the log must show what was sent. */
function splitTarget(url: string): { path: string; query: URLSearchParams } {
  const mark = url.indexOf("?");
  const path = mark < 0 ? url : url.slice(0, mark);
  return { path, query: new URLSearchParams(mark < 0 ? "" : url.slice(mark + 1)) };
}

function reset(message: IncomingMessage): void {
  message.socket.resetAndDestroy();
}

/** What a fault says in place of an answer. */
function told(fault: Extract<Fault, { kind: "status" | "carry-out-then" }>, now: number): Answer {
  const { status, body, headers = {} } = fault;
  return { status, body, headers: typeof headers === "function" ? headers(now) : headers };
}

/** Answer of a fault that keeps the handler from being asked; undefined when the handler is to be asked. */
function instead(fault: Fault | undefined, now: number): Answer | undefined {
  if (fault?.kind === "status") return told(fault, now);
  if (fault?.kind === "redirect") return { status: fault.status ?? 302, headers: { location: fault.to } };
  return undefined;
}

async function carryOut(shared: Shared, exchange: Exchange, fault: Fault | undefined): Promise<Answer> {
  try {
    const answer = await shared.options.answer(exchange);
    if (fault?.kind === "half" && answer.status < 400) return { status: fault.status, body: fault.body };
    if (fault?.kind === "alter") return { ...answer, body: fault.body(answer.body) };
    return fault?.kind === "carry-out-then" ? told(fault, shared.clock.now()) : answer;
  } catch (error) {
    if (error instanceof UploadCut) throw error;
    if (error instanceof BrokenHalfway && fault?.kind === "half") return { status: fault.status, body: fault.body };
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    shared.violations.push(`sandbox failed on ${exchange.method} ${exchange.path}: ${text}`);
    return { status: 500, body: { message: "Server Error" } };
  }
}

/** Resets or stalls at this point when the fault says so; true = there will be no answer. */
function silenced(fault: Fault | undefined, when: "before" | "after", message: IncomingMessage): boolean {
  if ((fault?.kind !== "reset" && fault?.kind !== "hang") || fault.when !== when) return false;
  if (fault.kind === "reset") reset(message);
  return true;
}

async function respond(
  shared: Shared,
  exchange: Omit<Exchange, "body" | "breakHalfway">,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (shared.options.latency) await shared.clock.sleep(shared.options.latency);
  const fault = shared.faults.take(exchange);
  if (fault) exchange.record.fault = fault.kind;
  if (silenced(fault, "before", message)) return;
  const body = readBody(message, exchange.record, fault?.kind === "cut" ? fault.bytes : Infinity);
  const asked: Exchange = { ...exchange, body, breakHalfway: fault?.kind === "half" };
  try {
    if (message.headers["content-type"]?.includes("json")) await body.text();
    const answer = instead(fault, shared.clock.now()) ?? (await carryOut(shared, asked, fault));
    if (!answer.atOnce) await body.drain();
    if (silenced(fault, "after", message)) return;
    exchange.record.status = answer.status;
    await writeAnswer(response, answer, { fault, clock: shared.clock });
  } catch (error) {
    // What is left here: the client went away, or the fault "cut" is due.
    if (error instanceof UploadCut) reset(message);
    else message.destroy();
  }
}

function listen(shared: Shared, origin: string, port: number): Promise<Server> {
  const server = createServer({ keepAliveTimeout: 60_000, requestTimeout: 0 });
  server.on("request", (message: IncomingMessage, response: ServerResponse) => {
    const { path, query } = splitTarget(message.url ?? "/");
    const entry = record(message, origin, { path, query, time: shared.clock.now() });
    shared.requests.push(entry);
    const { method, headers } = entry;
    void respond(shared, { record: entry, origin, method, path, query, headers }, message, response);
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      resolve(server);
    });
  });
}

const shut = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });

/** Starts one plain-HTTP listener on 127.0.0.1 per origin, all sharing one log, one list of faults, one handler. */
export async function startServer(options: ServerOptions): Promise<SandboxServer> {
  const shared: Shared = {
    requests: [],
    violations: [],
    faults: createFaults(),
    clock: options.clock ?? REAL_CLOCK,
    options,
  };
  const servers: Server[] = [];
  const urls: Record<string, string> = {};
  for (const [index, origin] of options.origins.entries()) {
    const server = await listen(shared, origin, options.port ? options.port + index : 0);
    servers.push(server);
    urls[origin] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }
  return {
    urls,
    requests: shared.requests,
    violations: shared.violations,
    faults: shared.faults,
    clearRequests: () => {
      shared.requests.length = 0;
    },
    close: async () => {
      await Promise.all(servers.map(shut));
    },
  };
}
