import type { StoredContent } from "../kernel/content";
import type { PutGrant } from "./grants";
import type { Asset, Release } from "./state";
import type { World } from "./world";

/** What the store's callback does. The same name again is one more attachment, or new bytes for the old one (5). */
export function attach(
  world: World,
  place: Pick<PutGrant, "release" | "name" | "contentType">,
  content: StoredContent,
): Asset {
  const { release, name, contentType } = place;
  const known = release.assets.find((one) => one.name === name);
  if (known && world.habits.sameName === "overwrite") {
    known.content = content;
    return known;
  }
  const asset: Asset = {
    id: world.nextId(),
    name,
    contentType,
    content,
    visibleFrom: world.clock.now() + world.lags.attach,
    hiddenReads: world.lags.attachReads,
  };
  release.assets.push(asset);
  return asset;
}

const isVisible = (world: World, asset: Asset): boolean =>
  asset.hiddenReads === 0 && asset.visibleFrom <= world.clock.now();

/** What answers show; being asked is what brings a hidden one nearer (option `attachAfterReads`). */
export function visibleAssets(world: World, release: Release): Asset[] {
  const visible = release.assets.filter((asset) => isVisible(world, asset));
  for (const asset of release.assets) asset.hiddenReads = Math.max(0, asset.hiddenReads - 1);
  return visible;
}

/** The first of several with that name. */
export const findAsset = (world: World, release: Release | undefined, name: string): Asset | undefined =>
  release?.assets.find((one) => one.name === name && isVisible(world, one));
