import { AnswerError } from "./errors";
import { saveMemory } from "./memory";
import type { StallTimer } from "./stall";

/** Bytes of an answer that are read at most: a hundred releases with their assets stay far below. */
const LARGEST_ANSWER = 32 * 1024 * 1024;
/** Bytes of an answer that are read beside others. */
export const SMALL_ANSWER = 2 * 1024 * 1024;
/** Bytes of a refusal that are read: nobody reads more of it, so the rest is left where it is. */
const LARGEST_REFUSAL = 1024 * 1024;

/**
 * The whole of an answer; of a refusal its beginning.
 *
 * @param limits.within milliseconds from its head on: bytes that come one by one keep the stall timer quiet for ever
 * @throws AnswerError for one that is too long, or takes too long
 */
export async function readAll(
  content: AsyncIterable<Uint8Array>,
  timer: StallTimer,
  limits: { readonly request: string; readonly refused: boolean; readonly within: number; readonly turn: Turn },
): Promise<Uint8Array> {
  let latest = performance.now() + limits.within;
  const chunks: Uint8Array[] = [];
  let large: ReturnType<typeof growingBytes> | undefined;
  let size = 0;
  let end: (() => void) | undefined;
  try {
    for await (const chunk of content) {
      timer.moved();
      size += chunk.length;
      if (large === undefined) chunks.push(chunk);
      else if (size <= LARGEST_ANSWER) large.add(chunk);
      if (limits.refused && size > LARGEST_REFUSAL) break;
      if (size > LARGEST_ANSWER) throw new AnswerError(limits.request, "the server's answer does not end");
      if (performance.now() > latest)
        throw new AnswerError(limits.request, "the server's answer comes byte by byte and does not end");
      if (large !== undefined || size <= SMALL_ANSWER) continue;
      await saveMemory();
      const since = performance.now();
      end = await patiently(timer, limits.turn);
      latest += performance.now() - since;
      large = growingBytes();
      for (const one of chunks.splice(0)) large.add(one);
    }
    return large?.bytes() ?? Buffer.concat(chunks);
  } finally {
    end?.();
  }
}

/**
 * The bytes of a large answer, in one place: chunks that were kept and then joined would be there twice, and for as long as
 * nobody collects garbage.
 */
function growingBytes() {
  const buffer = new ArrayBuffer(0, { maxByteLength: LARGEST_ANSWER });
  return {
    add(chunk: Uint8Array): void {
      const { byteLength } = buffer;
      buffer.resize(byteLength + chunk.length);
      new Uint8Array(buffer, byteLength, chunk.length).set(chunk);
    },
    bytes: () => new Uint8Array(buffer, 0, buffer.byteLength),
  };
}

/** That others are read first is no fault of the server. */
async function patiently(timer: StallTimer, turn: Turn): Promise<() => void> {
  const waiting = setInterval(timer.moved, 500);
  try {
    return await turn();
  } finally {
    clearInterval(waiting);
  }
}

/** Waits until it is this one's turn; what comes back ends it. */
export type Turn = () => Promise<() => void>;

/** Large answers take turns: several at once, each with its text and its values, would take memory several times. */
export function createTurns(): Turn {
  let last: Promise<void> = Promise.resolve();
  return async () => {
    const before = last;
    let end: () => void = () => undefined;
    last = new Promise((done) => (end = done));
    await before;
    // By the next round of the event loop whoever asked has taken from the answer what is needed.
    return () => setImmediate(end);
  };
}
