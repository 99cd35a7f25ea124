import { createHash } from "node:crypto";

import { ConflictError } from "../../src/errors";
import type { Abilities, Forge, Upload } from "../../src/forges/forge";
import type { LinkStep } from "../../src/model/plan";
import type { Asset, Release } from "../../src/model/release";
import { STOCK, type World, put } from "./memory-world";

type FileVerbs = Pick<Forge, "assets" | "store" | "stock" | "retitle" | "deleteAsset" | "read" | "link" | "settle">;

export interface FileManners {
  readonly can: Abilities;
  /** Gives a digest with every asset. */
  readonly digests: boolean;
  /** Knows the final addresses of files only when asked to settle. */
  readonly settles: boolean;
}

/** Assets of a release. */
export const listed = (world: World, { id }: Pick<Release, "id">): readonly Asset[] =>
  (world.assets.get(id) ?? []).map(({ asset }) => asset);

export const gone = (): ConflictError => new ConflictError({ what: "The release is not there any more." });

/** The verbs about files, as far as the abilities say that they are there. */
export function fileVerbs(world: World, manners: FileManners): FileVerbs {
  const { can, settles } = manners;
  const retitles = can.replace === "rename" || can.labels !== "none";
  return {
    assets: (at) => Promise.resolve(listed(world, at)),
    store: storing(world, manners),
    deleteAsset: (_at, asset) => {
      world.writes.push(`delete ${asset.name}`);
      exchange(world, asset, []);
      return Promise.resolve();
    },
    read: (_at, asset) => {
      const found = [...world.assets.values()].flat().find((one) => one.asset.id === asset.id);
      if (found === undefined) return Promise.reject(new Error("cannot be read"));
      return Promise.resolve(bytes(found.content));
    },
    ...(can.order === "files-first" ? { stock: stocking(world, manners) } : {}),
    ...(retitles ? { retitle: retitling(world) } : {}),
    ...(can.links === "none" ? {} : { link: linking(world) }),
    ...(settles ? { settle: settling(world) } : {}),
  };
}

function exchange(world: World, asset: Asset, by: readonly { asset: Asset; content?: string }[]): void {
  for (const [id, all] of world.assets)
    world.assets.set(
      id,
      all.flatMap((one) => (one.asset.id === asset.id ? by.map((next) => ({ ...one, ...next })) : [one])),
    );
}

function storing(world: World, { can, digests }: FileManners): Forge["store"] {
  return async (at, upload) => {
    const content = await text(upload);
    const { name, label, linkType, replaces } = upload;
    if (!world.releases.some(({ id }) => id === at.id)) throw gone();
    const sha256 = digests ? createHash("sha256").update(content).digest("hex") : undefined;
    if (can.replace === "swap" && replaces !== undefined) {
      world.writes.push(`swap ${replaces.name} on ${at.id}`);
      const asset = { ...replaces, name, label, linkType, sha256, size: Buffer.byteLength(content) };
      exchange(world, replaces, [{ asset, content }]);
      return asset;
    }
    if (can.replace !== "twin" && listed(world, at).some((asset) => asset.name === name))
      throw new ConflictError({ what: "The name is taken." });
    world.writes.push(`store ${name} on ${at.id}`);
    return put(world, at, content, { name, label, linkType, sha256 });
  };
}

function stocking(world: World, { digests }: FileManners): Required<Forge>["stock"] {
  return async (tag, upload) => {
    const content = await text(upload);
    const { name, label, linkType } = upload;
    world.writes.push(`stock ${name} for ${tag}`);
    const sha256 = digests ? createHash("sha256").update(content).digest("hex") : undefined;
    return put(world, STOCK, content, { name, label, linkType, sha256 });
  };
}

function retitling(world: World): Required<Forge>["retitle"] {
  return (_at, { asset, to }) => {
    world.writes.push(`retitle ${asset.name} to ${to.name}`);
    const changed = { ...asset, ...to, linkType: to.linkType === "" ? asset.linkType : to.linkType };
    exchange(world, asset, [{ asset: changed }]);
    return Promise.resolve(changed);
  };
}

/** A link as the asset that it is on a release. */
export const linked = ({ link }: Pick<LinkStep, "link">): Partial<Asset> & { readonly name: string } => ({
  name: link.name,
  downloadUrl: link.url,
  linkType: link.type,
  size: undefined,
});

function linking(world: World): Required<Forge>["link"] {
  return (at, step) => {
    const { link, present } = step;
    world.writes.push(`${present === undefined ? "link" : "change link"} ${link.name} to ${link.url} on ${at.id}`);
    if (present === undefined) return Promise.resolve(put(world, at, "", linked(step)));
    const asset = { ...present, ...linked(step), linkType: link.type === "" ? present.linkType : link.type };
    exchange(world, present, [{ asset }]);
    return Promise.resolve(asset);
  };
}

function settling(world: World): Required<Forge>["settle"] {
  return (at, stored) => {
    world.settled.push(stored);
    for (const asset of listed(world, at))
      if (stored.includes(asset.name))
        exchange(world, asset, [{ asset: { ...asset, downloadUrl: `https://forge.test/final/${asset.name}` } }]);
    return Promise.resolve(listed(world, at));
  };
}

async function* bytes(content: string): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  yield Buffer.from(content);
}

async function text({ body }: Upload): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body.open()) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
