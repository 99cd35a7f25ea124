import { encodeSegments, found, json, listed, numbered, visibleFrom, type Answer } from "../kernel";
import { descending, notFound, paged, unknownRoute } from "./params";
import { createRelease, deleteRelease, updateRelease, type Fields } from "./release-write";
import type { Attachment, Release, Repo, RepositoryCall, RepositoryRoute, World } from "./state";

export const repositoryUrl = (world: World, repo: Repo): string => `${world.bases.web}/${encodeSegments(repo.path)}`;

export function userJson(world: World, login: string): Record<string, unknown> {
  const url = `${world.bases.web}/${encodeSegments(login)}`;
  return { id: 7_777_777, login, name: "奥克塔维娅", html_url: url, type: "User" };
}

/** By tag and name: where several attachments share a name, all of them have this one address (5). */
export const downloadUrl = (
  world: World,
  at: { readonly repo: Repo; readonly release: Release; readonly name: string },
): string =>
  `${repositoryUrl(world, at.repo)}/releases/download/${encodeSegments(at.release.tagName)}/${encodeURIComponent(at.name)}`;

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
    browser_download_url: `${repositoryUrl(world, repo)}/archive/refs/tags/${encodeSegments(release.tagName)}.${kind}`,
    name: `${release.tagName}.${kind}`,
  });
  const uploads = release.assets.map(({ name }) => ({
    browser_download_url: downloadUrl(world, { repo, release, name }),
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

const toJson =
  ({ world, repo }: RepositoryCall) =>
  (release: Release): unknown =>
    releaseJson(world, { repo, release });

function listReleases(call: RepositoryCall): Answer {
  const known = listed(call.world, call.repo.releases);
  return paged(call, descending(call) ? known.reverse() : known, toJson(call));
}

/** The one created last; whether prereleases count is unverified: a client must not rely on either. */
function latestRelease(call: RepositoryCall): Answer {
  const release = call.repo.releases.at(-1);
  return release ? json(200, toJson(call)(release)) : notFound("Release");
}

/** Absent is no error (4, 8). */
function nothing(how: RepositoryCall["world"]["uncertain"]["missingRelease"]): Answer {
  switch (how) {
    case "null":
      return json(200, null);
    case "{}":
      return json(200, {});
    case "empty":
      return json(200, undefined);
    case "404":
      return notFound("Release");
    default:
      return how satisfies never;
  }
}

function releaseByTag(call: RepositoryCall): Answer {
  const tag = call.params.tag ?? "";
  const { missingRelease, slashedTags } = call.world.uncertain;
  if (tag.includes("/") && slashedTags === "404") return unknownRoute();
  const hidden = tag.includes("/") && slashedTags === "missing";
  const release = hidden ? undefined : call.repo.releases.find((one) => one.tagName === tag);
  return release ? json(200, toJson(call)(release)) : nothing(missingRelease);
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
  { method: "GET", path: ONE, handler: (call) => json(200, toJson(call)(releaseOf(call))) },
  { method: "PATCH", path: ONE, handler: (call) => updateRelease(call, releaseOf(call)) },
  { method: "DELETE", path: ONE, handler: (call) => deleteRelease(call, releaseOf(call)) },
];
