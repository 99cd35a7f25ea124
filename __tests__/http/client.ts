import { afterEach } from "vitest";
import { type Api, type Http, type Surroundings, createHttp, createRoutes } from "../../src/http";
import type { Connections } from "../../src/http/connect/routes";

/** How a test's client waits, and what it said. */
export interface Client {
  readonly http: Http;
  readonly waits: string[];
  readonly traces: string[];
  readonly stop: AbortController;
}

const open: Client[] = [];

afterEach(() => {
  for (const { http } of open.splice(0)) http.close();
});

/** The real client with short waits, closed after the test. */
export function client(
  patience: { retries?: number; retryDelay?: number; maxWait?: number; stallTimeout?: number } = {},
  connections: Partial<Connections> = {},
  around: Partial<Surroundings> = {},
): Client {
  const { retries = 3, retryDelay = 0.01, maxWait = 5, stallTimeout = 5 } = patience;
  const [waits, traces, stop]: [string[], string[], AbortController] = [[], [], new AbortController()];
  const http = createHttp({
    routes: createRoutes({
      ...{ httpProxy: undefined, httpsProxy: undefined, noProxy: undefined, authorities: [] },
      connectTimeout: 5,
      ...connections,
    }),
    patience: { retries, retryDelay, maxWait },
    around: {
      now: Date.now,
      sleep: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)),
      random: () => 0.5,
      waiting: (line) => waits.push(line),
      ...around,
    },
    stallTimeout,
    signal: stop.signal,
    userAgent: "forge-release/test",
    trace: (line) => traces.push(line),
  });
  const made = { http, waits, traces, stop };
  open.push(made);
  return made;
}

/** The API of a server, with a token. */
export function apiOf({ http }: Client, base: string): Api {
  return http.open({ base, credentials: { authorization: "token secret-token" }, headers: { "x-own": "yes" } });
}

export const get = { doing: "asking", method: "GET", at: "/thing", accept: [200] } as const;
