import { ConfigError } from "../errors";
import { releaseById } from "../forges/kit/by-id";
import type { Forge } from "../forges/forge";
import { isStable } from "../model/version";
import type { Asset, Release } from "../model/release";
import { isHigher } from "../model/version";
import { elect, everyRelease } from "./find";
import { eachLimited } from "./operation";

interface On {
  readonly forge: Forge;
}

/** Requests at a time, for what a list does not bring along. */
const AT_ONCE = 4;

/** Releases, the newest first: all, or those of the first page. */
export async function listed(forge: Forge, doing: string, until: "first page" | "all"): Promise<Release[]> {
  const found: Release[] = [];
  for await (const page of forge.releases({ doing })) {
    found.push(...page);
    if (until === "first page") break;
  }
  return found;
}

/** The newest releases in the forge's own order, drafts included, each with its files. @param limit the most */
export async function newestReleases({ forge }: On, limit: number): Promise<readonly Release[]> {
  const found: Release[] = [];
  for await (const page of forge.releases({ doing: "listing the releases", files: true })) {
    found.push(...page.slice(0, limit - found.length));
    if (found.length >= limit) break;
  }
  return eachLimited(found, AT_ONCE, async (release) => ({
    ...release,
    assets: await listedAssets({ forge }, release),
  }));
}

/** The files of a release that a list has told; asked for where the list may have left some out. */
function listedAssets({ forge }: On, release: Release): readonly Asset[] | Promise<readonly Asset[]> {
  const { listedFiles, listAssets } = forge.can();
  return release.assets.length < listedFiles || listAssets === undefined ? release.assets : listAssets(release);
}

/**
 * The files of a release that was just found: those that came along where these are all. None may be there because it has
 * none, or because a host leaves them out; and one that stopped halfway shows in the list for certain, which matters to a
 * draft that is to be finished.
 */
export function foundAssets(on: On, release: Release): readonly Asset[] | Promise<readonly Asset[]> {
  return release.draft || release.assets.length === 0 ? allAssets(on, release) : listedAssets(on, release);
}

/** All files of a release that was just read. */
export async function allAssets({ forge }: On, release: Release): Promise<readonly Asset[]> {
  return (await forge.can().listAssets?.(release)) ?? release.assets;
}

/** Which release is meant. */
export type Wish = { readonly tag: string } | { readonly id: string } | "latest";

/**
 * One release with its notes, drafts included; a published one before a draft of the same tag.
 *
 * @throws ConfigError when there is none, or several drafts that may be meant.
 */
export async function findOne({ forge }: On, wish: Wish): Promise<Release> {
  if (wish === "latest") return latestRelease({ forge });
  if ("id" in wish) return releaseById(forge, wish.id);
  const { tag } = wish;
  const all = await everyRelease({ forge }, tag, `looking for the release of ${tag}`);
  const first = elect(all);
  if (first === undefined)
    throw new ConfigError({
      what: `There is no release of ${tag}.`,
      said: "Drafts are shown only to tokens that may write to the repository.",
      hint: "Check the tag and the repository; `forge-release list` shows what there is.",
    });
  if (first.draft && all.length > 1)
    throw new ConfigError({
      what: `There are several drafts for the tag ${tag}: ${all.map(({ id, title }) => `${id} (“${title}”)`).join(", ")}.`,
      hint: `Say which one is meant with release_id: ${String(first.id)}.`,
    });
  return first;
}

/** The release marked as the latest; else the newest that is neither a draft nor a prerelease, else any published one. */
async function latestRelease({ forge }: On): Promise<Release> {
  const tag = (await forge.can().latest?.tag()) ?? (await newestTag({ forge }));
  if (tag !== undefined) return findOne({ forge }, { tag });
  throw new ConfigError({
    what: "There is no published release.",
    hint: "Name a tag to see a draft; `forge-release list` shows what there is.",
  });
}

async function newestTag({ forge }: On): Promise<string | undefined> {
  let prerelease: string | undefined;
  const undated: Release[] = [];
  for await (const page of forge.releases({ doing: "looking for the latest release" })) {
    for (const one of page) {
      if (one.draft) continue;
      if (dateOf(one) === undefined) undated.push(one);
      else if (!one.prerelease) return one.tag;
      else prerelease ??= one.tag;
    }
  }
  return prerelease ?? highest(undated);
}

/** Where a forge tells no dates, its versions are what has an order; builds of a night are none. */
function highest(releases: readonly Release[]): string | undefined {
  const stable = releases.filter(isStable);
  const [first, ...rest] = (stable.length > 0 ? stable : releases).map(({ tag }) => tag);
  return rest.reduce((best, tag) => (best !== undefined && isHigher(tag, best) ? tag : best), first);
}

/** When it was published, as far as the forge tells; ISO 8601. */
export function dateOf({ draft, publishedAt, createdAt }: Release): string | undefined {
  return draft ? undefined : (publishedAt ?? createdAt);
}
