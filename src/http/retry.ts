import { AnswerError, HttpError, NetworkError, WaitError } from "./errors";
import { type Waits, createPause } from "./pause";

/** How patient the run is. Times in seconds. */
export interface Patience {
  /** Tries beyond the first. */
  readonly retries: number;
  /** Before the first retry; doubles each time, with jitter, up to 60 times this. */
  readonly retryDelay: number;
  /** Longest wait that a forge may ask for. */
  readonly maxWait: number;
}

/** Time, chance and the line of the log about a wait: given in, so that tests own them. */
export interface Surroundings extends Waits {
  /** 0 to 1. */
  random(): number;
  /** One line about a wait. */
  waiting(line: string): void;
}

/** Why a failed try is worth another one. */
interface Again {
  readonly reason: string;
  /** The server counts requests: all that share its count wait. */
  readonly limited: boolean;
  /** The wait that the answer states, in seconds. */
  readonly told: { readonly seconds: number; readonly by: string } | undefined;
}

export interface AttemptOptions<T> {
  /** What is being done, for messages: "uploading app.zip". */
  readonly doing: string;
  /**
   * Called after a failed try and its wait, before the next one: look whether the work was done after all,
   * clear what it left behind. A value returned ends the attempt with it.
   */
  readonly recover?: ((error: unknown) => Promise<{ readonly value: T } | undefined>) | undefined;
  /** Send again after a failure that may have been carried out; false: only when it surely was not. Default true. */
  readonly repeatable?: boolean | undefined;
}

/** Runs a unit of work until it succeeds, fails for good or the tries are used up. */
export type Attempt = <T>(unit: () => Promise<T>, options: AttemptOptions<T>) => Promise<T>;

/**
 * The one loop over tries. A limit met by one worker pauses all that share the result of this call:
 * one for every host whose requests are counted together, and all that share the pause where one is given.
 */
export function createAttempt(
  patience: Patience & { readonly quick?: boolean },
  around: Surroundings,
  pause = createPause(around),
): Attempt {
  return async (unit, { doing, recover, repeatable = true }) => {
    for (let tried = 0; ; tried++) {
      await pause.pass();
      try {
        return await unit();
      } catch (error) {
        const again = whyAgain(error, around.now());
        const most = triesOf(error, patience);
        if (again === undefined || tried >= most) throw error;
        if (!again.limited && !repeatable && recover === undefined && !neverSent(error)) throw error;
        const { reason, told } = again;
        if (told !== undefined && told.seconds > patience.maxWait)
          throw tooLong({ doing, reason, told, patience, error });
        const seconds = told?.seconds ?? ownWait(again, tried, { ...patience, random: around.random });
        around.waiting(`${doing}: ${reason}, ${waitWords(seconds, told)} (try ${tried + 2} of ${most + 1})`);
        if (again.limited) pause.atLeast(seconds * 1000);
        else await around.sleep(seconds * 1000);
        await pause.pass();
        const found = await recover?.(error);
        if (found !== undefined) return found.value;
      }
    }
  };
}

/** Whether another try may mend it. */
export const isPassing = (error: unknown): boolean => whyAgain(error, 0) !== undefined;

/** Tries of an address at which nothing has answered yet: it is more likely wrong than busy. */
const FIRST_TRIES = 2;

function triesOf(error: unknown, { retries, quick }: Patience & { readonly quick?: boolean }): number {
  if (!(error instanceof NetworkError) || !error.first || error.code === "STALLED") return retries;
  return quick === true ? 0 : Math.min(retries, FIRST_TRIES);
}

function waitWords(seconds: number, told: Again["told"]): string {
  const shown = seconds < 10 ? seconds.toFixed(1).replace(/\.0$/, "") : Math.round(seconds).toString();
  return `waiting ${shown} s${told === undefined ? "" : ` as told by ${told.by}`}`;
}

/** Seconds where the server states none: doubled with each try, and the longest at once at a limit. */
function ownWait({ limited }: Again, tried: number, at: Patience & Pick<Surroundings, "random">): number {
  const most = at.retryDelay * 60;
  if (limited) return Math.min(most, at.maxWait);
  return Math.min(at.retryDelay * 2 ** tried, most) * (0.5 + at.random() / 2);
}

