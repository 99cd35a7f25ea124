import type { ClientRequest, IncomingMessage } from "node:http";
import { lazily } from "../model/lazily";
import { coded } from "./errors";
import type { Route } from "./connect/routes";

/** What a request carries: a text, or bytes of which the number is known. */
export type Payload = string | { readonly size: number; readonly chunks: AsyncIterable<Uint8Array> } | undefined;

/**
 * Sends one request; resolves with the head of its answer. A refusal may come before everything is sent, and a success
 * counts only when everything is: what the server has not been given it cannot have.
 *
 * @throws whatever the body throws, and errors of the connection as Node has them; one of `ABORTED` by the signal.
 */
export async function send(
  how: Route & { readonly method: string },
  payload: Payload,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const { request } = await client();
  const sent = request({ ...how, joinDuplicateHeaders: true });
  const answered = new Promise<IncomingMessage>((done, fail) => {
    const stop = (): void => {
      fail(coded("ABORTED"));
      sent.destroy();
    };
    signal.addEventListener("abort", stop);
    sent.once("close", () => {
      signal.removeEventListener("abort", stop);
      // Not every end of a connection is told as an error.
      fail(coded("ECONNRESET"));
    });
    sent.once("upgrade", (_, socket) => {
      fail(coded("UPGRADED"));
      socket.destroy();
    });
    // It stays: what fails when the answer is there already must not end the process.
    sent.on("error", fail);
    sent.once("response", (answer) => {
      // A server that has refused does not want the rest.
      if (!isSuccess(answer))
        answer.once("end", () => {
          if (!sent.writableFinished) sent.destroy();
        });
      done(answer);
    });
  });
  try {
    if (typeof payload !== "object") {
      sent.end(payload);
      return await answered;
    }
    const pouring = pour(payload, sent);
    const answer = await Promise.race([answered, pouring.then(() => answered)]);
    if (!isSuccess(answer)) return answer;
    await pouring;
    if (!sent.writableFinished && sent.destroyed) throw coded("ECONNRESET");
    return answer;
  } catch (error) {
    sent.destroy();
    throw error;
  }
}

const isSuccess = ({ statusCode = 0 }: IncomingMessage): boolean => statusCode >= 200 && statusCode < 300;

const client = lazily(() => import("node:http"));

/** One chunk at a time: its buffer is used again when it is on its way. */
async function pour({ size, chunks }: Exclude<Payload, string | undefined>, sent: ClientRequest): Promise<void> {
  let passed = 0;
  let goOn: () => void = () => undefined;
  const isOver = (): boolean => sent.destroyed;
  sent.once("close", () => {
    goOn();
  });
  for await (const chunk of chunks) {
    passed += chunk.length;
    if (passed > size) break;
    if (isOver()) return;
    await new Promise<void>((done) => {
      goOn = done;
      // Told by the write itself: once the answer is there, Node no longer tells of `drain`. The last byte ends it before
      // the source has told its end: the answer may come at once.
      const flushed =
        passed === size
          ? sent.end(chunk, done).writableFinished
          : sent.write(chunk, () => {
              done();
            });
      if (flushed || isOver()) done();
    });
  }
  if (passed !== size) throw new Error(`the body has not the ${size} bytes that were announced`);
  if (size === 0) sent.end();
}
