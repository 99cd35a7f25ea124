import type { Attachment, Release, Repo, World } from "./state";

const encoded = (path: string): string => path.split("/").map(encodeURIComponent).join("/");

export const repositoryUrl = (world: World, repo: Repo): string => `${world.bases.web}/${encoded(repo.path)}`;

export function userJson(world: World, login: string): Record<string, unknown> {
  const url = `${world.bases.web}/${encoded(login)}`;
  return { id: 7_777_777, login, name: "奥克塔维娅", html_url: url, type: "User" };
}

/** By tag and name: where several attachments share a name, all of them have this one address (5). */
export const downloadUrl = (
  world: World,
  at: { readonly repo: Repo; readonly release: Release; readonly name: string },
): string =>
  `${repositoryUrl(world, at.repo)}/releases/download/${encoded(at.release.tagName)}/${encodeURIComponent(at.name)}`;

interface Place {
  readonly repo: Repo;
  readonly release: Release;
}

export const attachmentJson = (world: World, place: Place, attachment: Attachment): Record<string, unknown> => ({
  id: attachment.id,
  name: attachment.name,
  size: attachment.content.size,
  uploader: userJson(world, attachment.uploader),
  browser_download_url: downloadUrl(world, { ...place, name: attachment.name }),
});

/** Names and addresses only, with the generated archives among the uploads (4). */
function assetsJson(world: World, { repo, release }: Place): unknown[] {
  const archive = (kind: string): Record<string, string> => ({
    browser_download_url: `${repositoryUrl(world, repo)}/archive/refs/tags/${encoded(release.tagName)}.${kind}`,
    name: `${release.tagName}.${kind}`,
  });
  const uploads = release.assets.map(({ name }) => ({
    browser_download_url: downloadUrl(world, { repo, release, name }),
    name,
  }));
  return [archive("zip"), ...uploads, archive("tar.gz")];
}

/** No html_url, url, upload_url, draft or published_at (4). */
export const releaseJson = (world: World, place: Place): Record<string, unknown> => ({
  id: place.release.id,
  tag_name: place.release.tagName,
  target_commitish: place.release.target,
  prerelease: place.release.prerelease,
  name: place.release.name,
  body: place.release.body,
  author: userJson(world, place.release.author),
  created_at: place.release.createdAt,
  assets: assetsJson(world, place),
});