function tooLong(at: {
  readonly doing: string;
  readonly reason: string;
  readonly told: { readonly seconds: number; readonly by: string };
  readonly patience: Patience;
  readonly error: unknown;
}): WaitError {
  const { seconds, by } = at.told;
  return new WaitError({
    what: `Gave up ${at.doing}: ${at.reason}.`,
    said: `The server asks to wait ${Math.ceil(seconds)} s (${by}); max_wait allows ${at.patience.maxWait} s.`,
    hint: "Run it again later, or raise max_wait. What is already uploaded is not sent again.",
    cause: at.error,
  });
}

/** Whether the server cannot have acted on it, so that even a request that must not happen twice may go again. */
function neverSent(error: unknown): boolean {
  return error instanceof NetworkError && UNSENT.has(error.code);
}

const UNSENT = new Set(["ECONNREFUSED", "CONNECT_TIMEOUT", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);

/** Statuses that pass by themselves: the server or something before it was busy or broken. */
const PASSING = new Set([408, 425, 500, 502, 503, 504, 520, 521, 522, 523, 524]);

/** `undefined` for what another try will not mend. */
function whyAgain(error: unknown, now: number): Again | undefined {
  const plain = { limited: false, told: undefined };
  if (error instanceof AnswerError) return { ...plain, reason: error.message };
  if (error instanceof NetworkError && error.passing)
    return { ...plain, reason: error.code === "STALLED" ? "no byte moved" : `the connection failed (${error.code})` };
  if (!(error instanceof HttpError)) return undefined;
  const told = toldWait(error, now);
  if (isLimit(error)) return { reason: `rate limited (${error.status})`, limited: true, told };
  return PASSING.has(error.status)
    ? { reason: `the server answered ${error.status}`, limited: false, told }
    : undefined;
}

/**
 * Whether an answer is a rate limit: 429, or a 403 that says so by header or by text. Any other 403 is a matter of
 * permission and not retried. https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api
 */
export function isLimit(error: HttpError): boolean {
  if (error.status === 429) return true;
  if (error.status !== 403) return false;
  return (
    error.headers["retry-after"] !== undefined ||
    error.headers["x-ratelimit-remaining"] === "0" ||
    /rate limit|abuse detection/i.test(messageOf(error.body))
  );
}

function messageOf(body: unknown): string {
  if (typeof body === "string") return body;
  const message = typeof body === "object" && body !== null && "message" in body ? body.message : undefined;
  return typeof message === "string" ? message : "";
}

/** The wait that an answer states: Retry-After in seconds or as a date, else the reset time of an emptied budget. */
function toldWait(error: HttpError, now: number): Again["told"] {
  const { headers } = error;
  // The server's own clock, where it tells it, so that a wrong clock here does not lengthen the wait.
  const clock = Date.parse(headers.date ?? "") || now;
  const seconds = statedWait(headers["retry-after"], clock);
  if (seconds !== undefined) return { seconds: Math.max(0, seconds), by: "Retry-After" };
  for (const [remaining, reset] of BUDGETS) {
    const at = Number(headers[reset]);
    if (headers[remaining] === "0" && at > 0) return { seconds: Math.max(0, at - clock / 1000) + 1, by: reset };
  }
  return undefined;
}

const BUDGETS = [
  ["x-ratelimit-remaining", "x-ratelimit-reset"],
  ["ratelimit-remaining", "ratelimit-reset"],
] as const;

/** More seconds than anybody waits: a time since 1970. */
const EPOCH = 1_000_000_000;

/** Seconds, with or without a fraction; a date; of several the longest. What is none of that says nothing. */
function statedWait(text: string | undefined, clock: number): number | undefined {
  const said = text?.trim() ?? "";
  if (/^\d+(\.\d+)?(\s*,\s*\d+(\.\d+)?)*$/.test(said)) {
    const longest = Math.max(...said.split(",").map(Number));
    return longest > EPOCH ? longest - clock / 1000 : longest;
  }
  // `Date.parse` takes a negative number for a year.
  const date = /[a-z]/i.test(said) ? Date.parse(said) : NaN;
  return Number.isNaN(date) ? undefined : (date - clock) / 1000;
}
