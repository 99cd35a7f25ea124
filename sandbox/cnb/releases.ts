import { json } from "../kernel/answers";
import { Refusal, type Answer } from "../kernel/exchange";
import { listed } from "../kernel/state";
import { requireAccess } from "./access";
import { notFound } from "./answers";
import { releaseJson } from "./json";
import { paged } from "./paging";
import { createRelease, deleteRelease, updateRelease } from "./release-write";
import type { ApiRoute, Call, Release } from "./state";

const show = ({ world, repo }: Call, release: Release): Answer => json(200, releaseJson(world, repo, release));

const missing = (): Refusal => new Refusal(notFound("release not found"));

/** Newest first, drafts among them; without new ones for a while (option `listLag`). */
function listReleases(call: Call): Answer {
  requireAccess(call.token, call.repo, "read");
  const known = listed(call.world, call.repo.releases).reverse();
  return paged(call, known, (release) => releaseJson(call.world, call.repo, release));
}

function latestRelease(call: Call): Answer {
  requireAccess(call.token, call.repo, "read");
  const release = call.repo.releases.find(({ latest }) => latest);
  if (!release) throw missing();
  return show(call, release);
}

function releaseByTag(call: Call): Answer {
  requireAccess(call.token, call.repo, "read");
  const release = call.repo.releases.find(({ tagName }) => tagName === call.params.tag);
  if (!release || (release.draft && !call.world.choices.draftsByTag)) throw missing();
  return show(call, release);
}

/** The release the path names by its id. */
export function releaseOf({ repo, params }: Call): Release {
  const release = repo.releases.find(({ id }) => id === params.id);
  if (!release) throw missing();
  return release;
}

function releaseById(call: Call): Answer {
  requireAccess(call.token, call.repo, "read");
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
