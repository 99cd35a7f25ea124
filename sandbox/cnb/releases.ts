import type { Answer } from "../kernel/exchange";
import { requireAccess } from "./access";
import { json, notFound, Refusal } from "./answers";
import { paged } from "./paging";
import { releaseJson } from "./release-json";
import { createRelease, deleteRelease, updateRelease } from "./release-write";
import type { Release } from "./state";
import type { ApiRoute, Call } from "./world";

const show = ({ world, repository }: Call, release: Release): Answer =>
  json(200, releaseJson(world, repository, release));

const missing = (): Refusal => new Refusal(notFound("release not found"));

/** Newest first, drafts among them; without new ones for a while (option `listLag`). */
function listReleases(call: Call): Answer {
  requireAccess(call.token, call.repository, "read");
  const time = call.world.clock.now();
  const known = call.repository.releases.filter(({ visibleFrom }) => visibleFrom <= time).toReversed();
  return paged(call, known, (release) => releaseJson(call.world, call.repository, release));
}

function latestRelease(call: Call): Answer {
  requireAccess(call.token, call.repository, "read");
  const release = call.repository.releases.find(({ id }) => id === call.repository.latest);
  if (!release) throw missing();
  return show(call, release);
}

function releaseByTag(call: Call): Answer {
  requireAccess(call.token, call.repository, "read");
  const release = call.repository.releases.find(({ tagName }) => tagName === call.params.tag);
  if (!release || (release.draft && !call.world.choices.draftsByTag)) throw missing();
  return show(call, release);
}

/** The release the path names by its id. */
export function releaseOf({ repository, params }: Call): Release {
  const release = repository.releases.find(({ id }) => id === params.id);
  if (!release) throw missing();
  return release;
}

function releaseById(call: Call): Answer {
  requireAccess(call.token, call.repository, "read");
  return show(call, releaseOf(call));
}

/** @param word "tags" or "tag" (4) */
export const releaseRoutes = (word: string): readonly ApiRoute[] => [
  { method: "GET", path: "/releases", handler: listReleases },
  { method: "POST", path: "/releases", handler: createRelease },
  { method: "GET", path: "/releases/latest", handler: latestRelease },
  { method: "GET", path: `/releases/${word}/:tag`, handler: releaseByTag },
  { method: "GET", path: "/releases/:id", handler: releaseById },
  { method: "PATCH", path: "/releases/:id", handler: (call) => updateRelease(call, releaseOf) },
  { method: "DELETE", path: "/releases/:id", handler: (call) => deleteRelease(call, releaseOf) },
];
