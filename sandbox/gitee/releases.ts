import { found, json, listed, numbered, type Answer } from "../kernel";
import { notFound, unknownRoute } from "./answers";
import { releaseJson } from "./json";
import { descending, paged } from "./params";
import { createRelease, deleteRelease, updateRelease } from "./release-write";
import type { Release, RepositoryCall, RepositoryRoute } from "./state";

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
