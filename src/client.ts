import type { Env } from "./ci/ci";
import type { Clock } from "./forges/forge";
import { type Authorities, type Heard, type Http, type Paces, createHttp, createRoutes } from "./http";
import type { Log } from "./report/log";
import type { Inputs } from "./request/inputs";

/** Seconds for a connection to stand: longer ones stand no better. */
const LONGEST_CONNECT = 20;

/** What a client takes from the world. */
interface Surroundings {
  readonly env: Env;
  readonly clock: Clock;
  readonly random: () => number;
  readonly signal: AbortSignal;
  readonly log: Log;
  readonly version: string;
  /** Of all clients of the run, where it has several. */
  readonly paces?: Paces;
  /** Hears of every answer. */
  readonly heard?: (answer: Heard) => void;
}

/** The one client of a run. It connects to nothing before the first request. */
export function createClient(around: Surroundings, inputs: Inputs, authorities: readonly Authorities[]): Http {
  const { env, clock, random, signal, log, version, paces, heard } = around;
  const variable = (name: string): string | undefined => env[name.toLowerCase()] ?? env[name];
  return createHttp({
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
    heard,
    paces,
  });
}
