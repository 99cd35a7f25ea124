import { PublishError } from "../../errors";
import type { Forge } from "../../forges/forge";
import type { Content } from "../../http";
import type { Asset, Release } from "../../model/release";
import { type Source, newHash } from "../../model/source";
import { leave, requirePlain } from "../assets";

/** An asset of another forge as a source: its bytes pass through, and are never held. */
export async function assetSource(forge: Forge, release: Release, asset: Asset): Promise<Source> {
  const told = asset.size ?? (await sizeByAsking(forge, release, asset));
  let known = asset.sha256;

  async function content(): Promise<Content> {
    const there = await forge.read(release, asset);
    requirePlain(there, asset, asset.sha256);
    return there;
  }

  async function read(): Promise<{ readonly size: number; readonly sha256: string }> {
    const hash = await newHash();
    let size = 0;
    for await (const chunk of await content()) {
      hash.update(chunk);
      size += chunk.length;
    }
    return { size, sha256: hash.digest("hex") };
  }

  const measured = told === undefined ? await read() : undefined;
  known ??= measured?.sha256;
  const size = told ?? measured?.size ?? 0;

  async function* open(): AsyncGenerator<Uint8Array> {
    const hash = await newHash();
    let passed = 0;
    for await (const chunk of await content()) {
      passed += chunk.length;
      if (passed > size) throw changed(asset, `it is longer than the ${size} bytes that it was said to have`);
      hash.update(chunk);
      // The answer can be here as soon as the last byte is sent: by then the hash has to be known.
      if (passed === size) settle(hash.digest("hex"));
      yield chunk;
    }
    if (passed < size) throw changed(asset, `it ended after ${passed} of ${size} bytes`);
    if (size === 0) settle(hash.digest("hex"));
  }

  function settle(sha256: string): void {
    if (known !== undefined && known !== sha256)
      throw changed(asset, `its sha256 is ${sha256}, and the forge says ${known}`);
    known = sha256;
  }

  const type = asset.contentType ?? "application/octet-stream";
  return {
    ...{ path: asset.name, name: asset.name, size, type, open },
    sha256: async () => (known ??= (await read()).sha256),
  };
}

function changed({ name }: Asset, how: string): PublishError {
  return new PublishError({
    what: `${name} is not what the forge it comes from says: ${how}.`,
    hint: "Was it replaced while it was copied? Is there a proxy that changes files? Run it again.",
  });
}

/** A forge that tells no sizes tells this one before the bytes, as a rule. */
async function sizeByAsking(forge: Forge, release: Release, asset: Asset): Promise<number | undefined> {
  const content = await forge.read(release, asset);
  await leave(content);
  return content.size;
}
