import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { PublishError } from "../errors";
import { type Answer, checkHead, contentOf, foreignEncoding } from "./answer";
import { inBatches } from "./batches";
import type { Body } from "./body";
import { codeOf, isLasting } from "./causes";
import { AnswerError, NetworkError } from "./errors";
import { saveMemory } from "./memory";
import { loaded } from "./load";
import { SMALL_ANSWER, type Turn, readAll } from "./reading";
import { withoutQuery } from "./secrets/redact";
import type { Routes } from "./connect/routes";
import { send } from "./send";
import { ANSWER_FACTOR, type StallTimer, createStallTimer } from "./stall";

/** One request as it goes over the wire. */
export interface Exchange {
  /** `GET https://host/path`: how messages call it. */
  readonly name: string;
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** Headers that must not follow a redirect to another origin. */
  readonly credentials: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly body?: Body | undefined;
  /** Hand the content on as a stream instead of reading it. */
  readonly streaming: boolean;
  /** Aborted when nobody needs it any more. */
  readonly signal: AbortSignal | undefined;
  /** Waits until a request to this address may go, and hears when it is answered; `undefined` where nothing is counted. */
  readonly pace: ((url: URL, signal: AbortSignal) => Promise<() => void> | undefined) | undefined;
}

/** An answer, as far as it says something about its server. */
export interface Heard {
  readonly url: URL;
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface Wire {
  readonly routes: Routes;
  /** Seconds. */
  readonly stallTimeout: number;
  readonly signal: AbortSignal;
  /** Origins that have answered in this run. */
  readonly answered: Set<string>;
  readonly trace: (line: string) => void;
  /** Hears of every answer, whatever its status. */
  readonly heard?: ((answer: Heard) => void) | undefined;
  /** For large answers. */
  readonly turn: Turn;
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const MOST_REDIRECTS = 5;

/**
 * Sends one request and reads its answer. Reads follow redirects, to another origin without credentials; writes stop
 * and say where they were sent.
 *
 * @throws NetworkError without an answer, AnswerError for one that cannot be read, PublishError for a redirected write.
 */
export async function exchange(sent: Exchange, wire: Wire): Promise<Answer> {
  let { url, credentials } = sent;
  let strayed: string | undefined;
  for (let hops = 0; ; hops++) {
    // What fails there is not the server that was asked.
    const name = url.origin === sent.url.origin ? sent.name : `${sent.name}, sent on to ${url.origin}`;
    const answer = await single({ ...sent, name, url, credentials, strayed }, wire);
    const location = answer.headers.location;
    if (!REDIRECTS.has(answer.status) || location === undefined) return answer;
    const target = URL.canParse(location, url.href) ? new URL(location, url) : undefined;
    if (target === undefined || !/^https?:$/.test(target.protocol)) {
      throw new AnswerError(sent.name, "the server redirects to something that is not a web address");
    }
    if (sent.method !== "GET") throw movedWrite(sent, target);
    if (hops === MOST_REDIRECTS) throw new AnswerError(sent.name, "the server redirects in a circle");
    if (url.protocol === "https:" && target.protocol !== "https:") {
      throw new AnswerError(sent.name, `the server redirects from https to ${withoutQuery(target)}`);
    }
    if (target.origin !== url.origin) {
      if (Object.keys(credentials).length > 0) strayed = withoutQuery(target);
      credentials = {};
    }
    url = target;
  }
}

function movedWrite(sent: Exchange, target: URL): PublishError {
  return new PublishError({
    what: `${sent.name} was not carried out: the server sends it elsewhere.`,
    said: `It points to ${withoutQuery(target)}.`,
    hint: "The repository was renamed or moved, or the address is not the server's own. Set repository (and server_url or api_url) to the new place.",
  });
}

async function single(sent: Exchange & { readonly strayed: string | undefined }, wire: Wire): Promise<Answer> {
  const ends = sent.signal === undefined ? wire.signal : AbortSignal.any([wire.signal, sent.signal]);
  // Before anything is timed: that wait is no fault of the server.
  const answered = await sent.pace?.(sent.url, ends);
  const started = performance.now();
  const timer = createStallTimer(wire.stallTimeout, ends);
  let handedOn = false;
  try {
    ends.throwIfAborted();
    const { headers: own, ...route } = await wire.routes.to(sent.url);
    const { headers: carried, payload } = loaded(sent, timer);
    const how = { ...route, method: sent.method, headers: { ...carried, ...own } };
    const response = await send(how, payload, timer.signal);
    const status = response.statusCode ?? 0;
    timer.moved();
    wire.answered.add(sent.url.origin);
    const headers = flatten(response.headers);
    wire.heard?.({ url: sent.url, status, headers });
    wire.trace(`${sent.name} → ${status} (${Math.round(performance.now() - started)} ms)`);
    const about = { status, headers, request: sent.name, strayed: sent.strayed };
    // A part comes only to whom asked for one.
    if (sent.streaming && (status === 200 || (status === 206 && sent.headers.range !== undefined))) {
      requireFit(about, response);
      handedOn = true;
      return contentOf(about, new Uint8Array(), chunksOf(response, timer, sent, wire));
    }
    const limits = { refused: status >= 300, within: wire.stallTimeout * ANSWER_FACTOR * 1000 };
    if (foreignEncoding(headers) !== undefined) {
      response.destroy();
      return contentOf(about, new Uint8Array());
    }
    return contentOf(about, await readAll(response, timer, { ...limits, request: sent.name, turn: wire.turn }));
  } catch (error) {
    throw networkError(error, sent, timer, wire);
  } finally {
    answered?.();
    if (!handedOn) timer.stop();
  }
}

/** A content that is not fit to be handed on is left at once: nobody else would end it. */
function requireFit(about: Parameters<typeof checkHead>[0], response: IncomingMessage): void {
  try {
    checkHead(about);
  } catch (error) {
    response.destroy();
    throw error;
  }
}

/** The content as it comes. A chunk is good until the next one is asked for. */
async function* chunksOf(
  content: IncomingMessage,
  timer: StallTimer,
  sent: Exchange,
  wire: Wire,
): AsyncGenerator<Uint8Array> {
  const isLarge = Number(content.headers["content-length"] ?? Infinity) > SMALL_ANSWER;
  try {
    // Garbage of each chunk would pile up to more than everything else takes.
    if (isLarge) await saveMemory();
    const chunks: AsyncIterable<Uint8Array> = isLarge ? inBatches(content, timer.moved) : content;
    for await (const chunk of chunks) {
      timer.moved();
      yield chunk;
    }
  } catch (error) {
    throw networkError(error, sent, timer, wire);
  } finally {
    timer.stop();
  }
}

function flatten(headers: IncomingHttpHeaders): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const text = Array.isArray(value) ? value.join(", ") : (value ?? "");
    // Node reads bytes as Latin letters; addresses in them are UTF-8 where they are not encoded.
    flat[name] = /[\x80-\xff]/.test(text) ? Buffer.from(text, "latin1").toString() : text;
  }
  return flat;
}

function networkError(error: unknown, sent: Exchange, timer: StallTimer, wire: Wire): unknown {
  if (wire.signal.aborted) return wire.signal.reason;
  if (sent.signal?.aborted === true) return sent.signal.reason;
  // What is sent can come from another server: it is that one that failed then.
  if (error instanceof PublishError || error instanceof NetworkError) return error;
  const code = timer.stalled() ? "STALLED" : codeOf(error);
  wire.trace(`${sent.name} → ${code}`);
  const first = !wire.answered.has(sent.url.origin);
  return new NetworkError(sent.name, code, !isLasting(code, first), error, first);
}
