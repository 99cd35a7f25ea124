import type { Env } from "./ci/ci";
import type { Clock } from "./forges/forge";
import { type Authorities, type Http, createRoutes, createHttp } from "./http";
import type { Log } from "./report/log";
import type { Inputs } from "./request/inputs";

/** Seconds for a connection to stand: longer ones stand no better. */
const LONGEST_CONNECT = 20;

/** The one client of a run: made when it is first asked for, so that a run with wrong inputs opens nothing. */
export interface Client {
  open(): Http;
  close(): void;
}

/** What a client takes from the world. */
interface Surroundings {
  readonly env: Env;
  readonly clock: Clock;
  readonly random: () => number;
  readonly signal: AbortSignal;
  readonly log: Log;
  readonly version: string;
}

export function openClient(around: Surroundings, inputs: Inputs, authorities: readonly Authorities[]): Client {
  const { env, clock, random, signal, log, version } = around;
  let http: Http | undefined;
  const variable = (name: string): string | undefined => env[name.toLowerCase()] ?? env[name];
  function open(): Http {
    http ??= createHttp({
      routes: createRoutes({
        httpProxy: variable("HTTP_PROXY"),
        httpsProxy: variable("HTTPS_PROXY"),
        noProxy: variable("NO_PROXY"),
        authorities,
        connectTimeout: Math.min(inputs.stall_timeout, LONGEST_CONNECT),
      }),
      patience: { retries: inputs.retries, retryDelay: inputs.retry_delay, maxWait: inputs.max_wait },
      around: { ...clock, random, waiting: log.info },
      stallTimeout: inputs.stall_timeout,
      signal,
      userAgent: `forge-release/${version}`,
      trace: log.debug,
    });
    return http;
  }
  return { open, close: () => http?.close() };
}
