import type { Asset, Found, Release, Repo, World } from "./state";

/** As Go's url.PathEscape writes one segment. */
const segment = (text: string): string =>
  encodeURIComponent(text)
    .replace(/%(24|26|2B|3A|3D|40)/g, decodeURIComponent)
    .replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

export const segments = (text: string): string => text.split("/").map(segment).join("/");

export const repositoryUrl = ({ publicUrl }: World, repo: Repo): string => `${publicUrl}/${repo.path}`;

export const apiUrl = ({ publicUrl }: World, repo: Repo): string => `${publicUrl}/api/v1/repos/${repo.path}`;

export function userJson({ publicUrl }: World, login: string): Record<string, unknown> {
  const id = login.endsWith("-actions") ? -2 : 1;
  const links = { avatar_url: `${publicUrl}/avatars/${id}`, html_url: `${publicUrl}/${login}` };
  return { id, login, full_name: "", email: `${login}@noreply.example`, ...links, username: login };
}

const attachmentUrl = (world: World, asset: Asset): string => `${world.publicUrl}/attachments/${asset.uuid}`;

/** The list's address; that of a single asset is always `/attachments/UUID` (reference 5.4). */
function downloadUrl(world: World, { repo, release, asset }: Found): string {
  const twins = new Set(release.assets.map(({ name }) => name)).size < release.assets.length;
  if (twins || !world.dialect.namedDownloads) return attachmentUrl(world, asset);
  return `${repositoryUrl(world, repo)}/releases/download/${segment(release.tagName)}/${segment(asset.name)}`;
}

/** No state, label, content type or digest (reference 5.4). */
export function assetJson(world: World, asset: Asset, url = attachmentUrl(world, asset)): Record<string, unknown> {
  return {
    id: asset.id,
    name: asset.name,
    size: asset.content.size,
    download_count: asset.downloads,
    created_at: asset.createdAt,
    uuid: asset.uuid,
    browser_download_url: asset.externalUrl ?? url,
    ...(world.dialect.external && { type: asset.externalUrl === undefined ? "attachment" : "external" }),
  };
}

const byName = (a: Asset, b: Asset): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id - b.id);

export const assetsJson = (world: World, repo: Repo, release: Release): Record<string, unknown>[] =>
  release.assets.toSorted(byName).map((asset) => assetJson(world, asset, downloadUrl(world, { repo, release, asset })));

export function releaseJson(world: World, repo: Repo, release: Release): Record<string, unknown> {
  const { dialect } = world;
  const web = repositoryUrl(world, repo);
  const api = `${apiUrl(world, repo)}/releases/${release.id}`;
  const tag = segments(release.tagName);
  return {
    id: release.id,
    tag_name: release.tagName,
    target_commitish: release.target,
    name: release.name,
    body: release.body,
    url: api,
    html_url: `${web}/releases/tag/${tag}`,
    tarball_url: `${web}/archive/${tag}.tar.gz`,
    zipball_url: `${web}/archive/${tag}.zip`,
    // No template behind it (reference 1).
    ...(dialect.uploadUrl && { upload_url: `${api}/assets` }),
    ...(dialect.hideArchiveLinks && { hide_archive_links: release.hideArchiveLinks }),
    draft: release.draft,
    prerelease: release.prerelease,
    created_at: release.createdAt,
    // The same, also for a draft (reference 5.3).
    published_at: release.createdAt,
    author: userJson(world, release.author),
    assets: assetsJson(world, repo, release),
    ...(dialect.software === "forgejo" && { archive_download_count: { zip: 0, tar_gz: 0 } }),
  };
}
