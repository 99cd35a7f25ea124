import { setMaxListeners } from "node:events";
import { PublishError } from "../errors";
import { DecodeError, type Decoder } from "./decode";
import { AnswerError, HttpError } from "./errors";
import { generalRefusal, isForeignPage, networkTrouble, refusedOnTheWay } from "./network";
import { type Attempt, type AttemptOptions, type Patience, type Surroundings, createAttempt, isPassing } from "./retry";
import type { Answer, Content } from "./answer";
import { type Heard, type Wire, exchange } from "./exchange";
import type { Routes } from "./connect/routes";
import { toExchange } from "./outgoing";
import { type Paces, createPaces } from "./pace";
import { createTurns } from "./reading";
import type { Call, Sent, Server, StreamCall } from "./server";

export type { Answer, Content } from "./answer";
export type { Heard } from "./exchange";
export type { Call, Server, StreamCall } from "./server";

/** One client for a run. Whoever speaks to a server opens an `Api` on it. */
export interface Http {
  /** Opens the API of one server, with its credentials. */
  open(server: Server): Api;
  /** Whether plain http for an address stays on this machine: no proxy stands before it. */
  staysHere(url: URL): boolean;
  /** The proxy before an address, for another program. It may hold a password. */
  proxyFor(url: URL): URL | undefined;
  close(): void;
}

export interface Api {
  /** One request, tried again where that is safe. Reads, PUT, PATCH and DELETE are; a POST needs `recover`. */
  call(call: Call & { readonly recover?: AttemptOptions<Answer>["recover"] }): Promise<Answer>;
  /** The same for an answer of a known shape; an answer of another shape counts as a failed try. */
  read<T>(decoder: Decoder<T>, call: Call & { readonly recover?: AttemptOptions<T>["recover"] }): Promise<T>;
  /** One try of one request, for units of work that are tried again as a whole. */
  once(call: Call): Promise<Answer>;
  /** A unit of several requests, tried again as a whole; failures are told in people's words. */
  attempt: Attempt;
  /** The content behind an address as a stream; the caller reads it to its end. */
  stream(call: StreamCall): Promise<Content>;
  /** A refused answer in people's words. */
  refusal(doing: string, error: HttpError): PublishError;
  /** Opens connections to the base, or to another address, so that there are so many when requests come. Never fails. */
  readonly warm: (connections: number, to?: string) => void;
  /** The value an answer holds; throws `AnswerError`, which counts as a failed try, where it does not. */
  decode<T>(decoder: Decoder<T>, answer: Answer): T;
}

export interface HttpOptions {
  readonly routes: Routes;
  readonly patience: Patience;
  readonly around: Surroundings;
  /** Seconds without a byte moving before a transfer is given up. */
  readonly stallTimeout: number;
  readonly signal: AbortSignal;
  readonly userAgent: string;
  /** Hears every request with its status and time, for --debug. */
  readonly trace: (line: string) => void;
  /** Hears of every answer, whatever its status. */
  readonly heard?: ((answer: Heard) => void) | undefined;
  /** Shared with other clients of this process; without it budgets are this client's own. */
  readonly paces?: Paces | undefined;
}

/** A client that retries, waits, redirects and reports as the contract says. */
export function createHttp(given: HttpOptions): Http {
  const over = new AbortController();
  const signal = AbortSignal.any([given.signal, over.signal]);
  // Every open request listens, and a run has more of them at once than Node takes for usual.
  setMaxListeners(0, signal);
  const paces = given.paces ?? createPaces(given.around);
  const wire = { ...given, paces, signal, answered: new Set<string>(), turn: createTurns() };
  return {
    open: (server) => openApi(server, wire),
    staysHere: given.routes.staysHere,
    proxyFor: given.routes.proxyFor,
    close() {
      // What nobody has waited for ends here as well.
      over.abort();
      given.routes.close();
    },
  };
}

function openApi(server: Server, wire: HttpOptions & Wire & { readonly paces: Paces }): Api {
  const pacer = server.budget && wire.paces.of(server.budget, server.credentials);
  const loop = createAttempt({ ...wire.patience, quick: server.quick === true }, wire.around, pacer?.pause);
  const sender = { userAgent: wire.userAgent, pacer, waiting: wire.around.waiting };

  const attempt: Attempt = async (unit, how) => {
    try {
      return await loop(unit, how);
    } catch (error) {
      throw told(how.doing, error, server);
    }
  };

  async function once(call: Sent): Promise<Answer> {
    const sent = toExchange(call, server, sender);
    const received = await exchange(sent, wire);
    const answer = { ...received, status: server.statusOf?.(received) ?? received.status };
    if (call.accept.includes(answer.status)) return answer;
    throw new HttpError({ ...answer, body: sent.streaming ? "" : answer.body(), request: sent.name });
  }

  function trying<T>(call: Sent & Pick<AttemptOptions<T>, "recover">, take: (answer: Answer) => T): Promise<T> {
    const { recover, ...sent } = call;
    const { doing, method } = sent;
    return attempt(async () => take(await once(sent)), { doing, recover, repeatable: method !== "POST" });
  }

  async function contentOnce(call: Sent): Promise<Content> {
    try {
      return (await once(call)).stream();
    } catch (error) {
      throw isPassing(error) ? error : told(call.doing, error, server);
    }
  }

  return {
    once,
    attempt,
    warm(connections, to = server.base) {
      if (URL.canParse(to)) wire.routes.warm(new URL(to), connections);
    },
    refusal: (doing, error) => refused(doing, error, server),
    decode: decodeAnswer,
    call: (call) => trying(call, (answer) => readable(call, answer)),
    read: (decoder, call) => trying(call, (answer) => decodeAnswer(decoder, answer)),
    stream({ once: single, ...asked }) {
      const call = { ...asked, streaming: true } as const;
      return single === true ? contentOnce(call) : trying(call, (answer) => answer.stream());
    },
  };
}

/** A sign-in page or half an answer is a failed try, also where the caller decodes the answer later. */
function readable({ method }: Call, answer: Answer): Answer {
  const tells = answer.status === 200 || answer.status === 201;
  if (tells && (method === "GET" || answer.body() !== "")) answer.json();
  return answer;
}

function decodeAnswer<T>(decoder: Decoder<T>, answer: Answer): T {
  const value = answer.json();
  try {
    return decoder(value, "");
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    const what = `the server's answer is not what its API describes (${error.message})`;
    throw new AnswerError(answer.request, what, { cause: error });
  }
}

/** A refusal in the words of the way there, where it comes from there; else in the forge's, where it was the forge that spoke. */
function refused(doing: string, error: HttpError, server: Server): PublishError {
  const spoken = isForeignPage(error) && server.readsPages !== true ? undefined : server.refusal?.(doing, error);
  return refusedOnTheWay(doing, error) ?? spoken ?? generalRefusal(doing, error);
}

function told(doing: string, error: unknown, server: Server): unknown {
  if (error instanceof HttpError) return refused(doing, error, server);
  if (error instanceof AnswerError) {
    return new PublishError({
      what: `Failed ${doing}.`,
      said: `${error.request}: ${error.message}.`,
      hint: error.hint,
      cause: error,
    });
  }
  return networkTrouble(doing, error);
}
