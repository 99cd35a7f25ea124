import { type Reach, UnreadableError, readAt, withFile } from "../read";
import { createCache } from "./cache";

/** Parts of files, read in pieces that are kept: what is asked for next lies beside what was asked for last. */
export interface Files {
  /** Up to so many bytes of a file; fewer at its end. @throws UnreadableError for one that is not there. */
  read(path: string, at: { readonly from: number; readonly bytes: number }): Promise<Buffer>;
}

const PIECE = 128 * 1024;
/** Bytes of pieces that are kept. */
const KEPT = 24 * 1024 * 1024;

/** @param reach folders that no link may lead out of */
export function createFiles(reach: Pick<Reach, "inside">): Files {
  const pieces = createCache<Buffer>(KEPT);

  async function piece(path: string, index: number): Promise<Buffer> {
    const key = `${index} ${path}`;
    const known = pieces.get(key);
    if (known !== undefined) return known;
    const read = await withFile(path, reach, (file) => readAt(file, { from: index * PIECE, bytes: PIECE }));
    if (read === undefined) throw new UnreadableError(`${path} is not there any more`);
    pieces.set(key, read, read.length);
    return read;
  }

  return {
    async read(path, { from, bytes }) {
      const parts: Buffer[] = [];
      for (let at = from; at < from + bytes;) {
        const start = at % PIECE;
        const found = await piece(path, (at - start) / PIECE);
        const part = found.subarray(start, start + from + bytes - at);
        if (part.length === 0) break;
        parts.push(part);
        at += part.length;
      }
      const [only, ...more] = parts;
      return only === undefined || more.length > 0 ? Buffer.concat(parts) : only;
    },
  };
}
