import { createHash } from "node:crypto";
import { listed, pageOf, positive, tagged, type Answer } from "../kernel";
import { json, refuse, releaseOf } from "./answers";
import { archivesOf, downloadUrl, visibleAssets } from "./files";
import { grantDownload } from "./grants";
import { createRelease, updateRelease } from "./release-write";
import type { Asset, Call, Release, Repo, Route, World } from "./state";

interface Shown {
  /** `temp_download_url`: addresses on the storage host, for a while (spec page 6). */
  readonly temporary?: boolean;
  /** Some answers of the spec page leave `release_status` out. */
  readonly unmarked?: boolean;
}

/** Numbers from 1 on; archives have 0 or none at all (reference 4). */
function archiveJson(world: World, name: string, at: number, url: string): Record<string, unknown> {
  const base = { browser_download_url: url, name };
  if (!world.habits.assetIds) return base;
  return { ...(at < 2 && { id: 0 }), ...base, type: "source" };
}

function assetJson(world: World, asset: Asset, url: string): Record<string, unknown> {
  const base = { browser_download_url: url, name: asset.name };
  return world.habits.assetIds ? { id: asset.id, ...base, type: "attach" } : { ...base, type: asset.contentType };
}

function assetsJson(world: World, repo: Repo, release: Release, temporary: boolean): unknown[] {
  const { tagName: tag } = release;
  const archives = archivesOf(world, repo, tag).map(({ name, url, content }, at) => {
    const file = { tag, name, content: content() };
    return archiveJson(world, name, at, temporary ? grantDownload(world, repo, file) : url);
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

/** One page, of 20 or up to 100; there is no Link header, and the totals are not certain (reference 3). */
export function paged<T>({ query, world }: Call, all: readonly T[], toJson: (item: T) => unknown): Answer {
  const size = Math.min(positive(query.get("per_page"), 20), 100);
  const { items, last, total } = pageOf(all, { page: positive(query.get("page"), 1), size });
  const totals = { total_count: String(total), total_page: String(last) };
  return json(200, items.map(toJson), world.habits.totals ? totals : {});
}

const mixed = ({ tagName }: Release): string => createHash("sha1").update(tagName).digest("hex");

/** Without `direction` the order means nothing: it is not guaranteed (reference 3). */
function ordered(call: Call, releases: readonly Release[]): Release[] {
  const direction = call.query.get("direction");
  if (direction === "asc") return [...releases];
  if (direction === "desc") return releases.toReversed();
  if (direction !== null && call.world.habits.form === "now") throw refuse(call.world, 422, "direction is invalid");
  return releases.toSorted((a, b) => (mixed(a) < mixed(b) ? -1 : 1));
}

const known = ({ repo, world }: Call): Release[] => listed(world, repo.releases);

/** The older form knows no pages: every page is the whole list (reference 9). */
function listReleases(call: Call): Answer {
  const toJson = (release: Release): unknown => releaseJson(call, release, { unmarked: true });
  const releases = ordered(call, known(call));
  return call.world.habits.form === "older" ? json(200, releases.map(toJson)) : paged(call, releases, toJson);
}

const TYPES: readonly (string | null)[] = ["updated", "latest", null];

/** `latest` is the one that is marked, else the newest that is no prerelease; which is default is not verified. */
function getLatest(call: Call): Answer {
  const type = call.query.get("type");
  if (!TYPES.includes(type)) throw refuse(call.world, 422, "type is invalid");
  const releases = known(call);
  const found =
    type === "updated"
      ? releases.toSorted((a, b) => b.changed - a.changed)[0]
      : (releases.find(({ status }) => status === "latest") ?? releases.findLast(({ status }) => status !== "pre"));
  if (!found) throw refuse(call.world, 404, "Not Found Release");
  return json(200, releaseJson(call, found));
}

function getByTag(call: Call): Answer {
  if (!tagged(call.repo.releases, call.params.tag) && call.world.habits.missing === "null") return json(200, null);
  return json(200, releaseJson(call, releaseOf(call), { unmarked: true }));
}

/** The parameter is the tag, never a number (reference 4). */
const getRelease = (call: Call): Answer =>
  json(200, releaseJson(call, releaseOf(call), { temporary: call.query.get("temp_download_url") === "true" }));

const ONE = "/releases/:tag";

/** The spec page asks for a token everywhere but in the list and the first lookup by tag. */
export const releaseRoutes: readonly Route[] = [
  { method: "GET", path: "/releases", needs: "nothing", handler: listReleases },
  { method: "POST", path: "/releases", needs: "write", handler: createRelease },
  { method: "GET", path: "/releases/latest", needs: "token", handler: getLatest },
  { method: "GET", path: "/releases/tags/:tag", needs: "nothing", handler: getByTag },
  { method: "GET", path: ONE, needs: "token", handler: getRelease },
  { method: "PATCH", path: ONE, needs: "write", handler: updateRelease },
];
