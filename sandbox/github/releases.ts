import { found, json, listed, newestFirst, noContent, numbered, remove, type Answer } from "../kernel";
import { canWrite } from "./access";
import { releaseOf } from "./assets";
import { notFound, paged } from "./fields";
import { releaseJson } from "./json";
import { postGenerateNotes } from "./notes";
import { latestRelease } from "./publish";
import { createRelease, updateRelease } from "./release-write";
import type { Release, RepositoryCall, RepositoryHandler, RepositoryRoute } from "./state";

const LIST_CAP = 10_000;

/** Newest first by `created_at`, drafts on top (reference 7.2). */
const listOrder = (a: Release, b: Release): number => Number(b.draft) - Number(a.draft) || newestFirst(a, b);

function visible(call: RepositoryCall): Release[] {
  const drafts = canWrite(call.token, call.repo);
  return listed(call.world, call.repo.releases).filter((release) => drafts || !release.draft);
}

const listReleases: RepositoryHandler = (call) =>
  paged(call, visible(call).sort(listOrder).slice(0, LIST_CAP), (one) => releaseJson(call.world, call.repo, one));

const shown = ({ world, repo }: RepositoryCall, release: Release | undefined): Answer =>
  json(200, releaseJson(world, repo, found(release, notFound)));

const getLatest: RepositoryHandler = (call) => shown(call, latestRelease(call.repo));

/** Published ones only, even for the owner (checklist a). Case-sensitive. */
const getByTag: RepositoryHandler = (call) =>
  shown(
    call,
    visible(call).find((one) => !one.draft && one.tagName === call.params.tag),
  );

const getRelease: RepositoryHandler = (call) => shown(call, releaseOf(call));

/** The git tag stays (checklist q); the tag of an immutable release stays used for ever (reference 7). */
const deleteRelease: RepositoryHandler = (call) => {
  const release = found(numbered(call.repo.releases, call.params.id), notFound);
  remove(call.repo.releases, release);
  if (release.immutable) call.repo.burnedTags.add(release.tagName);
  return noContent;
};

const generates: RepositoryRoute["exists"] = (dialect) => dialect.generateNotes;

export const releaseRoutes: readonly RepositoryRoute[] = [
  { method: "GET", path: "/releases", need: "read", handler: listReleases },
  { method: "POST", path: "/releases", need: "write", handler: createRelease },
  { method: "GET", path: "/releases/latest", need: "read", handler: getLatest, exists: (dialect) => dialect.fullApi },
  { method: "GET", path: "/releases/tags/*tag", need: "read", handler: getByTag, exists: (dialect) => dialect.fullApi },
  { method: "POST", path: "/releases/generate-notes", need: "write", handler: postGenerateNotes, exists: generates },
  { method: "GET", path: "/releases/:id", need: "read", handler: getRelease },
  { method: "PATCH", path: "/releases/:id", need: "write", handler: updateRelease },
  { method: "DELETE", path: "/releases/:id", need: "write", handler: deleteRelease },
];
