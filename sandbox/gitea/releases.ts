import type { Answer } from "../kernel/exchange";
import { canWrite, mayTouchTag, requireDraftAccess } from "./access";
import { json, notFound, problem } from "./answers";
import { paged } from "./paging";
import { releaseJson } from "./release-json";
import { createRelease } from "./release-create";
import { editRelease } from "./release-edit";
import { demote, releaseByTag, releaseById } from "./rows";
import type { Release } from "./state";
import type { RepositoryCall, RepositoryRoute } from "./world";

/** Newest row first, which is the newest tag for a converted one (reference 5, 5.2). */
const newestFirst = (releases: readonly Release[]): Release[] =>
  releases.toSorted((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt) || b.id - a.id);

/** As Go's strconv.ParseBool reads it; undefined when it was not sent or means nothing. */
function askedFlag({ query }: RepositoryCall, name: string): boolean | undefined {
  const value = query.get(name)?.toLowerCase() ?? "";
  if (["1", "t", "true", "yes", "on"].includes(value)) return true;
  return value === "" ? undefined : false;
}

function searched(call: RepositoryCall, release: Release): boolean {
  const wanted = call.world.dialect.search ? (call.query.get("q") ?? "").toLowerCase() : "";
  return [release.tagName, release.name, release.body].some((text) => text.toLowerCase().includes(wanted));
}

function listReleases(call: RepositoryCall): Answer {
  const { world, repo } = call;
  const writer = canWrite(call.token, repo, "releases");
  const draft = askedFlag(call, "draft");
  const prerelease = askedFlag(call, "pre-release");
  const time = world.clock.now();
  const found = repo.releases.filter(
    (one) =>
      one.visibleFrom <= time &&
      (writer || !one.draft) &&
      (draft === undefined || one.draft === draft) &&
      (prerelease === undefined || one.prerelease === prerelease) &&
      searched(call, one),
  );
  return paged(call, newestFirst(found), (release) => releaseJson(world, repo, release));
}

function shown(call: RepositoryCall, release: Release | undefined, by: "tag" | "id"): Answer {
  if (!release) return notFound(call.world);
  if (release.draft) requireDraftAccess(call, by);
  return json(200, releaseJson(call.world, call.repo, release));
}

const latest = (call: RepositoryCall): Answer =>
  shown(call, newestFirst(call.repo.releases.filter((one) => !one.draft && !one.prerelease))[0], "id");

const byTag = (call: RepositoryCall): Answer => shown(call, releaseByTag(call.repo, call.params.tag ?? ""), "tag");
const byId = (call: RepositoryCall): Answer => shown(call, releaseById(call.repo, call.params.id), "id");

/** The git tag stays; so does a row with its name, also that of a draft without a tag (reference 5.2). */
function remove(call: RepositoryCall, release: Release | undefined): Answer {
  if (!release) return notFound(call.world);
  if (!mayTouchTag(call.repo, release.tagName, call.token?.user ?? "")) {
    return problem(call.world, 422, "user not allowed to delete protected tag");
  }
  demote(call.repo, release);
  return { status: 204 };
}

const unit = "releases";
const quota = "repositories";

export const releaseRoutes: readonly RepositoryRoute[] = [
  { method: "GET", path: "/releases", unit, handler: listReleases },
  { method: "POST", path: "/releases", unit, quota, handler: createRelease },
  { method: "GET", path: "/releases/latest", unit, handler: latest, exists: (dialect) => dialect.latest },
  { method: "GET", path: "/releases/tags/:tag", unit, handler: byTag },
  {
    method: "DELETE",
    path: "/releases/tags/:tag",
    unit,
    handler: (call) => remove(call, releaseByTag(call.repo, call.params.tag ?? "")),
  },
  { method: "GET", path: "/releases/:id", unit, handler: byId },
  { method: "PATCH", path: "/releases/:id", unit, quota, handler: editRelease },
  {
    method: "DELETE",
    path: "/releases/:id",
    unit,
    handler: (call) => remove(call, releaseById(call.repo, call.params.id)),
  },
];
