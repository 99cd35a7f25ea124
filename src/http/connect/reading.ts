import type { OnReadOpts } from "node:net";
import type { Duplex } from "node:stream";

/** The event of a connection by which bytes are taken before HTTP reads them. A chunk is good during the call only. */
export const TAKEN = "bytes";

/** As much as TCP hands over at a time; TLS hands over 16 KiB. */
const READ = 64 * 1024;

/**
 * How a connection reads: into one buffer, of which HTTP copies what it needs. Node's own way takes new memory for each
 * few kilobytes, which HTTP copies all the same. https://nodejs.org/api/net.html#new-netsocketoptions (`onread`)
 */
export function intoOneBuffer(socket: () => Duplex | null | undefined): OnReadOpts {
  return {
    buffer: Buffer.allocUnsafeSlow(READ),
    callback(size, buffer) {
      const bytes = buffer.subarray(0, size);
      const connection = socket();
      // Bytes that nobody waits for would be taken for the answer to what is asked next.
      if (connection && !connection.emit(TAKEN, bytes) && !connection.emit("data", bytes)) connection.destroy();
      return true;
    },
  };
}
