import type { IncomingMessage } from "node:http";
import { coded } from "./errors";
import { TAKEN } from "./connect/reading";
import { release } from "./spent";

/** Bytes of a batch: a write of so many takes the system least, and fewer cost more in turns than in work. */
const BATCH = 64 * 1024;
/** Batches that wait for whoever reads them; then the server waits. */
const MOST_WAITING = 4;

/**
 * The content of a large answer, in batches of 64 KiB whose memory is used again: one is good until the next is asked for.
 * Where the answer says how many bytes it has, they are taken from the connection as it reads them: HTTP would copy each
 * few kilobytes once more, as garbage of which V8 does not see the weight.
 *
 * @param moved hears that bytes have come, or that the wait was ours
 * @throws what the connection says, after a batch of what had come before
 */
export async function* inBatches(content: IncomingMessage, moved: () => void): AsyncGenerator<Uint8Array> {
  const queue = createQueue();
  const arriving = receive(content, queue, moved);
  try {
    for (;;) {
      const batch = queue.take(arriving.isOver());
      if (batch !== undefined) {
        yield batch;
        queue.giveBack(batch);
      } else if (arriving.isOver()) break;
      else await arriving.more();
    }
    const trouble = arriving.trouble();
    if (trouble !== undefined) throw trouble;
  } finally {
    arriving.leave();
  }
}

type Queue = ReturnType<typeof createQueue>;

/** Bytes in buffers of one size: the first that is full comes out first. */
function createQueue() {
  const full: Buffer[] = [];
  const free: ArrayBufferLike[] = [];
  let [filling, filled]: [Buffer, number] = [Buffer.alloc(0), 0];

  return {
    waiting: (): number => full.length,
    add(bytes: Uint8Array): void {
      for (let taken = 0; taken < bytes.length;) {
        if (filled === 0) filling = Buffer.from(free.pop() ?? new ArrayBuffer(BATCH));
        const part = bytes.subarray(taken, taken + BATCH - filled);
        filling.set(part, filled);
        filled += part.length;
        taken += part.length;
        if (filled < BATCH) return;
        full.push(filling);
        filled = 0;
      }
    },
    /** @param all whether no more will come: what is there is the last one */
    take(all: boolean): Buffer | undefined {
      if (full.length > 0 || !all || filled === 0) return full.shift();
      const last = filling.subarray(0, filled);
      filled = 0;
      return last;
    },
    giveBack({ buffer }: Buffer): void {
      free.push(buffer);
    },
  };
}

/** Fills the queue until the content is over, and lets the server wait while it is full. */
function receive(content: IncomingMessage, queue: Queue, moved: () => void) {
  const { socket } = content;
  let left = lengthOf(content);
  let [isOver, isPaused, trouble]: [boolean, boolean, Error | undefined] = [false, false, undefined];
  let wake: () => void = () => undefined;

  function end(error?: Error): void {
    if (isOver) return;
    [isOver, trouble] = [true, error];
    wake();
  }
  function take(bytes: Uint8Array): void {
    moved();
    // A connection may hold more than its answer; nothing else is asked over it.
    const own = bytes.length > left ? bytes.subarray(0, left) : bytes;
    queue.add(own);
    left -= own.length;
    if (left === 0) end();
    else if (queue.waiting() >= MOST_WAITING) pause();
    if (queue.waiting() > 0) wake();
  }
  function pause(): void {
    isPaused = true;
    content.pause();
    socket.pause();
  }
  function resume(): void {
    isPaused = false;
    // That wait was ours.
    moved();
    content.resume();
    socket.resume();
  }
  function takeCopy(chunk: Uint8Array): void {
    take(chunk);
    release(chunk);
  }
  // What HTTP has read already comes before anything that the connection reads from now on.
  content.on("data", takeCopy).on("end", end).on("error", end);
  content.on("close", () => {
    end(coded("ECONNRESET"));
  });
  if (Number.isFinite(left)) socket.on(TAKEN, take);

  return {
    isOver: () => isOver,
    /** What ended it before its end. */
    trouble: () => trouble,
    /** Resolves when there is a batch, or the end. */
    more: (): Promise<void> =>
      new Promise((done) => {
        wake = done;
        if (isPaused) resume();
      }),
    leave(): void {
      socket.off(TAKEN, take);
      content.off("data", takeCopy);
      // HTTP has not seen the end of what was taken: the connection is of no more use.
      if (!content.complete) content.destroy();
    },
  };
}

/** How many bytes an answer says that it has; `Infinity` where they come in pieces until the last. RFC 9112, 6.3. */
function lengthOf({ headers }: IncomingMessage): number {
  const length = headers["transfer-encoding"] === undefined ? headers["content-length"] : undefined;
  return length !== undefined && /^\d+$/.test(length) ? Number(length) : Infinity;
}
