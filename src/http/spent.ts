import type { IncomingMessage } from "node:http";

/** Gives back memory of bytes that nobody needs any more, as far as Node can, where all of it is theirs. */
export function release({ buffer, byteLength }: Uint8Array): void {
  if (!(buffer instanceof ArrayBuffer) || buffer.byteLength !== byteLength) return;
  if (buffer.resizable) buffer.resize(0);
  // From Node 21 on.
  else if ("transfer" in buffer) buffer.transfer(0);
}

/** Chunks of a connection that are remembered at most until what HTTP left of them is spent. */
const MOST_READ = 256;

/**
 * Gives back the memory of a large content. Each chunk comes twice, as the connection has read it and as what HTTP left of
 * it; both are garbage of which V8 does not see the weight, and would leave until it is more than everything else.
 */
export function givingBack(content: IncomingMessage) {
  const { socket } = content;
  const read: Uint8Array[] = [];
  let listens = false;
  const keep = (bytes: Uint8Array): void => {
    if (read.push(bytes) > MOST_READ) read.length = 0;
  };
  return {
    /** @param chunk the one that came last, of which nothing is kept, nor of those before */
    spent(chunk: Uint8Array): void {
      if (content.complete) return;
      if (!listens) socket.on("data", keep);
      listens = true;
      release(chunk);
      // What waits may be a part of what was read.
      if (content.readableLength === 0) for (const bytes of read.splice(0)) release(bytes);
    },
    stop(): void {
      socket.off("data", keep);
      read.length = 0;
    },
  };
}
