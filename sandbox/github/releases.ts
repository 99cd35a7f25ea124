import { json, listed, noContent } from "../kernel";
import { canWrite } from "./access";
import { notFound } from "./answers";
import { paged } from "./fields";
import { releaseJson } from "./json";
import { latestRelease } from "./latest";
import { postGenerateNotes } from "./notes";
import { createRelease, updateRelease } from "./release-write";
import type { Release, RepositoryCall, RepositoryHandler, RepositoryRoute } from "./state";

const LIST_CAP = 10_000;

/** Newest first by `created_at`, drafts on top (reference 7.2). */
function listOrder(a: Release, b: Release): number {
  if (a.draft !== b.draft) return a.draft ? -1 : 1;
  if (a.createdAt !== b.createdAt) return a.createdAt < b.createdAt ? 1 : -1;
  return b.id - a.id;
}

function visible(call: RepositoryCall): Release[] {
  const drafts = canWrite(call.token, call.repo);
  return listed(call.world, call.repo.releases).filter((release) => drafts || !release.draft);
}

const listReleases: RepositoryHandler = (call) =>
  paged(call, visible(call).sort(listOrder).slice(0, LIST_CAP), (one) => releaseJson(call.world, call.repo, one));

const getLatest: RepositoryHandler = (call) => {
  const release = latestRelease(call.repo);
  return release ? json(200, releaseJson(call.world, call.repo, release)) : notFound();
};

/** Published ones only, even for the owner (checklist a). Case-sensitive. */
const getByTag: RepositoryHandler = (call) => {
  const release = visible(call).find((one) => !one.draft && one.tagName === call.params.tag);
  return release ? json(200, releaseJson(call.world, call.repo, release)) : notFound();
};

const getRelease: RepositoryHandler = (call) => {
  const release = call.repo.releases.find((one) => String(one.id) === call.params.id);
  if (!release || (release.draft && !canWrite(call.token, call.repo))) return notFound();
  return json(200, releaseJson(call.world, call.repo, release));
};

/** The git tag stays (checklist q); the tag of an immutable release stays used for ever (reference 7). */
const deleteRelease: RepositoryHandler = (call) => {
  const at = call.repo.releases.findIndex((one) => String(one.id) === call.params.id);
  const [release] = at < 0 ? [] : call.repo.releases.splice(at, 1);
  if (!release) return notFound();
  if (release.immutable) call.repo.burnedTags.add(release.tagName);
  return noContent;
};

export const releaseRoutes: readonly RepositoryRoute[] = [
  { method: "GET", path: "/releases", need: "read", handler: listReleases },
  { method: "POST", path: "/releases", need: "write", handler: createRelease },
  { method: "GET", path: "/releases/latest", need: "read", handler: getLatest, exists: (dialect) => dialect.fullApi },
  { method: "GET", path: "/releases/tags/*tag", need: "read", handler: getByTag, exists: (dialect) => dialect.fullApi },
  {
    method: "POST",
    path: "/releases/generate-notes",
    need: "write",
    handler: postGenerateNotes,
    exists: (dialect) => dialect.generateNotes,
  },
  { method: "GET", path: "/releases/:id", need: "read", handler: getRelease },
  { method: "PATCH", path: "/releases/:id", need: "write", handler: updateRelease },
  { method: "DELETE", path: "/releases/:id", need: "write", handler: deleteRelease },
];
