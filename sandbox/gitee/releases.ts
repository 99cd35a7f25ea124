import { encodeSegments, found, json, listed, numbered, tagged, visibleFrom, type Answer } from "../kernel";
import { descending, notFound, paged, unknownRoute } from "./params";
import { createRelease, deleteRelease, updateRelease, type Fields } from "./release-write";
import type { Attachment, Release, Repo, RepositoryCall, RepositoryRoute, World } from "./state";

export const repositoryUrl = (world: World, repo: Repo): string => `${world.bases.web}/${encodeSegments(repo.path)}`;

export function userJson(world: World, login: string): Record<string, unknown> {
  const url = `${world.bases.web}/${encodeSegments(login)}`;
  return { id: 7_777_777, login, name: "奥克塔维娅", html_url: url, type: "User" };
}

type Place = Pick<RepositoryCall, "world" | "repo">;

/** By tag and name: where several attachments share a name, all of them have this one address (5). */
const downloadUrl = ({ world, repo }: Place, { tagName }: Release, name: string): string =>
  `${repositoryUrl(world, repo)}/releases/download/${encodeSegments(tagName)}/${encodeURIComponent(name)}`;

export const attachmentJson = (place: Place, release: Release, attachment: Attachment): Record<string, unknown> => ({
  id: attachment.id,
  name: attachment.name,
  size: attachment.content.size,
  uploader: userJson(place.world, attachment.uploader),
  browser_download_url: downloadUrl(place, release, attachment.name),
});

/** Names and addresses only, with the generated archives among the uploads (4). */
function assetsJson({ world, repo }: Place, release: Release): unknown[] {
  const archive = (kind: string): Record<string, string> => ({
    browser_download_url: `${repositoryUrl(world, repo)}/archive/refs/tags/${encodeSegments(release.tagName)}.${kind}`,
    name: `${release.tagName}.${kind}`,
  });
  const uploads = release.assets.map(({ name }) => ({
    browser_download_url: downloadUrl({ world, repo }, release, name),
    name,
  }));
  return [archive("zip"), ...uploads, archive("tar.gz")];
}

export const newRelease = (world: World, of: Omit<Fields, "prerelease"> & Pick<Release, "author">): Release => ({
  id: world.nextId(),
  prerelease: false,
  ...of,
  createdAt: world.now(),
  assets: [],
  departed: [],
  visibleFrom: visibleFrom(world),
});

/** No html_url, url, upload_url, draft or published_at (4). */
export const releaseJson = (place: Place, release: Release): Record<string, unknown> => ({
  id: release.id,
  tag_name: release.tagName,
  target_commitish: release.target,
  prerelease: release.prerelease,
  name: release.name,
  body: release.body,
  author: userJson(place.world, release.author),
  created_at: release.createdAt,
  assets: assetsJson(place, release),
});

function listReleases(call: RepositoryCall): Answer {
  const known = listed(call.world, call.repo.releases);
  return paged(call, descending(call) ? known.reverse() : known, (release) => releaseJson(call, release));
}

/** The one created last; whether prereleases count is unverified: a client must not rely on either. */
function latestRelease(call: RepositoryCall): Answer {
  const release = call.repo.releases.at(-1);
  return release ? json(200, releaseJson(call, release)) : notFound("Release");
}

/** Absent is no error (4, 8). */
const NOTHING: Readonly<Record<RepositoryCall["world"]["uncertain"]["missingRelease"], Answer>> = {
  ...{ null: json(200, null), "{}": json(200, {}), empty: json(200, undefined), "404": notFound("Release") },
};

function releaseByTag(call: RepositoryCall): Answer {
  const tag = call.params.tag ?? "";
  const { missingRelease, slashedTags } = call.world.uncertain;
  if (tag.includes("/") && slashedTags === "404") return unknownRoute();
  const hidden = tag.includes("/") && slashedTags === "missing";
  const release = hidden ? undefined : tagged(call.repo.releases, tag);
  return release ? json(200, releaseJson(call, release)) : NOTHING[missingRelease];
}

/** By number only (4). */
export const releaseOf = ({ repo, params }: RepositoryCall): Release =>
  found(numbered(repo.releases, params.id), () => notFound("Release"));

const LIST = "/releases";
const ONE = "/releases/:id";

export const releaseRoutes: readonly RepositoryRoute[] = [
  { method: "GET", path: LIST, handler: listReleases },
  { method: "POST", path: LIST, handler: createRelease },
  { method: "GET", path: "/releases/latest", handler: latestRelease },
  { method: "GET", path: "/releases/tags/:tag", handler: releaseByTag },
  { method: "GET", path: ONE, handler: (call) => json(200, releaseJson(call, releaseOf(call))) },
  { method: "PATCH", path: ONE, handler: (call) => updateRelease(call, releaseOf(call)) },
  { method: "DELETE", path: ONE, handler: (call) => deleteRelease(call, releaseOf(call)) },
];
