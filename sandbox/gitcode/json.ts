import { archivesOf, downloadUrl, visibleAssets, type Archive } from "./files";
import { grantDownload } from "./grants";
import type { Asset, Call, Release, Repo, World } from "./state";

export interface Shown {
  /** `temp_download_url`: addresses on the storage host, for a while (spec page 6). */
  readonly temporary?: boolean;
  /** Some answers of the spec page leave `release_status` out. */
  readonly unmarked?: boolean;
}

/** Numbers from 1 on; archives have 0 or none at all (reference 4). */
function archiveJson(world: World, archive: Archive, at: number, url: string): Record<string, unknown> {
  const base = { browser_download_url: url, name: archive.name };
  if (!world.habits.assetIds) return base;
  return { ...(at < 2 && { id: 0 }), ...base, type: "source" };
}

function assetJson(world: World, asset: Asset, url: string): Record<string, unknown> {
  const base = { browser_download_url: url, name: asset.name };
  return world.habits.assetIds ? { id: asset.id, ...base, type: "attach" } : { ...base, type: asset.contentType };
}

function assetsJson(world: World, repo: Repo, release: Release, temporary: boolean): unknown[] {
  const { tagName: tag } = release;
  const archives = archivesOf(world, repo, tag).map((archive, at) => {
    const file = { tag, name: archive.name, content: archive.content() };
    return archiveJson(world, archive, at, temporary ? grantDownload(world, repo, file) : archive.url);
  });
  const uploads = visibleAssets(world, release).map((asset) => {
    const { name, content } = asset;
    const url = temporary
      ? grantDownload(world, repo, { tag, name, content })
      : downloadUrl(world, repo, release, name);
    return assetJson(world, asset, url);
  });
  return [...archives, ...uploads];
}

function authorJson({ bases }: World, login: string): unknown {
  return {
    id: "26593",
    login,
    name: "龙辉",
    avatar_url: `${bases.web}/avatar/${login}.png`,
    html_url: `${bases.web}/${login}`,
    type: "User",
    url: `${bases.api}/users/${login}`,
  };
}

/** No `id` (reference 4). `target_commitish` is the tag's commit, whatever was sent: so all examples show it. */
export function releaseJson({ world, repo }: Call, release: Release, shown: Shown = {}): Record<string, unknown> {
  const older = world.habits.form === "older";
  return {
    tag_name: release.tagName,
    target_commitish: repo.tags.get(release.tagName)?.commit ?? "",
    prerelease: world.habits.prereleaseAs === "number" ? Number(release.status === "pre") : release.status === "pre",
    ...(!older && { draft: false }),
    name: release.name,
    body: release.body,
    author: authorJson(world, release.author),
    created_at: release.createdAt,
    assets: assetsJson(world, repo, release, shown.temporary ?? false),
    // What an ordinary release says here is not verified.
    ...(!(older && shown.unmarked) && { release_status: release.status ?? null }),
  };
}
