import { json, linkHeader, listed, newestFirst, noContent, pageOf, positive, type Answer } from "../kernel";
import { canWrite, mayTouchTag, notFound, problem, requireDraftAccess } from "./access";
import { releaseJson } from "./json";
import { createRelease, editRelease } from "./release-write";
import { demote, releaseById, releaseByTag } from "./rows";
import type { Release, RepositoryCall, RepositoryRoute } from "./state";

/** Whatever is asked for is silently held to the server's maximum; `per_page` means nothing (reference 3). */
export function askedPage({ query, world }: RepositoryCall): { page: number; size: number } {
  const size = Math.min(positive(query.get("limit"), world.limits.page), world.limits.maxPage);
  return { page: positive(query.get("page"), 0), size };
}

/** Links are made of the configured ROOT_URL, not of the address that was asked (reference 3). */
function paged(call: RepositoryCall, items: readonly Release[]): Answer {
  const { bases, publicUrl } = call.world;
  const { page, size } = askedPage(call);
  const shown = pageOf(items, { page: Math.max(page, 1), size });
  const links = linkHeader(shown, ["next", "last", "first", "prev"], (number) => {
    const query = new URLSearchParams(call.query);
    query.set("page", String(number));
    query.sort();
    return `${publicUrl}${call.path.slice(bases.root.length)}?${query.toString()}`;
  });
  const headers = { "x-total-count": String(items.length), ...(links.length > 0 && { link: links.join(",") }) };
  const told = shown.items.map((release) => releaseJson(call.world, call.repo, release));
  return json(200, told, headers);
}

/** As Go's strconv.ParseBool reads it. What was not sent, or means nothing, is no condition. */
function fits({ query }: RepositoryCall, name: string, is: boolean): boolean {
  const value = query.get(name)?.toLowerCase() ?? "";
  return value === "" || ["1", "t", "true", "yes", "on"].includes(value) === is;
}

function searched(call: RepositoryCall, release: Release): boolean {
  const wanted = call.world.dialect.search ? (call.query.get("q") ?? "").toLowerCase() : "";
  return [release.tagName, release.name, release.body].some((text) => text.toLowerCase().includes(wanted));
}

function listReleases(call: RepositoryCall): Answer {
  const writer = canWrite(call.token, call.repo, "releases");
  const found = listed(call.world, call.repo.releases).filter((one) => {
    const fitting = fits(call, "draft", one.draft) && fits(call, "pre-release", one.prerelease);
    return (writer || !one.draft) && fitting && searched(call, one);
  });
  // The newest row, which is that of the newest tag for a converted one (reference 5, 5.2).
  return paged(call, found.sort(newestFirst));
}

function shown(call: RepositoryCall, release: Release | undefined, by: "tag" | "id"): Answer {
  if (!release) return notFound(call.world);
  if (release.draft) requireDraftAccess(call, by);
  return json(200, releaseJson(call.world, call.repo, release));
}

const latest = (call: RepositoryCall): Answer =>
  shown(call, call.repo.releases.filter((one) => !one.draft && !one.prerelease).sort(newestFirst)[0], "id");

const byTag = (call: RepositoryCall): Answer => shown(call, releaseByTag(call.repo, call.params.tag ?? ""), "tag");
const byId = (call: RepositoryCall): Answer => shown(call, releaseById(call.repo, call.params.id), "id");

/** The git tag stays; so does a row with its name, also that of a draft without a tag (reference 5.2). */
function remove(call: RepositoryCall, release: Release | undefined): Answer {
  if (!release) return notFound(call.world);
  if (!mayTouchTag(call.repo, release.tagName, call.token?.user ?? "")) {
    return problem(call.world, 422, "user not allowed to delete protected tag");
  }
  demote(call.repo, release);
  return noContent;
}

const removeByTag = (call: RepositoryCall): Answer => remove(call, releaseByTag(call.repo, call.params.tag ?? ""));
const removeById = (call: RepositoryCall): Answer => remove(call, releaseById(call.repo, call.params.id));

const unit = "releases";
const quota = "repositories";

export const releaseRoutes: readonly RepositoryRoute[] = [
  { method: "GET", path: "/releases", unit, handler: listReleases },
  { method: "POST", path: "/releases", unit, quota, handler: createRelease },
  { method: "GET", path: "/releases/latest", unit, handler: latest, exists: (dialect) => dialect.latest },
  { method: "GET", path: "/releases/tags/:tag", unit, handler: byTag },
  { method: "DELETE", path: "/releases/tags/:tag", unit, handler: removeByTag },
  { method: "GET", path: "/releases/:id", unit, handler: byId },
  { method: "PATCH", path: "/releases/:id", unit, quota, handler: editRelease },
  { method: "DELETE", path: "/releases/:id", unit, handler: removeById },
];
