import { nameOf, type SeededFile } from "../kernel";
import { newAsset, type Asset, type Release, type Repo, type World } from "./state";

/** A page of the repository on the web site, each segment encoded. */
function webUrl(world: World, repo: Repo, segments: readonly string[]): string {
  return [world.bases.web, ...[...repo.path.split("/"), ...segments].map(encodeURIComponent)].join("/");
}

/** Where browsers get an attachment (reference 1, and 7 for the older form). */
export function downloadUrl(world: World, repo: Repo, { tagName }: Release, name: string): string {
  return world.habits.form === "older"
    ? webUrl(world, repo, ["-", "releases", tagName, "downloads", name])
    : webUrl(world, repo, ["releases", "download", tagName, name]);
}

const ENDINGS = ["zip", "tar.gz", "tar.bz2", "tar"];

/** With ids no address says `/-/archive/`, so that `type` and `id` have to tell; which one is real is not verified. */
function archiveUrl(world: World, repo: Repo, tag: string, file: { name: string; ending: string }): string {
  return world.habits.assetIds
    ? webUrl(world, repo, ["archive", "refs", "tags", `${tag}.${file.ending}`])
    : webUrl(world, repo, ["-", "archive", tag, file.name]);
}

/** The generated archives of a tag, listed among the assets of its release (reference 4). */
export function archivesOf(world: World, repo: Repo, tag: string) {
  return ENDINGS.map((ending) => {
    const name = world.habits.form === "older" ? `${nameOf(repo)}-${tag}.${ending}` : `${tag}.${ending}`;
    const text = `${ending} of ${repo.tags.get(tag)?.commit ?? ""}`;
    return {
      name,
      url: archiveUrl(world, repo, tag, { name, ending }),
      content: () => world.store.keep(Buffer.from(text)),
    };
  });
}

/** What the store's callback does. The same name again is one more attachment, or new bytes for the old one (5). */
export function attach(world: World, { assets }: Release, file: SeededFile): Asset {
  const known = assets.find(({ name }) => name === file.name);
  if (known && world.habits.sameName === "overwrite") return Object.assign(known, { content: file.content });
  const asset = newAsset(world, file);
  assets.push(asset);
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
