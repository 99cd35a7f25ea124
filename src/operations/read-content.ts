import type { Content } from "../http";
import type { Asset, Release } from "../model/release";
import { hashStream } from "../model/source";
import type { Gauge } from "./gauge";
import type { Operation } from "./operation";

/** More than a list of checksums of a thousand long names. Bytes. */
export const LONGEST_LIST = 4 * 1024 * 1024;

/** Text of a small asset; `undefined` for one that is too large for a list. */
export async function readText(
  { forge }: Pick<Operation, "forge">,
  release: Release,
  asset: Asset,
): Promise<string | undefined> {
  return forge.attempt(
    async () => {
      const chunks: Uint8Array[] = [];
      let size = 0;
      for await (const chunk of await forge.read(release, asset)) {
        size += chunk.length;
        if (size > LONGEST_LIST) return undefined;
        chunks.push(Uint8Array.from(chunk));
      }
      return Buffer.concat(chunks).toString();
    },
    { doing: `reading ${asset.name} back` },
  );
}

/**
 * Sum and size of a content, read again where a transfer breaks; the sum is empty for one that goes beyond `most` bytes.
 *
 * @param how.moved hears how many bytes have come in this try
 * @param how.gauge lets each try begin when it is its turn
 */
export async function hashed(
  { forge }: Pick<Operation, "forge">,
  { name, size: told }: Pick<Asset, "name" | "size">,
  open: () => Promise<Content>,
  how: {
    readonly most?: number | undefined;
    readonly moved?: ((bytes: number) => void) | undefined;
    readonly gauge?: Gauge | undefined;
  } = {},
): Promise<{ readonly sha256: string; readonly size: number }> {
  const once = async (): Promise<{ readonly sha256: string; readonly size: number }> => {
    let size = 0;
    async function* counted(content: Content): AsyncGenerator<Uint8Array> {
      for await (const chunk of content) {
        size += chunk.length;
        how.moved?.(size);
        yield chunk;
      }
    }
    const sha256 = await hashStream(counted(await open()), how.most ?? Infinity);
    return { sha256: sha256 ?? "", size };
  };
  return forge.attempt(() => (how.gauge === undefined ? once() : how.gauge.pass(told, once)), {
    doing: `reading ${name}`,
  });
}
