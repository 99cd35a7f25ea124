import { encodeSegments } from "../kernel";
import { USER, type Asset, type Release, type Repo, type World } from "./state";

const LOGIN = "github-actions%5Bbot%5D";
const nodeId = (world: World, prefix: string, id: number): { node_id?: string } =>
  world.dialect.nodeIds ? { node_id: `${prefix}_${Buffer.from(String(id)).toString("base64url")}` } : {};

const USER_LINKS = `
  followers/followers following/following{/other_user} gists/gists{/gist_id} starred/starred{/owner}{/repo}
  subscriptions/subscriptions organizations/orgs repos/repos events/events{/privacy} received_events/received_events
`;

/** Members that end in `_url`. @param links their names, and their paths below an address */
export const linksBelow = (url: string, links: string): Record<string, string> =>
  Object.fromEntries(
    [...links.matchAll(/(\w+?)(\/\S+)/g)].map(([, name, path]) => [`${name ?? ""}_url`, url + (path ?? "")]),
  );

export function userJson(world: World): Record<string, unknown> {
  const { api, web } = world.bases;
  const url = `${api}/users/${LOGIN}`;
  return {
    login: USER,
    id: 41_898_282,
    ...nodeId(world, "U", 41_898_282),
    avatar_url: `${web}/avatars/in/15368`,
    gravatar_id: "",
    url,
    html_url: `${web}/apps/github-actions`,
    ...linksBelow(url, USER_LINKS),
    type: "Bot",
    site_admin: false,
  };
}

/** What the release is called in urls: a draft never by its tag (reference 5.2). */
export const urlName = (release: Release): string => (release.draft ? release.untagged : release.tagName);

export function assetJson(world: World, repo: Repo, release: Release, asset: Asset): Record<string, unknown> {
  const { dialect, bases } = world;
  const digest = asset.content && dialect.digest === "value" ? `sha256:${asset.content.sha256}` : null;
  return {
    url: `${bases.api}/repos/${repo.path}/releases/assets/${asset.id}`,
    id: asset.id,
    ...nodeId(world, "RA", asset.id),
    name: asset.name,
    label: asset.label,
    uploader: userJson(world),
    content_type: asset.contentType,
    state: asset.state,
    size: asset.content?.size ?? 0,
    ...(dialect.digest !== "absent" && { digest }),
    download_count: asset.downloads,
    created_at: asset.createdAt,
    updated_at: asset.updatedAt,
    browser_download_url: `${bases.web}/${repo.path}/releases/download/${encodeSegments(urlName(release))}/${encodeURIComponent(asset.name)}`,
  };
}

function archiveUrls(release: Release, url: string): Record<string, unknown> {
  if (release.draft) return { tarball_url: null, zipball_url: null };
  const tag = encodeSegments(release.tagName);
  return { tarball_url: `${url}/tarball/${tag}`, zipball_url: `${url}/zipball/${tag}` };
}

export function releaseJson(world: World, repo: Repo, release: Release): Record<string, unknown> {
  const { dialect, bases } = world;
  const name = repo.path;
  const repoUrl = `${bases.api}/repos/${name}`;
  const url = `${repoUrl}/releases/${release.id}`;
  return {
    url,
    assets_url: `${url}/assets`,
    upload_url: `${world.uploads}/repos/${name}/releases/${release.id}/assets${dialect.uploadTemplate}`,
    html_url: `${bases.web}/${name}${dialect.tagPath}${encodeSegments(urlName(release))}`,
    id: release.id,
    author: userJson(world),
    ...nodeId(world, "RE", release.id),
    tag_name: release.tagName,
    target_commitish: release.target,
    name: release.name,
    draft: release.draft,
    ...(dialect.recentMembers && { immutable: release.immutable }),
    prerelease: release.prerelease,
    created_at: release.createdAt,
    ...(dialect.recentMembers && { updated_at: release.updatedAt }),
    published_at: release.publishedAt,
    assets: release.assets.slice(0, world.embedded).map((asset) => assetJson(world, repo, release, asset)),
    ...archiveUrls(release, repoUrl),
    // Some servers leave out a body that was never set (reference 5.2); the oldest shape does.
    ...((release.body !== null || dialect.nodeIds) && { body: release.body }),
    ...(release.discussion && { discussion_url: `${bases.web}/${name}/discussions/${release.discussion.number}` }),
  };
}
