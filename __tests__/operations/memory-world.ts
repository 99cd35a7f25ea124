import type { Asset, Release } from "../../src/model/release";

/** What a forge holds, shared by all runs that speak to it. */
export interface World {
  releases: Release[];
  /** Assets with their content, by release. */
  readonly assets: Map<Release["id"], { readonly asset: Asset; readonly content: string }[]>;
  readonly tags: Map<string, string>;
  latest: string | undefined;
  /** How each publication asked for the "latest" mark. */
  readonly marks: unknown[];
  /** Notes it generates; undefined: it cannot. */
  generated: string | undefined;
  /** Every write, in order. */
  readonly writes: string[];
  next: number;
}

export function createWorld(more: Partial<World> = {}): World {
  return {
    releases: [],
    assets: new Map(),
    tags: new Map([["v1.2.0", "c0ffee1"]]),
    latest: undefined,
    marks: [],
    generated: undefined,
    writes: [],
    next: 1,
    ...more,
  };
}

/** An asset of known content, put there by hand. */
export function put(
  world: World,
  at: Pick<Release, "id">,
  content: string,
  more: Partial<Asset> & { readonly name: string },
): Asset {
  const asset: Asset = {
    id: `asset-${world.next++}`,
    size: Buffer.byteLength(content),
    complete: true,
    sha256: undefined,
    downloadUrl: `https://forge.test/${at.id}/${more.name}`,
    ...more,
  };
  world.assets.set(at.id, [...(world.assets.get(at.id) ?? []), { asset, content }]);
  return asset;
}

/** Where files lie that belong to no release yet. */
export const PLACED = { id: "placed" } as const;

/** What a release of the world shows: name and content of each asset, in order. */
export const shown = (world: World, { id }: Pick<Release, "id">): string[] =>
  (world.assets.get(id) ?? []).map(({ asset, content }) => `${asset.name}: ${content}`);
