import type { ClientRequest, IncomingMessage } from "node:http";
import { lazily } from "../model/lazily";
import { coded } from "./errors";
import type { Route } from "./connect/routes";

/** What a request carries: a text, or bytes of which the number is known. */
export type Payload = string | { readonly size: number; readonly chunks: AsyncIterable<Uint8Array> } | undefined;

/**
 * Sends one request; resolves with the head of its answer, which may come before everything is sent.
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
    });
    // It stays: what fails when the answer is there already must not end the process.
    sent.on("error", fail);
    sent.once("response", (answer) => {
      // A server that has answered does not want the rest.
      answer.once("end", () => {
        if (!sent.writableFinished) sent.destroy();
      });
      done(answer);
    });
  });
  try {
    if (typeof payload === "object") return await Promise.race([answered, pour(payload, sent).then(() => answered)]);
    sent.end(payload);
    return await answered;
  } catch (error) {
    sent.destroy();
    throw error;
  }
}

const client = lazily(() => import("node:http"));

/** One chunk at a time: its buffer is used again when it is on its way. */
async function pour({ size, chunks }: Exclude<Payload, string | undefined>, sent: ClientRequest): Promise<void> {
  let passed = 0;
  let goOn: () => void = () => undefined;
  const isOver = (): boolean => sent.destroyed;
  for (const event of ["drain", "finish", "close"])
    sent.on(event, () => {
      goOn();
    });
  for await (const chunk of chunks) {
    passed += chunk.length;
    if (passed > size) break;
    if (isOver()) return;
    // Ended with the last byte, before the source has told its end: the answer may come at once.
    const flushed = passed === size ? sent.end(chunk).writableFinished : sent.write(chunk);
    if (!flushed && !isOver()) await new Promise<void>((done) => (goOn = done));
  }
  if (passed !== size) throw new Error(`the body has not the ${size} bytes that were announced`);
  if (size === 0) sent.end();
}
