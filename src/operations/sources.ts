import { fileSource } from "../http";
import type { WantedFile } from "../model/request";
import type { Source } from "../model/source";
import type { Operation, Transfer } from "./operation";

/** A file as a source: one for a run, so that it is hashed once. */
export function sourceOf({ memory }: Pick<Operation, "memory">, file: WantedFile): Source {
  const source = memory.sources.get(file.absolute) ?? fileSource(file);
  memory.sources.set(file.absolute, source);
  // A file can be wanted under several names.
  return { ...source, path: file.path, name: file.name };
}

/** A source whose transfer can be followed. */
export function followed(source: Source, transfer: Transfer): Source {
  return {
    ...source,
    async *open() {
      let moved = 0;
      for await (const chunk of source.open()) {
        moved += chunk.length;
        transfer.moved(moved);
        yield chunk;
      }
    },
  };
}
